import type { Failure, Outcome } from '../core/contract/failure.ts';
import type { Bridge, CallInput, CallName, CallOutput } from '../core/contract/ipc.ts';

declare global {
  interface Window {
    readonly watchbill?: Bridge;
  }
}

/** The road to main as pages use it: plain inputs go in, outcomes come back, nothing throws. */
export interface Road {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Outcome<CallOutput<N>>>;
  readonly on: Bridge['on'];
}

/** Wraps the preload's object; rune proxies are turned into plain data on the way. */
export function roadOver(bridge: Bridge): Road {
  return {
    on: bridge.on.bind(bridge),
    async call(name, input) {
      try {
        return await bridge.call(name, $state.snapshot(input) as typeof input);
      } catch (error) {
        return { ok: false, failure: lost(error) };
      }
    },
  };
}

/** The road of this page. Throws where no preload put one there: the page can do nothing then. */
export function pageRoad(): Road {
  if (window.watchbill === undefined) throw new Error('the preload did not run');
  return roadOver(window.watchbill);
}

function lost(error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'service-down', detail };
}
