import type { EndpointName } from '../../../core/contract/pinghome.ts';
import type { Fault } from './faults.ts';

/** One fault, or several that one request goes through in turn. */
export type Script = Fault | readonly Fault[];

/** Which request goes wrong in which way. */
export interface Scripts {
  next(operation: EndpointName, ...scripts: readonly Script[]): void;
  always(operation: EndpointName | 'any', script: Script): void;
  /** The script of the request that is here now; empty when nothing goes wrong. */
  take(operation: EndpointName | null): readonly Fault[];
  clear(): void;
}

/** Queues first, then what stands for the operation, then what stands for all. */
export function createScripts(): Scripts {
  const queues = new Map<string, (readonly Fault[])[]>();
  const standing = new Map<string, readonly Fault[]>();
  return {
    next(operation, ...scripts) {
      const queue = queues.get(operation) ?? [];
      queue.push(...scripts.map(asList));
      queues.set(operation, queue);
    },
    always(operation, script) {
      standing.set(operation, asList(script));
    },
    take(operation) {
      const name = operation ?? '';
      return queues.get(name)?.shift() ?? standing.get(name) ?? standing.get('any') ?? [];
    },
    clear() {
      queues.clear();
      standing.clear();
    },
  };
}

function asList(script: Script): readonly Fault[] {
  return 'kind' in script ? [script] : script;
}
