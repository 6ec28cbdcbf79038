import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import type { MenuItem, TrayView } from '../../core/tray/view.ts';
import type { BusTray, TrayWatcher } from '../../scripts/desktop/tray-watcher.ts';
import type { RunningApp } from './app.ts';

/** The private desktop has no theme of its own: its panel is a light one. */
const panel = 'light';

/** What the tray is to show in one state: the image's name, the tooltip, menu lines by id. */
export interface ExpectedTray {
  readonly icon: string;
  readonly tooltip: string;
  readonly lines: Readonly<Record<string, string>>;
  /** Ids of lines that must not be there. */
  readonly without?: readonly string[];
}

/**
 * Waits until the desktop reads such a tray over the bus: its text, its whole menu, and a picture
 * that is the one in its file. Returns that picture, to be told from others.
 */
export async function expectOnBus(
  app: RunningApp,
  tray: TrayWatcher,
  { icon, tooltip, lines, without = [] }: ExpectedTray,
): Promise<string> {
  return test.step(icon, async () => {
    await expect.poll(async () => nameOf(await viewOf(app))).toBe(icon);
    await expect.poll(async () => (await tray.read())?.tooltip).toBe(tooltip);
    const view = await viewOf(app);
    const seen = await tray.read();
    if (seen === null) throw new Error('The tray icon is gone.');
    // What the desktop reads is what was meant, line by line; then the lines that matter here.
    expect(labelsOnBus(seen.menu)).toEqual(view.menu.flatMap(labelsOf));
    const byId = Object.fromEntries(view.menu.flatMap(withIds));
    expect(byId).toMatchObject(lines);
    for (const id of without) expect(byId).not.toHaveProperty([id]);
    expect(differingPixels(imageOnBus(seen), imageInFile(panel, icon))).toEqual([]);
    return imageOnBus(seen).toString('base64');
  });
}

function viewOf(app: RunningApp): Promise<TrayView> {
  return app.electron.evaluate(() => {
    const view = globalThis.watchbillTest?.trayView();
    if (view === undefined) throw new Error('The test seam is not open.');
    return view;
  });
}

function nameOf({ icon }: TrayView): string {
  return icon.badge === null ? icon.body : `${icon.body}-${icon.badge}`;
}

function labelsOf(item: MenuItem): string[] {
  if (item.kind === 'separator') return [];
  return [item.label, ...(item.kind === 'submenu' ? item.items.flatMap(labelsOf) : [])];
}

function labelsOnBus(items: BusTray['menu']): string[] {
  return items.flatMap((item) =>
    item.separator ? [] : [item.label, ...labelsOnBus(item.children)],
  );
}

function withIds(item: MenuItem): [string, string][] {
  if (item.kind === 'separator') return [];
  const inner = item.kind === 'submenu' ? item.items.flatMap(withIds) : [];
  return [[item.id, item.label], ...inner];
}

/** The picture as red, green, blue and alpha; on the bus alpha comes first. */
function imageOnBus({ pixmaps }: BusTray): Buffer {
  const bytes = pixmaps[0]?.bytes ?? Buffer.alloc(0);
  const image = Buffer.alloc(bytes.length);
  for (let at = 0; at < bytes.length; at += 4) {
    bytes.copy(image, at, at + 1, at + 4);
    bytes.copy(image, at + 3, at, at + 1);
  }
  return image;
}

function imageInFile(theme: string, icon: string): Buffer {
  const file = path.resolve('assets/icons/tray', theme, `${icon}-44.png`);
  return PNG.sync.read(readFileSync(file)).data;
}

/** Pixels that differ; a faint one keeps its colour only to within what its alpha leaves. */
function differingPixels(a: Buffer, b: Buffer): number[] {
  expect(a).toHaveLength(b.length);
  const differing: number[] = [];
  for (let at = 0; at < a.length; at += 4) {
    const alpha = b[at + 3] ?? 0;
    const far = [0, 1, 2].some(
      (i) => Math.abs((a[at + i] ?? 0) - (b[at + i] ?? 0)) * alpha > 255 * 2,
    );
    if (a[at + 3] !== alpha || far) differing.push(at / 4);
  }
  return differing;
}
