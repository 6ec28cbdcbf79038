import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { StepOutcome, WriteHistory } from '../../core/contract/writes.ts';
import { people } from '../support/sample-snapshot.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

const undoable: WriteHistory = {
  undo: {
    stepId: 's-1',
    at: 0,
    created: 0,
    updated: 2,
    deleted: 0,
    memberIds: [people.ana.id, people.jonas.id],
  },
  redo: null,
  stopped: [],
};
const stopped: WriteHistory['stopped'][number] = {
  progress: {
    stepId: 's-2',
    workspaceId: 'w-1',
    through: 12,
    total: 40,
    troubled: 0,
    waitsUntil: null,
  },
  at: Date.UTC(2026, 10, 23, 12),
  rollingBack: false,
};
const outcome: StepOutcome = { stepId: 's-2', state: 'done', failure: null, items: [] };

test('says what undo takes back, and Ctrl+Z does it', async () => {
  const { bridge, screen } = await showEditor(undefined, {
    'writes.history': () => undoable,
    'writes.undo': () => outcome,
  });
  await expect
    .element(screen.getByRole('button', { name: 'Undo: 2 changed · Ana Pires and Jonas Weber' }))
    .toBeVisible();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => bridge.inputsOf('writes.undo')).toEqual([{ workspaceId: 'w-1' }]);
  await expectAccessible();
});

test('Ctrl+Z in a field belongs to the field', async () => {
  const { bridge, screen } = await showEditor(undefined, { 'writes.history': () => undoable });
  await screen.getByRole('gridcell', { name: /^Jonas Weber/ }).click();
  await screen.getByLabelText('Starts').click();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(bridge.inputsOf('writes.undo')).toEqual([]);
});

test('a step that was cut short is offered to be resumed, rolled back or kept', async () => {
  let history: WriteHistory = { ...undoable, undo: null, stopped: [stopped] };
  const { bridge, screen } = await showEditor(undefined, {
    'writes.history': () => history,
    'writes.resume': () => {
      history = { ...history, stopped: [] };
      return outcome;
    },
  });
  await expect.element(screen.getByText(/was cut short/)).toBeVisible();
  await expect.element(screen.getByText(/12 of 40 through/)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Roll back' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Keep as it is' })).toBeVisible();
  await screen.getByRole('button', { name: 'Resume' }).click();
  await expect
    .poll(() => bridge.inputsOf('writes.resume'))
    .toEqual([{ workspaceId: 'w-1', stepId: 's-2' }]);
  await expect.element(screen.getByText(/was cut short/)).not.toBeInTheDocument();
});

test('shows progress while a step runs, and cancels it', async () => {
  let end: (value: StepOutcome) => void = () => undefined;
  const { bridge, screen } = await showEditor(undefined, {
    'writes.history': () => undoable,
    'writes.undo': () => new Promise((resolve) => (end = resolve)),
  });
  await screen.getByRole('button', { name: /^Undo/ }).click();
  bridge.push('writes.progressed', { ...stopped.progress, troubled: 1, waitsUntil: null });
  const bar = screen.getByRole('progressbar', { name: 'Undo, progress' });
  await expect.element(bar).toHaveAttribute('aria-valuenow', '30');
  await expect.element(screen.getByText(/1 with trouble/)).toBeVisible();
  await screen.getByRole('button', { name: 'Cancel' }).click();
  expect(bridge.inputsOf('writes.cancel')).toEqual([{ workspaceId: 'w-1' }]);
  end({ ...outcome, state: 'stopped', items: [item('confirmed'), item('planned')] });
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('Undo: 1 of 2 changes saved.');
  await expect.element(screen.getByText('A change for Ana Pires was not sent.')).toBeVisible();
  await expectAccessible();
});

function item(state: StepOutcome['items'][number]['state']): StepOutcome['items'][number] {
  return { kind: 'update', memberId: people.ana.id, state, failure: null };
}
