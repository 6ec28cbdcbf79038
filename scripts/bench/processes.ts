import { readFileSync, readdirSync } from 'node:fs';

/** A process and everything it started, by the kernel's own list. */
export function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrNull(`/proc/${name}/stat`);
    // The name in brackets may hold anything; the parent is the second field after it.
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const tree = [pid];
  for (const [child, parent] of [...parents].sort(([a], [b]) => a - b)) {
    if (tree.includes(parent)) tree.push(child);
  }
  return tree;
}

/** Proportional memory of a whole tree of processes, in MiB. */
export function pssMiB(pid: number): number {
  const kib = treeOf(pid).map((one) => {
    const rollup = readOrNull(`/proc/${one}/smaps_rollup`);
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup ?? '')?.[1] ?? 0);
  });
  return kib.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Whether a process has a page open: every one has a renderer of its own below it. */
export function hasPage(pid: number): boolean {
  return treeOf(pid).some((one) =>
    (readOrNull(`/proc/${one}/cmdline`) ?? '').includes('--type=renderer'),
  );
}

/** What a tree of processes has used since it started. */
export interface Usage {
  readonly cpuMs: number;
  readonly switches: number;
}

/** CPU time by schedstat and context switches, over all threads of the tree. */
export function usageOf(pid: number): Usage {
  let cpuNs = 0;
  let switches = 0;
  for (const one of treeOf(pid)) {
    for (const thread of listOrEmpty(`/proc/${one}/task`)) {
      const base = `/proc/${one}/task/${thread}`;
      cpuNs += Number(readOrNull(`${base}/schedstat`)?.split(' ')[0] ?? 0);
      const status = readOrNull(`${base}/status`) ?? '';
      for (const match of status.matchAll(/ctxt_switches:\s+(\d+)/g)) switches += Number(match[1]);
    }
  }
  return { cpuMs: cpuNs / 1e6, switches };
}

// A process may end between being listed and being read: then it counts for nothing.
function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (gone(error)) return null;
    throw error;
  }
}

function listOrEmpty(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (gone(error)) return [];
    throw error;
  }
}

function gone(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
  );
}
