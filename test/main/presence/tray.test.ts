import type { Menu, NativeImage, Tray } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { trayView } from '../../../core/tray/view.ts';
import { createTray } from '../../../main/tray/tray.ts';
import { aSnapshot } from '../../support/snapshots.ts';

/** A desktop's tray icon that keeps what it was asked for. */
class TrayIcon extends EventEmitter {
  readonly held: Menu[] = [];
  readonly popped: Menu[] = [];
  setContextMenu(menu: Menu): void {
    this.held.push(menu);
  }
  popUpContextMenu(menu: Menu): void {
    this.popped.push(menu);
  }
  setToolTip(): void {
    // Read on the real bus.
  }
  setTitle(): void {
    // Read by nobody here.
  }
}

function shownOn(platform: NodeJS.Platform) {
  const icon = new TrayIcon();
  const clicks: number[] = [];
  const tray = createTray({
    platform,
    newTray: () => icon as unknown as Tray,
    newMenu: (items) => items as unknown as Menu,
    image: () => ({}) as NativeImage,
    chosen: () => undefined,
    clicked: ({ x }) => clicks.push(x),
  });
  tray.show(trayView(aSnapshot([]), 0));
  return { icon, clicks };
}

test.each(['linux', 'win32'] as const)('%s holds the menu and opens it by itself', (platform) => {
  const { icon, clicks } = shownOn(platform);
  expect(icon.held).toHaveLength(1);
  icon.emit('click', {}, { x: 7 });
  expect(clicks).toEqual([7]);
  icon.emit('right-click');
  expect(icon.popped).toEqual([]);
});

test('macOS, which opens a menu it holds with every click, gets it with the right one only', () => {
  const { icon, clicks } = shownOn('darwin');
  expect(icon.held).toEqual([]);
  icon.emit('click', {}, { x: 7 });
  expect(clicks).toEqual([7]);
  expect(icon.popped).toEqual([]);
  icon.emit('right-click');
  expect(icon.popped).toHaveLength(1);
});
