// The stand-in runtime has no default app: this finds the app's folder among the arguments and
// becomes it, name and version included.
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

const folder = process.argv
  .slice(1)
  .map((argument) => path.resolve(argument))
  .find((candidate) => fs.existsSync(path.join(candidate, 'package.json')));
if (folder === undefined) {
  console.error('Name the folder of an app.');
  process.exit(2);
}
const about = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(about.productName ?? about.name);
app.setVersion(about.version);
require(path.join(folder, about.main));
