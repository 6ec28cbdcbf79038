import type { Menu, MenuItemConstructorOptions, NativeImage, Rectangle, Tray } from 'electron';
import type { MenuItem, TrayView } from '../../core/tray/view.ts';

/** The tray icon of the app: shows a view, tells which menu line was chosen. */
export interface AppTray {
  show(view: TrayView): void;
  /** The desktop's theme changed: the same view in other colours. */
  recolour(): void;
  /** Does what a click on the menu line does; false when there is no such line now. */
  choose(id: string): boolean;
  /** Where the icon is; all zero where the platform does not tell. */
  bounds(): Rectangle;
  dispose(): void;
}

export interface AppTrayPorts {
  readonly platform: NodeJS.Platform;
  readonly newTray: (image: NativeImage) => Tray;
  readonly newMenu: (items: MenuItemConstructorOptions[]) => Menu;
  readonly image: (icon: TrayView['icon']) => NativeImage;
  readonly chosen: (id: string) => void;
  /** Platforms that send a click open the glance with it. */
  readonly clicked: (icon: Rectangle) => void;
}

/**
 * The tray appears with its first view. Every part is sent to the desktop only when it differs
 * from what is there: a menu that is replaced while it is open closes under the person's hand.
 */
export function createTray(ports: AppTrayPorts): AppTray {
  let tray: Tray | null = null;
  let shown: { icon: string; tooltip: string; title: string; menu: string } | null = null;
  let current: readonly MenuItem[] = [];
  let icon: TrayView['icon'] | null = null;
  let popUp: Menu | null = null;

  function show(view: TrayView): void {
    tray ??= create(view);
    const drawn = `${view.icon.body}/${view.icon.badge ?? ''}`;
    const menu = JSON.stringify(view.menu);
    if (shown !== null && shown.icon !== drawn) tray.setImage(ports.image(view.icon));
    if (shown?.tooltip !== view.tooltip) tray.setToolTip(view.tooltip);
    if (ports.platform === 'darwin' && shown?.title !== view.title) tray.setTitle(view.title);
    if (shown?.menu !== menu) attach(tray, ports.newMenu(view.menu.map(templateOf)));
    shown = { icon: drawn, tooltip: view.tooltip, title: view.title, menu };
    current = view.menu;
    icon = view.icon;
  }

  function create(view: TrayView): Tray {
    const created = ports.newTray(ports.image(view.icon));
    created.on('click', (_event, bounds) => {
      ports.clicked(bounds);
    });
    if (ports.platform === 'darwin')
      created.on('right-click', () => {
        if (popUp !== null) created.popUpContextMenu(popUp);
      });
    return created;
  }

  /** A menu that macOS holds opens with every click, over the glance. */
  function attach(to: Tray, menu: Menu): void {
    if (ports.platform === 'darwin') popUp = menu;
    else to.setContextMenu(menu);
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

  return {
    show,
    recolour() {
      if (icon !== null) tray?.setImage(ports.image(icon));
    },
    choose(id) {
      const found = actionIn(current, id);
      if (found) ports.chosen(id);
      return found;
    },
    bounds: () => tray?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 },
    dispose() {
      tray?.destroy();
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
