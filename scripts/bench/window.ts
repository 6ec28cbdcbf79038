import { ensureBuilt } from '../build.ts';
import { serveFolder } from './window/serve.ts';
import { report, type Row } from './report.ts';
import { inChromium, inElectron } from './window/browsers.ts';
import { builtPages, buildPages } from './window/build.ts';
import { bundleRows } from './window/bundle.ts';
import { openAndClose } from './window/cycles.ts';
import { timelineRows } from './window/timeline.ts';

const args = process.argv.slice(2);
const asked = args[0] !== undefined && !args[0].startsWith('--') ? args[0] : null;
const wanted = (part: string): boolean => asked === null || asked === part;
const rows: Row[] = [];

if (wanted('script') || wanted('cycles')) await ensureBuilt();
if (wanted('script')) rows.push(...bundleRows());
for (const open of [inChromium, inElectron]) {
  if (!wanted(open === inChromium ? 'chromium' : 'electron')) continue;
  await buildPages();
  const served = await serveFolder(builtPages);
  const browser = await open();
  console.error(`Measuring in ${browser.name} ${browser.version}…`);
  try {
    rows.push(...(await timelineRows(browser, served.url)));
  } finally {
    await browser.dispose();
    served.dispose();
  }
}
if (wanted('cycles')) rows.push(...(await openAndClose()));
report('window', rows, args);
