import { hourMs } from '../../../core/time/instant.ts';
import { sampleNow, snapshotWith, workspaceWith } from '../../support/sample-snapshot.ts';
import type { Openings } from './openings.ts';
import { of } from './openings.ts';

const { read, entries } = workspaceWith();

/** What a press on the icon in the tray shows. */
export const glances: Openings = {
  'somebody on call': { seen: (screen) => screen.getByRole('region', { name: 'Platform, now' }) },
  stale: {
    snapshot: of({
      read: {
        ...read,
        goodAt: sampleNow - 3 * hourMs,
        failure: { kind: 'offline', detail: 'no route' },
      },
    }),
    seen: (screen) => screen.getByRole('region', { name: 'Platform, now' }),
  },
  'a gap': {
    snapshot: snapshotWith([
      workspaceWith({ entries: entries.filter((it) => it.memberId !== 'a-jonas') }),
    ]),
    seen: (screen) => screen.getByText('gap Tue 10:00 – 18:48', { exact: true }),
  },
};
