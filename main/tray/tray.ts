import { Menu, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { MenuItem, TrayIcon, TrayView } from '../../core/tray/view.ts';

/** The tray icon of the app: shows a view, tells which menu line was chosen. */
export interface AppTray {
  show(view: TrayView): void;
  /** Does what a click on the menu line does; false when there is no such line now. */
  choose(id: string): boolean;
  dispose(): void;
}

export interface AppTrayPorts {
  readonly image: (icon: TrayIcon) => NativeImage;
  readonly chosen: (id: string) => void;
  /** Platforms that send a click open the glance with it. */
  readonly clicked: () => void;
}

/**
 * Creates the tray with its first view. Every part is sent to the desktop only when it differs
 * from what is there: a menu that is replaced while it is open closes under the person's hand.
 */
export function createTray(first: TrayView, ports: AppTrayPorts): AppTray {
  const tray = new Tray(ports.image(first.icon));
  let shown: { icon: string; tooltip: string; title: string; menu: string } | null = null;
  let current = first;

  function show(view: TrayView): void {
    const icon = `${view.icon.body}/${view.icon.badge ?? ''}`;
    const menu = JSON.stringify(view.menu);
    if (shown !== null && shown.icon !== icon) tray.setImage(ports.image(view.icon));
    if (shown?.tooltip !== view.tooltip) tray.setToolTip(view.tooltip);
    if (process.platform === 'darwin' && shown?.title !== view.title) tray.setTitle(view.title);
    if (shown?.menu !== menu)
      tray.setContextMenu(Menu.buildFromTemplate(view.menu.map(templateOf)));
    shown = { icon, tooltip: view.tooltip, title: view.title, menu };
    current = view;
  }

  function templateOf(item: MenuItem): MenuItemConstructorOptions {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'line':
        return { id: item.id, label: plain(item.label), enabled: false };
      case 'action':
        return {
          id: item.id,
          label: plain(item.label),
          enabled: item.enabled,
          click: () => {
            ports.chosen(item.id);
          },
        };
      case 'submenu':
        return { id: item.id, label: plain(item.label), submenu: item.items.map(templateOf) };
    }
  }

  show(first);
  tray.on('click', ports.clicked);
  return {
    show,
    choose(id) {
      const found = actionIn(current.menu, id);
      if (found) ports.chosen(id);
      return found;
    },
    dispose() {
      tray.destroy();
    },
  };
}

function actionIn(items: readonly MenuItem[], id: string): boolean {
  return items.some(
    (item) =>
      (item.kind === 'action' && item.id === id && item.enabled) ||
      (item.kind === 'submenu' && actionIn(item.items, id)),
  );
}

/** A name with an ampersand is a name, not a keyboard mnemonic. */
function plain(label: string): string {
  return label.replaceAll('&', '&&');
}
