import { createHash } from 'node:crypto';
import { BodyFault } from './failures.ts';

export interface BodyLimits {
  /** After decompression. */
  readonly bytes: number;
  readonly ms: number;
}

/**
 * Reads a whole body as strict UTF-8 with a digest of its bytes. Throws a BodyFault when it is too
 * large, too slow, breaks off or is not text; what was already read is let go.
 */
export async function readBody(
  response: Response,
  limits: BodyLimits,
): Promise<{ readonly text: string; readonly digest: string }> {
  const declared = Number(response.headers.get('content-length') ?? '0');
  if (declared > limits.bytes) {
    cancel(response.body);
    throw new BodyFault({ kind: 'too-large', limitBytes: limits.bytes });
  }
  if (response.body === null) return { text: '', digest: '' };
  const reader = response.body.getReader();
  const late = Symbol('late');
  const clock = timeLimit(limits.ms, late);
  const digest = createHash('sha1');
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const step = await Promise.race([reader.read().catch(brokenOff), clock.over]);
      if (step === late) throw new BodyFault({ kind: 'timeout', afterMs: limits.ms });
      if (typeof step === 'symbol' || step.done) break;
      size += step.value.byteLength;
      if (size > limits.bytes) {
        throw new BodyFault({ kind: 'too-large', limitBytes: limits.bytes });
      }
      digest.update(step.value);
      chunks.push(step.value);
    }
  } catch (error) {
    reader.cancel().catch(alreadyGone);
    throw error;
  } finally {
    clock.stop();
  }
  return { text: decode(chunks, size), digest: digest.digest('base64') };
}

function decode(chunks: readonly Uint8Array[], size: number): string {
  const whole = Buffer.concat(chunks, size);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch (error) {
    if (error instanceof TypeError) {
      throw new BodyFault({ kind: 'unreadable', detail: 'not valid UTF-8' });
    }
    throw error;
  }
}

function timeLimit<T extends symbol>(ms: number, late: T) {
  let stop = () => {};
  const over = new Promise<T>((resolve) => {
    const timer = setTimeout(resolve, ms, late);
    stop = () => {
      clearTimeout(timer);
    };
  });
  return { over, stop };
}

/** Half a reply or broken compression: an answer came, but it cannot be understood. */
function brokenOff(): never {
  throw new BodyFault({ kind: 'unreadable', detail: 'the reply broke off' });
}

/** Lets go of a body nobody will read. */
export function cancel(body: ReadableStream | null): void {
  body?.cancel().catch(alreadyGone);
}

/** Cancelling a stream that has failed already fails again; there is nothing left to release. */
function alreadyGone(): void {}
