import { app, protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The one origin of every page of ours. */
export const pageOrigin = 'app://watchbill';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function declarePages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true } },
  ]);
}

/** Serves the built pages, and nothing outside their folder, under a strict policy. */
export function servePages(): void {
  const folder = path.join(app.getAppPath(), 'out', 'renderer');
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const asked = decoded(url.pathname);
    if (url.host !== 'watchbill' || request.method !== 'GET' || asked === null) return refusal();
    const file = path.normalize(path.join(folder, asked));
    const type = types[path.extname(file)];
    if (!file.startsWith(folder + path.sep) || type === undefined) return refusal();
    const content = await readFile(file).catch(missing);
    if (content === null) return refusal();
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': type,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function missing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

function refusal(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
}

/** The address of a page, `editor` for instance. */
export function pageUrl(page: 'editor' | 'settings' | 'glance'): string {
  return `${pageOrigin}/${page}.html`;
}
