import type { ElectronApplication, Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { callMain, connect, keychainSecrets } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import { connectedSettings, writeSettings } from '../support/connected.ts';
import { startMisbehaving, startRecorder, status } from '../support/misbehaving/server.ts';

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

test(
  'the token is in the keychain and nowhere else: no file, log, argument, message or page',
  { tag: '@waits' },
  async ({ startApp, desktop, profile }) => {
    // What may have happened is looked for half a minute.
    test.setTimeout(120_000);
    const token = 'tkn-3f9a61c2e7d84b05';
    const pingHome = await startMisbehaving({ sampleAt: Date.now(), token });
    const account = { base: pingHome.base, token, customer: pingHome.ids.organisation };
    const app = await startApp();
    await app.choose('Connect PingHome…');
    const window = await app.window('editor');
    await window.evaluate(`{
    globalThis.pushed = [];
    for (const name of ['snapshot.changed', 'view.requested', 'writes.progressed'])
      window.watchbill.on(name, (value) => globalThis.pushed.push(JSON.stringify(value)));
  }`);
    await connect(window, account);
    await expect.poll(app.menu).toContain('Up to date');

    // Gateways quote what they refuse.
    for (const code of [501, 422, 403]) {
      const message = `Bearer ${token} may not do this`;
      const errors = [{ field: 'token', path: token, code: token, message: token }];
      pingHome.always('any', status(code, { message, errors }));
      const seen = pingHome.seen('readSchedule').length;
      await app.choose('Refresh now');
      await expect.poll(() => pingHome.seen('readSchedule').length).toBeGreaterThan(seen);
    }
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(/access refused$/));
    const rule = {
      monthsOfYear: [],
      weeksOfMonth: [],
      weekDays: [],
      startTime: '00:00:00',
      endTime: '06:00:00',
      startDate: Date.UTC(2099, 0, 1),
      endDate: Date.UTC(2099, 0, 3),
    };
    const answers = [
      await callMain(window, 'snapshot.read', {}),
      await callMain(window, 'diagnostics.read', {}),
      await callMain(window, 'workspace.test', {
        addresses: { read: account.base, write: account.base, roster: account.base, signIn: '' },
        token,
        customerIds: [account.customer],
      }),
    ];
    pingHome.heal();
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContain('Up to date');
    const { platform: teamId, mira: memberId } = pingHome.ids;
    const workspaceId = (await workspaceIds(window)).find((id) => id !== 'local') ?? '';
    pingHome.next('createEntry', status(403, { message: `Bearer ${token} may not` }));
    answers.push(
      await callMain(window, 'entry.create', { workspaceId, teamId, memberId, rule }),
      await callMain(window, 'snapshot.read', {}),
    );
    const told = status(422, {
      message: `Bearer ${token} may not`,
      errors: [{ field: token, path: `/${token}`, code: token, message: token }],
    });
    pingHome.next('createEntry', told, { kind: 'drop', effect: 'none' });
    const writes = ['a', 'b'].map((entryId) => ({
      kind: 'create',
      entryId,
      teamId,
      memberId,
      rule,
    }));
    answers.push(
      await callMain(window, 'writes.bulk', { workspaceId, writes }),
      await callMain(window, 'writes.history', { workspaceId }),
      await callMain(window, 'snapshot.read', {}),
    );
    expect(JSON.stringify(answers)).toContain('[token]');
    const pushed = (await window.evaluate('globalThis.pushed')) as readonly string[];
    expect(pushed.length).toBeGreaterThan(5);
    expect(
      [JSON.stringify(answers), ...pushed, app.output()].filter((text) => text.includes(token)),
    ).toEqual([]);

    expect(await window.content()).not.toContain(token);
    expect(await window.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).toBe(
      '{}',
    );
    await window.evaluate(`globalThis.planted = 'planted-' + Math.random()`);
    const planted = (await window.evaluate('globalThis.planted')) as string;
    const heap = await heapOf(window);
    expect(heap, 'the heap is read at all').toContain(planted);
    expect(heap.includes(token), 'the token in the heap of the page').toBe(false);

    expect(await keychainSecrets(desktop)).toEqual([token]);
    for (const { pid, text } of processes(app.electron.process().pid ?? 0)) {
      expect(text.includes(token), `arguments and environment of ${pid}`).toBe(false);
    }
    await app.close();
    const files = filesIn(profile);
    expect(files.some((file) => file.endsWith('watchbill.log'))).toBe(true);
    const forms = [token, Buffer.from(token).toString('base64').slice(0, 24)];
    const found = files.filter((file) => {
      const bytes = readFileSync(file);
      return (
        forms.some((form) => bytes.includes(form)) || bytes.includes(Buffer.from(token, 'utf16le'))
      );
    });
    expect(found).toEqual([]);
    for (const name of [
      'settings.json',
      'journal.jsonl',
      'notices.json',
      'schedule.db',
      'logs/watchbill.log',
    ]) {
      const file = path.join(profile, name);
      if (existsSync(file)) expect(statSync(file).mode & 0o077, `others may read ${name}`).toBe(0);
    }
    await pingHome.close();
  },
);

test('a token that goes to another origin goes nowhere', async ({ startApp, desktop, profile }) => {
  const token = 'tkn-77aa61c2e7d84b05';
  const pingHome = await startMisbehaving({ sampleAt: Date.now(), token });
  const elsewhere = await startRecorder();
  const { base, ids } = pingHome;
  writeSettings(profile, connectedSettings({ base, customer: ids.organisation }));
  pingHome.always('any', {
    kind: 'answer',
    status: 307,
    effect: 'none',
    headers: { Location: `${elsewhere.url}/stolen` },
  });
  const app = await startApp();
  await app.choose('Sign in…');
  const window = await app.window('editor');
  await window.getByLabel('PingHome token').fill(token);
  await window.getByRole('button', { name: 'Sign in' }).click();
  await expect(window.getByText('Address has moved')).toBeVisible();
  expect(pingHome.seen('readSchedule').length).toBeGreaterThan(0);
  expect(elsewhere.requests).toEqual([]);
  expect(await keychainSecrets(desktop)).toEqual([token]);
  await elsewhere.close();
  await pingHome.close();
});

async function workspaceIds(window: Page): Promise<readonly string[]> {
  const answer = (await callMain(window, 'snapshot.read', {})) as {
    readonly value: { readonly workspaces: readonly { readonly id: string }[] };
  };
  return answer.value.workspaces.map(({ id }) => id);
}

/** A snapshot of the page's whole heap, strings and all. */
async function heapOf(window: Page): Promise<string> {
  const session = await window.context().newCDPSession(window);
  let heap = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    heap += chunk;
  });
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return heap;
}

/** A process and all below it, with what `ps` shows of them. */
function processes(root: number): { readonly pid: number; readonly text: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readProc(Number(name), 'stat');
    parents.set(Number(name), Number(/^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1] ?? '0'));
  }
  const isBelow = (pid: number): boolean =>
    pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()]
    .filter(isBelow)
    .map((pid) => ({ pid, text: readProc(pid, 'cmdline') + readProc(pid, 'environ') }));
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch (error) {
    // It ended meanwhile.
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
