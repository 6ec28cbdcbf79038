import { expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import { largeWorkspace, sampleEntries, snapshotWith } from '../../support/sample-snapshot.ts';
import { drag, pointOf } from './drag.ts';
import type { Openings, Screen } from './openings.ts';
import { all, command, dialog, jonas, leave, of, press, view, words } from './openings.ts';

const grid = (screen: Screen) => screen.getByRole('grid');

/** Takes the shift of Jonas along by days and rows; it stays in the hand. */
const dragged = (days: number, rows: number) => async (screen: Screen) => {
  const shift = screen.getByRole('gridcell', { name: /^Jonas Weber/ });
  await expect.element(shift).toBeVisible();
  const [at, day] = [pointOf(shift), screen.getByRole('columnheader', { name: /^Wednesday 25/ })];
  const row = screen.getByRole('rowheader', { name: /Jonas/ }).element().getBoundingClientRect();
  const { width } = day.element().getBoundingClientRect();
  await drag(at, { x: at.x + days * width, y: at.y + rows * row.height });
};

/** The timeline, and what else can be shown in its place. */
export const views: Openings = {
  'a week': { seen: grid },
  'a week beside what is chosen': {
    open: jonas,
    seen: (screen) => screen.getByRole('complementary', { name: 'Inspector' }),
  },
  'a week with leave': { snapshot: of({ leave }), seen: grid },
  'two weeks': { open: view('2 weeks'), seen: grid },
  'a month': { open: view('Month'), seen: grid },
  'a quarter': { open: view('Quarter'), seen: grid },
  'a week with a clock change': { now: Date.UTC(2026, 9, 20, 12), seen: grid },
  'a thousand people': { snapshot: snapshotWith([largeWorkspace(1_000)]), seen: grid },
  'a shift in the hand': {
    open: dragged(1, 1),
    seen: words(/^Wed 25 Nov 09:00 – Fri 27 Nov/),
  },
  'all teams': {
    open: press(/^All teams/),
    seen: (screen) => screen.getByRole('row', { name: /^Payments/ }),
  },
  'only problems': { open: press('Only problems'), seen: grid },
  'nobody found': {
    open: (screen) => screen.getByRole('searchbox', { name: 'Find people' }).fill('zz'),
    seen: words('Nobody matches “zz”.'),
  },
  problems: {
    snapshot: of({ leave }),
    open: press(/^Problems/),
    seen: (screen) => screen.getByRole('list', { name: 'Problems' }),
  },
  'no problems': {
    snapshot: of({ contracts: {}, entries: sampleEntries.slice(0, 2) }),
    open: press(/^Problems/),
    seen: words('Nothing to look at'),
  },
  'clock changes': {
    now: Date.UTC(2027, 1, 1),
    open: command('clock changes'),
    seen: (screen) => screen.getByRole('region', { name: 'Lisbon goes forward 1 h' }),
  },
  'the list': { open: view('List'), seen: (screen) => screen.getByRole('table') },
  'the load': { open: view('Load'), seen: (screen) => screen.getByRole('table') },
  'the load with holidays': {
    open: all(view('Load'), press('Count holidays…'), (screen) =>
      screen.getByLabelText('Holidays').selectOptions('Portugal'),
    ),
    seen: (screen) => screen.getByRole('table'),
  },
  keys: { open: command('keys'), seen: dialog('Keys'), part: '[role=dialog]' },
  'the palette': {
    open: async (screen) => {
      await expect.element(screen.getByRole('grid')).toBeVisible();
      await userEvent.keyboard('{Control>}k{/Control}');
    },
    seen: (screen) => screen.getByRole('combobox', { name: /Find a command/ }),
    part: '[role=dialog]',
  },
  'the Plan menu': {
    open: press('Plan'),
    seen: (screen) => screen.getByRole('menuitem', { name: 'Leave…' }),
  },
  'twice the size': {
    size: [640, 400],
    seen: grid,
  },
};
