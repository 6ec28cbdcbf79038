import type { PlannedWrite } from '../../core/schedule/planned-writes.ts';
import { workspaceId } from './watched.ts';
import { openWriting } from './writing.ts';

/** What the parent asks of this process, as one argument. */
export interface KillOrder {
  readonly base: string;
  readonly token: string;
  readonly folder: string;
  readonly customerId: string;
  readonly what: 'bulk' | 'resume' | 'roll-back';
  readonly writes: readonly PlannedWrite[];
}

// A process of its own, so that it can be killed at any instant of a bulk change.
const order = JSON.parse(process.argv[2] ?? '') as KillOrder;
const app = await openWriting({
  ...order,
  customerIds: [order.customerId],
  limits: { visibleMs: 250, lookMs: [10, 30], readEvery: 25 },
  client: { limits: { headersMs: 5_000, bodyMs: 5_000, writeMs: 5_000, retryMs: [50, 100] } },
});
await app.sync.refresh(workspaceId);
const [left] = app.writes.unfinished();
const onProgress = () => process.stdout.write('.');
const report =
  order.what === 'bulk'
    ? await app.writes.bulk(workspaceId, order.writes, { onProgress })
    : left === undefined
      ? null
      : order.what === 'resume'
        ? await app.writes.resume(left.stepId, { onProgress })
        : await app.writes.rollBack(left.stepId, { onProgress });
const open = app.writes.unfinished().length;
process.stdout.write(`\n${JSON.stringify({ found: left !== undefined, open, report })}\n`);
await app.end();
