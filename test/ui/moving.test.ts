import { beforeEach, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { Entry } from '../../core/schedule/model.ts';
import {
  entryWith,
  people,
  sampleEntries,
  snapshotWith,
  workspaceWith,
} from '../support/sample-snapshot.ts';
import { drag, dragTo, letGo, pointOf, pressTwice, type Point } from './support/drag.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

const once = entryWith(people.sam.id, {
  startDate: Date.UTC(2026, 10, 25, 10),
  endDate: Date.UTC(2026, 10, 25, 14),
});

async function show(entries: readonly Entry[] = [...sampleEntries, once]) {
  const shown = await showEditor(snapshotWith([workspaceWith({ entries })]), {
    'writes.bulk': () => ({ stepId: 's', state: 'done', failure: null, items: [] }),
  });
  const { screen } = shown;
  await expect.element(screen.getByRole('gridcell', { name: /^Jonas/ })).toBeVisible();
  return {
    ...shown,
    sam: screen.getByRole('gridcell', { name: /^Sam Okafor, Wednesday/ }),
    jonas: screen.getByRole('gridcell', { name: /^Jonas Weber/ }),
    inspector: screen.getByRole('complementary', { name: 'Inspector' }),
    question: screen.getByRole('dialog', { name: /^This shift comes from/ }),
    said: screen.getByRole('status', { name: 'Last action' }),
  };
}

/** How wide a day of the week on screen is. */
const dayPx = (screen: Awaited<ReturnType<typeof show>>['screen']): number => {
  const days = screen.getByRole('columnheader', { name: /November 2026/ }).elements();
  return days[0]?.getBoundingClientRect().width ?? 0;
};
const by = ({ x, y }: Point, dx: number, dy = 0): Point => ({ x: x + dx, y: y + dy });
const writesOf = ({ bridge }: Awaited<ReturnType<typeof show>>) =>
  bridge.calls.filter(({ name }) => /^entry\.|^writes\.(bulk|undo)/.test(name));
const cell = (screen: Awaited<ReturnType<typeof show>>['screen'], name: RegExp): Locator =>
  screen.getByRole('gridcell', { name });

test('a shift of its own is dragged to another day and opens in the inspector, nothing written', async () => {
  const shown = await show();
  const { screen, sam, inspector } = shown;
  await dragTo(pointOf(sam), by(pointOf(sam), dayPx(screen)));
  await expect.element(inspector).toMatchTextContent('not saved yet');
  await expect
    .element(
      cell(screen, /^Sam Okafor, Thursday 26 November 10:00 to 14:00, Platform, not saved yet$/),
    )
    .toHaveFocus();
  expect(writesOf(shown)).toEqual([]);
  await inspector.getByRole('button', { name: 'Save change' }).click();
  expect(shown.bridge.inputsOf('entry.update')).toMatchObject([
    {
      memberId: people.sam.id,
      rule: { startDate: Date.UTC(2026, 10, 26, 10), endDate: Date.UTC(2026, 10, 26, 14) },
    },
  ]);
});

test('while it is dragged its new time is shown, with the zone, and Escape leaves it', async () => {
  const { screen, sam, inspector } = await show();
  await drag(pointOf(sam), by(pointOf(sam), dayPx(screen)));
  await expect.element(screen.getByText('Thu 26 Nov 10:00 – 14:00')).toBeVisible();
  await expect.element(screen.getByText('Lisbon · 4 h')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await letGo();
  await expect.element(screen.getByText('Lisbon · 4 h')).not.toBeInTheDocument();
  await expect.element(sam).toBeVisible();
  await expect.element(inspector).not.toBeInTheDocument();
});

test('dragged over another member of the team, it is theirs; over no row it stays where it was last', async () => {
  const { screen, sam, inspector } = await show();
  const ana = screen.getByRole('rowheader', { name: /Ana Pires/ });
  await dragTo(pointOf(sam), { x: pointOf(sam).x, y: pointOf(ana).y });
  await expect
    .element(cell(screen, /^Ana Pires, Wednesday 25 November 10:00 to 14:00/))
    .toHaveFocus();
  await expect.element(inspector.getByLabelText('Team member')).toHaveValue(people.ana.id);
});

test('an end is dragged to make a shift longer, with Alt to the minute', async () => {
  const { screen, sam } = await show();
  const hour = dayPx(screen) / 24;
  await dragTo(pointOf(sam, 'end'), by(pointOf(sam, 'end'), hour * 5));
  await expect
    .element(cell(screen, /^Sam Okafor, Wednesday.* 10:00 to 1\d:(00|15|30|45),/))
    .toBeVisible();
  const longer = cell(screen, /^Sam Okafor, Wednesday/);
  await userEvent.keyboard('{Alt>}');
  await dragTo(pointOf(longer, 'end'), by(pointOf(longer, 'end'), hour * 2.13));
  await userEvent.keyboard('{/Alt}');
  await expect.element(cell(screen, /^Sam Okafor, Wednesday.* 10:00 to 2\d:\d\d,/)).toBeVisible();
});

test('a shift of a weekly rule asks: this day only, the whole rule, or neither', async () => {
  const { screen, jonas, question, said } = await show();
  await dragTo(pointOf(jonas), by(pointOf(jonas), dayPx(screen)));
  await expect.element(question).toMatchTextContent('This shift comes from a weekly rule.');
  await expect.element(question.getByRole('button', { name: 'These days only' })).toHaveFocus();
  await expectAccessible();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(question.getByRole('button', { name: 'The whole rule' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(jonas).toHaveFocus();
  await expect.element(said).toMatchTextContent('Left as it was.');
});

test('this day only is a proposal that leaves the rule as it is around it', async () => {
  const shown = await show();
  const { screen, jonas, question } = shown;
  await dragTo(pointOf(jonas), by(pointOf(jonas), dayPx(screen)));
  await question.getByRole('button', { name: 'These days only' }).click();
  const panel = screen.getByRole('complementary', { name: /^Jonas Weber, Tue 24 Nov 09:00/ });
  await expect.element(panel).toMatchTextContent('3 entries in PingHome');
  await expect
    .element(cell(screen, /^Jonas Weber, Wednesday 25 November 09:00 to Friday 09:00/))
    .toHaveFocus();
  expect(writesOf(shown)).toEqual([]);
  await panel.getByRole('button', { name: 'Save 3 changes' }).click();
  expect(shown.bridge.inputsOf('writes.bulk')).toMatchObject([
    { writes: [{ kind: 'create' }, { kind: 'create' }, { kind: 'update' }] },
  ]);
});

test('several moves are one proposal, and Ctrl+Z takes back one at a time', async () => {
  const { screen, jonas, question, sam } = await show();
  await dragTo(pointOf(jonas), by(pointOf(jonas), dayPx(screen)));
  await question.getByRole('button', { name: 'These days only' }).click();
  await dragTo(pointOf(sam), by(pointOf(sam), -dayPx(screen)));
  await expect.element(screen.getByRole('complementary', { name: '2 shifts moved' })).toBeVisible();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect
    .element(screen.getByRole('complementary', { name: /^Jonas Weber, Tue 24 Nov/ }))
    .toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  await expect.element(screen.getByRole('complementary', { name: '2 shifts moved' })).toBeVisible();
});

test('the whole rule is changed in the inspector, to other days', async () => {
  const { screen, jonas, question, inspector } = await show();
  await dragTo(pointOf(jonas), by(pointOf(jonas), dayPx(screen)));
  await question.getByRole('button', { name: 'The whole rule' }).click();
  await expect
    .element(inspector.getByRole('button', { name: 'Thursday' }))
    .toHaveAttribute('aria-pressed', 'true');
  await expect
    .element(inspector.getByRole('button', { name: 'Tuesday' }))
    .toHaveAttribute('aria-pressed', 'false');
});

test('what a rule cannot say is said why, and only the other is offered', async () => {
  const { screen, jonas, question } = await show();
  await dragTo(pointOf(jonas, 'end'), by(pointOf(jonas, 'end'), dayPx(screen) / 4));
  await expect.element(question.getByRole('button', { name: 'The whole rule' })).toBeDisabled();
  await expect
    .element(question)
    .toMatchTextContent('cannot make only the first or last one longer');
  await expect.element(question.getByRole('button', { name: 'These days only' })).toBeEnabled();
});

test('an entry that cannot be changed says so instead of moving', async () => {
  const { screen, sam } = await show([{ ...once, readOnly: 'no-created-at' }, ...sampleEntries]);
  await dragTo(pointOf(sam), by(pointOf(sam), dayPx(screen)));
  const refusal = screen.getByRole('dialog', { name: /gave no creation time/ });
  await expect.element(refusal).toBeVisible();
  await refusal.getByRole('button', { name: 'Leave it' }).click();
  await expect.element(sam).toHaveFocus();
});

test('drawing in an empty row makes a new shift of that member, twice pressed a day of one', async () => {
  const { screen, jonas, inspector } = await show();
  const mira = screen.getByRole('rowheader', { name: /Mira Kaur/ });
  const start = { x: pointOf(jonas, 'start').x, y: pointOf(mira).y };
  await dragTo(start, by(start, dayPx(screen) / 2));
  await expect.element(inspector).toMatchTextContent('New shift');
  await expect.element(inspector.getByLabelText('Team member')).toHaveValue(people.mira.id);
  await expect.element(cell(screen, /^Mira Kaur, Tuesday 24 November 09:00 to 2\d:/)).toBeVisible();
  await inspector.getByRole('button', { name: 'Discard' }).click();
  await pressTwice(start);
  await expect
    .element(cell(screen, /^Mira Kaur, Tuesday 24 November 09:00 to Wednesday 09:00/))
    .toBeVisible();
});

test('keys carry a shift by steps, days and rows; Enter puts it down', async () => {
  const { screen, sam, said, inspector } = await show();
  sam.element().focus();
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await expect
    .element(said)
    .toMatchTextContent('Sam Okafor, Wednesday 25 November 10:15 to Wednesday 25 November 14:15.');
  await userEvent.keyboard('{Alt>}{PageDown}{ArrowUp}{Shift>}{ArrowRight}{/Shift}{/Alt}');
  await expect
    .element(said)
    .toMatchTextContent('Mira Kaur, Thursday 26 November 10:15 to Thursday 26 November 14:30.');
  await expect.element(inspector).not.toBeInTheDocument();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(cell(screen, /^Mira Kaur, Thursday 26 November 10:15 to 14:30/))
    .toHaveFocus();
  await expect.element(inspector).toMatchTextContent('not saved yet');
});

test('keys move the start of a shift as well as its end', async () => {
  const { screen, sam, said, inspector } = await show();
  sam.element().focus();
  await userEvent.keyboard('{Alt>}{Shift>}{ArrowUp}{ArrowUp}{ArrowLeft}{/Shift}{/Alt}');
  await expect
    .element(said)
    .toMatchTextContent('Sam Okafor, Wednesday 25 November 09:30 to Wednesday 25 November 13:45.');
  await userEvent.keyboard('{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}{Enter}');
  await expect
    .element(cell(screen, /^Sam Okafor, Wednesday 25 November 09:45 to 13:45/))
    .toHaveFocus();
  await expect.element(inspector).toMatchTextContent('not saved yet');
});

test('keys ask about a weekly rule too, and Escape before that leaves it', async () => {
  const { jonas, question, said } = await show();
  jonas.element().focus();
  await userEvent.keyboard('{Alt>}{PageDown}{/Alt}{Escape}');
  await expect.element(said).toMatchTextContent('Left as it was.');
  await expect.element(jonas).toHaveFocus();
  await userEvent.keyboard('{Alt>}{PageDown}{/Alt}{Enter}');
  await expect.element(question.getByRole('button', { name: 'These days only' })).toHaveFocus();
});
