import { expect } from 'vitest';
import type { Rule } from '../../../core/schedule/model.ts';
import { Refusal } from '../../support/fake-bridge.ts';
import { entryWith, people, sampleEntries } from '../../support/sample-snapshot.ts';
import { dragTo, pointOf } from './drag.ts';
import type { Answers } from './pages.ts';
import type { Openings, Screen } from './openings.ts';
import { press, view, jonas, all, list, pane, dialog, words, ics, of } from './openings.ts';

const theirs = (rule: Rule, memberId: string) =>
  entryWith(memberId, { ...rule, weekDays: [2, 3, 4] });
const conflicted: Answers = {
  'entry.update': ({ base, key }) => ({
    kind: 'conflict',
    base,
    theirs: theirs(base, key.memberId),
  }),
  'entry.delete': ({ base, key }) => ({
    kind: 'conflict',
    base,
    theirs: theirs(base, key.memberId),
  }),
};
/** The shift of Jonas, let go of a day later. */
const dropped = async (screen: Screen) => {
  const shift = screen.getByRole('gridcell', { name: /^Jonas Weber/ });
  await expect.element(shift).toBeVisible();
  const day = screen.getByRole('columnheader', { name: /^Wednesday 25/ }).element();
  const at = pointOf(shift);
  await dragTo(at, { ...at, x: at.x + day.getBoundingClientRect().width });
};
const deleted: Answers = {
  'entry.update': ({ base }) => ({ kind: 'conflict', base, theirs: null }),
};

/** What is changed, what is asked before, and what may come in between. */
export const changes: Openings = {
  'a change and what it does': {
    open: all(jonas, press('Sunday'), (screen) =>
      screen.getByText('1 request that Save will send').click(),
    ),
    seen: words(/^PUT https/),
    size: [1024, 1100],
  },
  'a new shift in a gap': {
    open: (screen) => screen.getByRole('gridcell', { name: /^Gap, Saturday/ }).click(),
    seen: words('New shift'),
  },
  'a shift that moves on its days only': {
    open: all(dropped, press('These days only')),
    seen: words('Moved; not saved yet.'),
  },
  'a value refused by PingHome': {
    answers: {
      'entry.update': () =>
        new Refusal({
          kind: 'rejected',
          status: 422,
          detail: '',
          errors: [{ field: 'end_time', path: '/end_time', code: 'x', message: 'Too late' }],
        }),
    },
    open: all(jonas, press('Friday'), press('Save change')),
    seen: (screen) => screen.getByRole('alert').first(),
    part: 'main ~ aside',
  },
  'a conflict': {
    answers: conflicted,
    open: all(jonas, press('Friday'), press('Save change')),
    seen: words('Changed by someone else.'),
    part: 'main ~ aside',
  },
  'a conflict with what was deleted': {
    answers: deleted,
    open: all(jonas, press('Friday'), press('Save change')),
    seen: words('Deleted by someone else.'),
    part: 'main ~ aside',
  },
  'a conflict over a delete': {
    answers: conflicted,
    open: all(jonas, press('Delete'), press('Delete entry')),
    seen: words(/Nothing was deleted/),
    part: 'main ~ aside',
  },
  'the question before a delete': {
    open: all(jonas, press('Delete')),
    seen: dialog('Delete this entry?'),
    part: '[role=dialog]',
  },
  'the question before a change is lost': {
    open: all(jonas, press('Friday'), press('New shift')),
    seen: dialog(/^Save the change for Jonas/),
    part: '[role=dialog]',
  },
  'a drag of which a rule can say but one thing': {
    open: async (screen) => {
      const shift = screen.getByRole('gridcell', { name: /^Jonas Weber/ });
      await expect.element(shift).toBeVisible();
      const end = pointOf(shift, 'end');
      await dragTo(end, { ...end, x: end.x + 30 });
    },
    seen: words(/cannot make only the first or last one longer/),
  },
  'a drag that is refused': {
    snapshot: of({
      entries: sampleEntries.map((it) =>
        it.memberId === people.jonas.id ? { ...it, readOnly: 'no-created-at' } : it,
      ),
    }),
    open: dropped,
    seen: dialog(/gave no creation time/),
  },
  'the question of what a drag means': {
    open: dropped,
    seen: dialog(/^This shift comes from/),
  },
  bulk: {
    open: all(list(/^Select Ana Pires/, /^Select Jonas/), press('Change…'), (screen) =>
      screen.getByLabelText('Starts').fill('8'),
    ),
    seen: words('2 entries in PingHome'),
    part: 'main ~ aside',
  },
  'a bulk delete': {
    open: all(list(/^Select all entries/), press('Delete…')),
    seen: pane(/^Delete \d+ entries/),
    part: 'main ~ aside',
  },
  'an import': {
    open: all(view('List'), press('Import…'), (screen) =>
      screen
        .getByLabelText('File to import')
        .upload(new File([ics('20261221')], 'team.ics', { type: 'text/calendar' })),
    ),
    seen: words(/1 new entry/),
    part: 'main ~ aside',
  },
  'an export': {
    open: all(view('List'), press('Export…')),
    seen: dialog('Export'),
    part: '[role=dialog]',
  },
};
