import { expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Rule } from '../../../core/schedule/model.ts';
import { Refusal } from '../../support/fake-bridge.ts';
import { entryWith } from '../../support/sample-snapshot.ts';
import { dragTo, pointOf } from './drag.ts';
import type { Answers } from './pages.ts';
import type { Openings } from './openings.ts';
import {
  press,
  view,
  jonas,
  all,
  list,
  command,
  pane,
  dialog,
  words,
  ics,
  leave,
  of,
} from './openings.ts';

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
const deleted: Answers = {
  'entry.update': ({ base }) => ({ kind: 'conflict', base, theirs: null }),
};

export const views: Openings = {
  'two weeks': { open: view('2 weeks'), seen: (screen) => screen.getByRole('grid') },
  'a quarter': { open: view('Quarter'), seen: (screen) => screen.getByRole('grid') },
  'all teams': {
    open: press(/^All teams/),
    seen: (screen) => screen.getByRole('row', { name: /^Payments/ }),
  },
  'only problems': { open: press('Only problems'), seen: (screen) => screen.getByRole('grid') },
  problems: {
    snapshot: of({ leave }),
    open: press(/^Problems/),
    seen: (screen) => screen.getByRole('list', { name: 'Problems' }),
  },
  'clock changes': {
    now: Date.UTC(2027, 1, 1),
    open: command('clock changes'),
    seen: (screen) => screen.getByRole('region', { name: 'Lisbon goes forward 1 h' }),
  },
  'the load with holidays': {
    open: all(view('Load'), press('Count holidays…'), (screen) =>
      screen.getByLabelText('Holidays').selectOptions('Portugal'),
    ),
    seen: (screen) => screen.getByRole('table'),
  },
  keys: { open: command('keys'), seen: dialog('Keys') },
  'the palette': {
    open: async (screen) => {
      await expect.element(screen.getByRole('grid')).toBeVisible();
      await userEvent.keyboard('{Control>}k{/Control}');
    },
    seen: (screen) => screen.getByRole('combobox', { name: /Find a command/ }),
  },
  'the Plan menu': {
    open: press('Plan'),
    seen: (screen) => screen.getByRole('menuitem', { name: 'Leave…' }),
  },
};

export const changes: Openings = {
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
  },
  'a conflict': {
    answers: conflicted,
    open: all(jonas, press('Friday'), press('Save change')),
    seen: words('Changed by someone else.'),
  },
  'a conflict with what was deleted': {
    answers: deleted,
    open: all(jonas, press('Friday'), press('Save change')),
    seen: words('Deleted by someone else.'),
  },
  'a conflict over a delete': {
    answers: conflicted,
    open: all(jonas, press('Delete'), press('Delete entry')),
    seen: words(/Nothing was deleted/),
  },
  'the question before a delete': {
    open: all(jonas, press('Delete')),
    seen: dialog('Delete this entry?'),
  },
  'the question before a change is lost': {
    open: all(jonas, press('Friday'), press('New shift')),
    seen: dialog(/^Save the change for Jonas/),
  },
  'the question of what a drag means': {
    open: async (screen) => {
      const shift = screen.getByRole('gridcell', { name: /^Jonas Weber/ });
      await expect.element(shift).toBeVisible();
      const at = pointOf(shift);
      await dragTo(at, { ...at, x: at.x + 120 });
    },
    seen: dialog(/^This shift comes from/),
  },
  bulk: {
    open: all(list(/^Select Ana Pires/, /^Select Jonas/), press('Change…'), (screen) =>
      screen.getByLabelText('Starts').fill('8'),
    ),
    seen: words('2 entries in PingHome'),
  },
  'a bulk delete': {
    open: all(list(/^Select all entries/), press('Delete…')),
    seen: pane(/^Delete \d+ entries/),
  },
  'an import': {
    open: all(view('List'), press('Import…'), (screen) =>
      screen
        .getByLabelText('File to import')
        .upload(new File([ics('20261221')], 'team.ics', { type: 'text/calendar' })),
    ),
    seen: words(/1 new entry/),
  },
  'an export': { open: all(view('List'), press('Export…')), seen: dialog('Export') },
};
