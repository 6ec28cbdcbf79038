// A window like the editor's, for the pages of the benchmark; who drives it says what it shows.
const { app, BrowserWindow } = require('electron');

if (process.env.BENCH_PROFILE) app.setPath('userData', process.env.BENCH_PROFILE);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  });
  window.loadURL('about:blank');
});
process.on('SIGTERM', () => app.quit());
