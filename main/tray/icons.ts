import { nativeImage, nativeTheme, type NativeImage } from 'electron';
import path from 'node:path';
import type { TrayView } from '../../core/tray/view.ts';

/** Pixels of the base image and of the one for dense screens, by platform. */
const sizes = { linux: [22, 44], win32: [16, 32], darwin: [16, 32] } as const;

/** Reads tray images once each; panels are dark or light whatever the windows' theme. */
export function trayIcons(folder: string): (icon: TrayView['icon']) => NativeImage {
  const cache = new Map<string, NativeImage>();
  let dark = nativeTheme.shouldUseDarkColors;
  return (icon) => {
    const name = icon.badge === null ? icon.body : `${icon.body}-${icon.badge}`;
    // While the windows have a theme of their own, nothing tells of the desktop's.
    if (nativeTheme.themeSource === 'system') dark = nativeTheme.shouldUseDarkColors;
    const panel = panelKind(dark);
    const key = `${panel}/${name}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const image = load(path.join(folder, panel), name);
    cache.set(key, image);
    return image;
  };
}

function panelKind(dark: boolean): 'template' | 'dark' | 'light' {
  if (process.platform === 'darwin') return 'template';
  // A panel tells nobody its colour: GNOME's is dark whatever the theme, others follow it.
  const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? '';
  if (process.platform === 'linux' && /gnome|unity|pantheon/i.test(desktop)) return 'dark';
  return dark ? 'dark' : 'light';
}

function load(folder: string, name: string): NativeImage {
  const [base, dense] =
    sizes[
      process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
    ];
  const image = nativeImage.createFromPath(path.join(folder, `${name}-${base}.png`));
  image.addRepresentation({
    scaleFactor: 2,
    buffer: nativeImage.createFromPath(path.join(folder, `${name}-${dense}.png`)).toPNG(),
  });
  if (process.platform === 'darwin') image.setTemplateImage(true);
  return image;
}
