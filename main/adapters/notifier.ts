import { Notification } from 'electron';
import { failed, done, type Outcome } from '../../core/contract/failure.ts';

/** A notice as the desktop shows it. */
export interface DesktopNotice {
  readonly title: string;
  /** Plain text; escaped here where the desktop renders markup. */
  readonly body: string;
  readonly silent: boolean;
}

/** Shows notices; the outcome tells whether the desktop took it. */
export interface Notifier {
  show(notice: DesktopNotice, clicked: () => void): Promise<Outcome<null>>;
}

const acceptWithinMs = 5_000;

/** Notices of the operating system. */
export function desktopNotifier(icon: string): Notifier {
  // A notice that is collected as garbage loses its click: it is held until it is closed.
  const shown = new Set<Notification>();
  return {
    show(notice, clicked) {
      if (!Notification.isSupported()) {
        return Promise.resolve(
          failed({ kind: 'service-down', detail: 'this desktop has no notification service' }),
        );
      }
      const body = process.platform === 'linux' ? escapeMarkup(notice.body) : notice.body;
      const desktop = new Notification({ title: notice.title, body, silent: notice.silent, icon });
      shown.add(desktop);
      desktop.on('click', clicked);
      desktop.on('close', () => {
        shown.delete(desktop);
      });
      return new Promise((resolve) => {
        const late = setTimeout(() => {
          shown.delete(desktop);
          resolve(failed({ kind: 'timeout', afterMs: acceptWithinMs }));
        }, acceptWithinMs);
        desktop.once('show', () => {
          clearTimeout(late);
          resolve(done(null));
        });
        desktop.once('failed', (_event, detail) => {
          clearTimeout(late);
          shown.delete(desktop);
          resolve(failed({ kind: 'service-down', detail }));
        });
        desktop.show();
      });
    },
  };
}

/** Linux notification daemons render a body as markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
