import { hourMs } from '../../../core/time/instant.ts';
import {
  entryWith,
  people,
  sampleNow,
  snapshotWith,
  teams,
  workspaceWith,
} from '../../support/sample-snapshot.ts';
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
  'several accounts': {
    snapshot: snapshotWith([
      workspaceWith({ me: null }),
      workspaceWith({
        id: 'w-2',
        name: 'Globex',
        me: people.noor.id,
        teams: workspaceWith().teams.filter(({ id }) => id === teams.payments),
        entries: entries.filter((it) => it.teamId === teams.payments),
        read: {
          ...read,
          goodAt: sampleNow - hourMs,
          failure: { kind: 'offline', detail: 'no route' },
        },
      }),
    ]),
    seen: (screen) => screen.getByRole('region', { name: 'Payments (Globex), now' }),
  },
  'people who leave at different times': {
    snapshot: of({
      entries: [
        entryWith(people.ana.id, { endDate: sampleNow + hourMs }),
        entryWith(people.mira.id, { endDate: sampleNow + 2 * hourMs }),
        ...['t-3', 't-4', 't-5'].map((teamId) => entryWith(people.lea.id, {}, { teamId })),
      ],
    }),
    seen: (screen) => screen.getByText('2 more in the schedule'),
  },
  'never read': {
    snapshot: of({ read: { ...read, goodAt: null, failure: { kind: 'unauthorized' } } }),
    seen: (screen) => screen.getByText(/^Not known yet: sign in again/),
  },
};
