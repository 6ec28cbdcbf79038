import type { ElectronApplication, Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { callMain } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import { startRecorder } from '../support/misbehaving/server.ts';

const withoutService = { WATCHBILL_NO_SERVICE: '1' };

/** What `app://` answers, asked by main itself: no page may. */
function fetched(app: ElectronApplication, url: string, method = 'GET') {
  return app.evaluate(
    async ({ net }, [address = '', verb = '']) => {
      try {
        const reply = await net.fetch(address, { method: verb });
        const policy = reply.headers.get('content-security-policy') ?? '';
        return { status: reply.status, policy, body: await reply.text() };
      } catch (error) {
        return { status: 0, policy: '', body: String(error) };
      }
    },
    [url, method],
  );
}

/** Runs a script in the page itself; a script of the test's protocol would be above its policy. */
function inPage(window: Page, body: string): Promise<unknown> {
  return window.evaluate(
    `new Promise((resolve) => setTimeout(async () => {
      try { resolve(await (async () => { ${body} })()); } catch (error) { resolve(error.name); }
    }))`,
  );
}

test('a page has no Node, runs no foreign script, leads nowhere and reaches nobody', async ({
  startApp,
}) => {
  const elsewhere = await startRecorder();
  const app = await startApp({ env: withoutService });
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText('Reading the schedule…')).toBeVisible();

  const page = await fetched(app.electron, 'app://watchbill/editor.html');
  expect(page.status).toBe(200);
  expect(page.policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(page.policy).not.toMatch(/unsafe|\*|https?:/);
  expect(page.policy).toContain("connect-src 'none'");

  const names = ['require', 'process', 'Buffer', 'module', 'global', 'setImmediate', 'electron'];
  expect(await window.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual(
    [],
  );
  expect(await window.evaluate('Object.keys(window.watchbill)')).toEqual(['call', 'on']);
  const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((open) => {
      const contents = open.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } =
        contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  ]);

  expect(await inPage(window, `return eval('1 + 1')`)).toBe('EvalError');
  const inline = `const script = document.createElement('script');
    script.textContent = 'window.foreign = true';
    document.body.append(script);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.foreign = true');
    document.body.append(button);
    button.click();
    button.remove();
    return window.foreign ?? 'did not run'`;
  expect(await inPage(window, inline)).toBe('did not run');

  const { url } = elsewhere;
  expect(await inPage(window, `return (await fetch('${url}/fetch')).status`)).toBe('TypeError');
  const attempts = `
    new Image().src = '${url}/image';
    navigator.sendBeacon('${url}/beacon', 'x');
    for (const [tag, name] of [['iframe', 'src'], ['link', 'href'], ['script', 'src'], ['object', 'data']]) {
      const element = document.createElement(tag);
      element.rel = 'stylesheet';
      element[name] = '${url}/' + tag;
      document.body.append(element);
    }
    const form = document.createElement('form');
    form.action = '${url}/form';
    document.body.append(form);
    form.submit();
    try { new WebSocket('${url.replace('http', 'ws')}/socket'); } catch { /* refused at once */ }
    const opened = window.open('${url}/open');
    location.href = '${url}/navigated';
    await new Promise((resolve) => setTimeout(resolve, 500));
    return opened === null ? location.href : 'a window opened'`;
  expect(await inPage(window, attempts)).toBe('app://watchbill/editor.html');
  expect(elsewhere.requests).toEqual([]);
  expect(app.electron.windows()).toHaveLength(1);
  expect(await inPage(window, 'return document.body.innerText')).toContain('Reading the schedule');

  const permissions = `
    const states = await Promise.all(['geolocation', 'notifications', 'clipboard-read', 'camera']
      .map(async (name) => (await navigator.permissions.query({ name })).state));
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).catch((error) => error.name);
    return [...states, camera, await Notification.requestPermission()].join(' ')`;
  expect(await inPage(window, permissions)).toMatch(/^(denied ){4}Not(Allowed|Found)Error denied$/);
  await elsewhere.close();
});

test('only the built pages are served, whatever the address', async ({ startApp }) => {
  const app = await startApp({ env: withoutService });
  const outside = [
    'app://watchbill/..%2f..%2fassets%2ficons%2fapp%2f128.png',
    'app://watchbill/%2e%2e/%2e%2e/assets/icons/app/128.png',
    'app://watchbill/..%2f..%2fnode_modules/axe-core/axe.js',
    'app://watchbill//etc/hostname.html',
    'app://watchbill/..%5c..%5cpackage.html',
    'app://watchbill/%E0%A4%A.html',
    'app://watchbill/missing.html',
    'app://watchbill/assets',
    'app://watchbill/',
    'app://elsewhere/editor.html',
  ];
  // Proof that a step outside would have found something.
  expect(existsSync(path.resolve('assets/icons/app/128.png'))).toBe(true);
  for (const url of outside) {
    expect(await fetched(app.electron, url), url).toMatchObject({ status: 404, body: 'Not found' });
  }
  expect(await fetched(app.electron, 'app://watchbill/editor.html', 'POST')).toMatchObject({
    status: 404,
  });
});

const badCalls: readonly (readonly [string, unknown])[] = [
  ['sync.refresh', { workspaceId: 5 }],
  ['sync.refresh', {}],
  ['snapshot.read', { more: true }],
  ['snapshot.read', null],
  ['workspace.sign-in', { workspaceId: 'local', token: '' }],
  ['workspace.sign-in', { workspaceId: 'local', token: 'x'.repeat(20_000) }],
  ['window.open', { screen: '../../etc/passwd' }],
  ['preferences.change', { theme: 'pink' }],
  ['preferences.change', { leadMinutes: [0] }],
  ['workspace.change', { workspaceId: 'local', interpretation: { zone: 'Nowhere/Else' } }],
  ...[
    'http://example.com/v1',
    'file:///etc',
    'https://a:b@example.com',
    'http://127.0.0.1.example.com',
  ].map(
    (read) =>
      [
        'workspace.test',
        { addresses: { read, write: read, roster: '', signIn: '' }, token: 't', customerIds: [] },
      ] as const,
  ),
];

test('a call from a frame that is not ours, or with input of another shape, is refused', async ({
  startApp,
}) => {
  const app = await startApp({ env: withoutService });
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  expect(await callMain(window, 'snapshot.read', {})).toMatchObject({ ok: true });
  for (const [name, input] of badCalls) {
    expect(await callMain(window, name, input), JSON.stringify([name, input])).toMatchObject({
      ok: false,
      failure: { kind: 'not-allowed' },
    });
  }
  for (const name of ['constructor', '__proto__', 'snapshot.write', '']) {
    const called = `try { return await window.watchbill.call('${name}', {}); }
      catch (error) { return error.message; }`;
    expect(await inPage(window, called)).toBe(`No such call: ${name}`);
  }
  const inFrame = `const frame = document.createElement('iframe');
    frame.srcdoc = '<p>inside</p>';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const found = typeof frame.contentWindow.watchbill;
    frame.remove();
    return found`;
  expect(await inPage(window, inFrame)).toBe('undefined');

  // A foreign page that got hold of our preload all the same.
  const foreign = await app.electron.evaluate(async ({ app: electron, BrowserWindow }) => {
    const preload = `${electron.getAppPath()}/out/preload/index.cjs`;
    const answers: unknown[] = [];
    for (const url of ['data:text/html,<p>foreign</p>', 'about:blank']) {
      const webPreferences = { preload, sandbox: true, partition: 'foreign' };
      const other = new BrowserWindow({ show: false, webPreferences });
      await other.loadURL(url);
      answers.push(
        await other.webContents.executeJavaScript(`window.watchbill.call('snapshot.read', {})`),
      );
      other.destroy();
    }
    return answers;
  });
  const refused = { ok: false, failure: { kind: 'not-allowed', detail: 'unknown page' } };
  expect(foreign).toEqual([refused, refused]);
});
