import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const dejavu = '/usr/share/fonts/truetype/dejavu';

/** Whether pages can be drawn here with the one font of the kept pictures. */
export const hasOneFont = existsSync(dejavu);

/**
 * The environment of a browser that draws letters in the same way on every machine: only DejaVu,
 * on whole pixels and, unless smooth, without grey edges, which would be most of a kept picture.
 */
export function oneFont(root: string, smooth: boolean): Record<string, string> {
  if (!hasOneFont) return {};
  const folder = path.join(root, '.cache', 'pictures', smooth ? 'smooth-fonts' : 'fonts');
  const file = path.join(folder, 'fonts.conf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, configuration(path.join(folder, 'cache'), smooth));
  return { FONTCONFIG_FILE: file, LANG: 'en_GB.UTF-8', LANGUAGE: 'en_GB' };
}

const prefer = (family: string, preferred: string): string => `
  <alias binding="strong">
    <family>${family}</family>
    <prefer><family>${preferred}</family></prefer>
  </alias>`;

const without = (part: string): string => `<rejectfont><glob>*${part}*</glob></rejectfont>`;

const configuration = (cache: string, smooth: boolean): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${dejavu}</dir>
  <cachedir>${cache}</cachedir>${prefer('system-ui', 'DejaVu Sans')}${prefer('sans-serif', 'DejaVu Sans')}${prefer('monospace', 'DejaVu Sans Mono')}
  <selectfont>${['Serif', 'Math', 'Condensed'].map(without).join('')}</selectfont>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>${String(smooth)}</bool></edit>
    <edit name="hinting" mode="assign"><bool>${String(!smooth)}</bool></edit>
    <edit name="hintstyle" mode="assign"><const>${smooth ? 'hintnone' : 'hintfull'}</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;
