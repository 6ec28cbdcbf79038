// The floor everything is measured against: Electron with a tray icon and nothing else. Its menu
// opens an empty window that is gone after two seconds, as of a person who looks once.
const { app, BrowserWindow, Menu, Tray, nativeImage } = require('electron');
const path = require('node:path');

if (process.env.BARE_PROFILE) app.setPath('userData', process.env.BARE_PROFILE);
app.on('window-all-closed', () => undefined);
app.whenReady().then(() => {
  const icon = nativeImage.createFromPath(path.join(__dirname, 'icon.png'));
  const tray = new Tray(icon);
  tray.setToolTip('Bare');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Open schedule…', click: look },
      { label: 'Quit', click: () => app.quit() },
    ]),
  );
  globalThis.tray = tray;
});
process.on('SIGTERM', () => app.quit());

function look() {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  window.loadURL('data:text/html,<h1>bare</h1>');
  window.webContents.once('did-finish-load', () => setTimeout(() => window.destroy(), 2_000));
}
