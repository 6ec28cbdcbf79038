import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { homedir, hostname } from 'node:os';
import path from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** A display of this machine; one that is reached over a network has no panel to ask for. */
const localDisplay = /^(?:unix)?:(\d+)(?:\.(\d+))?$/;
const answerWithinMs = 2_000;
const cookie = 'MIT-MAGIC-COOKIE-1';
const localFamily = 256;
const anyFamily = 0xffff;

/**
 * Whether a program owns a selection of the X display, which is how a panel without D-Bus says that
 * it takes icons in. `named` gives the selection's name on a screen. False where nobody can be asked.
 */
export async function hasSelectionOwner(
  named: (screen: string) => string,
  env: Env = process.env,
): Promise<boolean> {
  const [, display, screen = '0'] = localDisplay.exec(env['DISPLAY'] ?? '') ?? [];
  if (display === undefined) return false;
  const socket = connect(`/tmp/.X11-unix/X${display}`);
  socket.setTimeout(answerWithinMs, () => socket.destroy(new Error('The display does not answer')));
  try {
    const take = reader(socket);
    socket.write(greeting(cookieFor(display, env)));
    const welcome = await take(8);
    if (welcome[0] !== 1) return false;
    await take(welcome.readUInt16LE(6) * 4);
    socket.write(internAtom(named(screen)));
    const atom = (await take(32)).readUInt32LE(8);
    if (atom === 0) return false;
    socket.write(getSelectionOwner(atom));
    return (await take(32)).readUInt32LE(8) !== 0;
  } catch (error) {
    // No display there, or one that went away: neither has a panel.
    if (error instanceof Error) return false;
    throw error;
  } finally {
    socket.destroy();
  }
}

/** Gives the next so many bytes of what a socket brings; fails when it ends before. */
function reader(socket: Socket): (length: number) => Promise<Buffer> {
  let held = Buffer.alloc(0);
  let wanted: { length: number; got: (bytes: Buffer) => void; failed: (e: Error) => void } | null =
    null;
  let ended: Error | null = null;
  const serve = () => {
    if (wanted === null) return;
    const { length, got, failed } = wanted;
    if (held.length < length && ended === null) return;
    wanted = null;
    if (held.length < length) failed(ended ?? new Error('ended'));
    else {
      got(held.subarray(0, length));
      held = held.subarray(length);
    }
  };
  const end = (error: Error) => {
    ended ??= error;
    serve();
  };
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    serve();
  });
  socket.on('error', end);
  socket.on('close', () => {
    end(new Error('The display closed the connection'));
  });
  return (length) =>
    new Promise((got, failed) => {
      wanted = { length, got, failed };
      serve();
    });
}

/** The first words of a client, in little-endian, with the cookie that lets it in. */
function greeting(secret: Buffer): Buffer {
  const head = Buffer.alloc(12);
  const name = secret.length === 0 ? '' : cookie;
  head.write('l', 0);
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(secret.length, 8);
  return Buffer.concat([head, padded(Buffer.from(name)), padded(secret)]);
}

function internAtom(name: string): Buffer {
  const text = padded(Buffer.from(name));
  const head = Buffer.alloc(8);
  // Only if the name is known already: nobody owns what nobody ever named.
  head.writeUInt8(16, 0);
  head.writeUInt8(1, 1);
  head.writeUInt16LE(2 + text.length / 4, 2);
  head.writeUInt16LE(name.length, 4);
  return Buffer.concat([head, text]);
}

function getSelectionOwner(atom: number): Buffer {
  const request = Buffer.alloc(8);
  request.writeUInt8(23, 0);
  request.writeUInt16LE(2, 2);
  request.writeUInt32LE(atom, 4);
  return request;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/**
 * This machine's cookie of a display from the person's file of them; empty where there is none. The
 * file may hold others of that number, of machines the person was on or of a name this one had.
 */
function cookieFor(display: string, env: Env): Buffer {
  const named = env['XAUTHORITY'] ?? '';
  const file = named === '' ? path.join(env['HOME'] ?? homedir(), '.Xauthority') : named;
  for (const { family, fields } of entriesOf(contentOf(file))) {
    const [address = '', number = '', name] = fields.map(String);
    const isHere = family === anyFamily || (family === localFamily && address === hostname());
    if (isHere && name === cookie && ['', display].includes(number))
      return fields[3] ?? Buffer.alloc(0);
  }
  return Buffer.alloc(0);
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return Buffer.alloc(0);
    throw error;
  }
}

/** Each entry is a family, then four fields that say their length: address, display, name, secret. */
function* entriesOf(content: Buffer): Generator<{ family: number; fields: readonly Buffer[] }> {
  let at = 0;
  while (at + 2 < content.length) {
    const family = content.readUInt16BE(at);
    at += 2;
    const fields: Buffer[] = [];
    for (let i = 0; i < 4 && at + 2 <= content.length; i += 1) {
      const length = content.readUInt16BE(at);
      fields.push(content.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    yield { family, fields };
  }
}
