import { Notification } from 'electron';
import { failed, done, type Outcome } from '../../core/contract/failure.ts';
import { escapeMarkup, rendersMarkup } from './markup.ts';

/** A notice as the desktop shows it. */
export interface DesktopNotice {
  readonly title: string;
  /** Plain text; escaped here where the desktop renders markup. */
  readonly body: string;
  readonly silent: boolean;
  /** Takes the place of an earlier notice with the same tag. */
  readonly tag: string;
}

/** Shows notices; the outcome tells whether the desktop took it. */
export interface Notifier {
  show(notice: DesktopNotice, clicked: () => void): Promise<Outcome<null>>;
}

const acceptWithinMs = 5_000;

/** Notices of the operating system. */
export function desktopNotifier(icon: string): Notifier {
  // A notice that is collected as garbage loses its click: it is held until it is closed.
  const shown = new Map<string, Notification>();
  return {
    async show(notice, clicked) {
      if (!Notification.isSupported()) {
        const detail = 'this desktop has no notification service';
        return failed({ kind: 'notice-refused', detail });
      }
      const body = (await rendersMarkup()) ? escapeMarkup(notice.body) : notice.body;
      const desktop = new Notification({ title: notice.title, body, silent: notice.silent, icon });
      shown.get(notice.tag)?.close();
      shown.set(notice.tag, desktop);
      desktop.on('click', clicked);
      const letGo = () => {
        if (shown.get(notice.tag) === desktop) shown.delete(notice.tag);
      };
      desktop.on('close', letGo);
      return new Promise((resolve) => {
        const late = setTimeout(() => {
          letGo();
          resolve(failed({ kind: 'timeout', afterMs: acceptWithinMs }));
        }, acceptWithinMs);
        desktop.once('show', () => {
          clearTimeout(late);
          resolve(done(null));
        });
        desktop.once('failed', (_event, detail) => {
          clearTimeout(late);
          letGo();
          resolve(failed({ kind: 'notice-refused', detail }));
        });
        desktop.show();
      });
    },
  };
}
