import { app, session, shell, type WebContents, type WebFrameMain } from 'electron';
import { pageOrigin } from './pages.ts';
import { reviveContents } from './revive.ts';

/** Where a link in a window may lead: to PingHome's own pages in the person's browser. */
const outsideHosts = ['pinghome.io', 'docs.pinghome.io', 'app.pinghome.io'];

/** What every window of ours is made with. */
export const safePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
} as const;

/** Refuses what no page of ours needs: navigation, new windows, web views, permissions. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
    reviveContents(contents, () => performance.now());
  });
  const pages = session.defaultSession;
  pages.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  pages.setPermissionCheckHandler(() => false);
  pages.setDevicePermissionHandler(() => false);
  // A second wall behind the content policy: a page reaches nothing but its own files.
  pages.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isInside(details.url) });
  });
}

function isInside(url: string): boolean {
  return url.startsWith(`${pageOrigin}/`) || url.startsWith('devtools://');
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

function openOutside(text: string): void {
  let url: URL;
  try {
    url = new URL(text);
  } catch (error) {
    if (error instanceof TypeError) return;
    throw error;
  }
  if (url.protocol === 'https:' && outsideHosts.includes(url.hostname)) {
    void shell.openExternal(url.href);
  }
}

/** Whether a message comes from the top frame of a page of ours. */
export function isTrustedSender(frame: WebFrameMain | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  return frame.url.startsWith(`${pageOrigin}/`);
}
