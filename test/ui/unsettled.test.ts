import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Failure } from '../../core/contract/failure.ts';
import type { PendingWrite } from '../../core/contract/snapshot.ts';
import type { StepOutcome } from '../../core/contract/writes.ts';
import { secondMs } from '../../core/time/instant.ts';
import { Refusal } from '../support/fake-bridge.ts';
import {
  people,
  ruleWith,
  sampleNow,
  snapshotWith,
  workspaceWith,
} from '../support/sample-snapshot.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

const write = (state: PendingWrite['state'], parts: Partial<PendingWrite> = {}): PendingWrite => ({
  id: `s:${state}`,
  stepId: 's',
  kind: 'create',
  teamId: 't-platform',
  key: null,
  memberId: people.ana.id,
  rule: ruleWith({ weekDays: [2], startTime: '06:00:00', endTime: '10:00:00' }),
  state,
  since: sampleNow,
  ...parts,
});
const withWrites = (...pending: PendingWrite[]) => snapshotWith([workspaceWith({ pending })]);

describe('a write that is not settled, also of an earlier start', () => {
  test.each<[PendingWrite['state'], RegExp, RegExp]>([
    [
      'unknown',
      /Not known whether saved\. A new entry for Ana Pires, sent at .*18:48.*, got no answer, and PingHome shows no sign of it\./,
      /not sent again by itself: refresh, look at the schedule, and save it again if it is missing/,
    ],
    [
      'twice',
      /Perhaps saved twice\. A new entry for Ana Pires: PingHome shows two new entries with exactly its fields, and one may be someone else’s\./,
      /Look at both and delete the one that is too many/,
    ],
    [
      'not-visible-yet',
      /Saved, not shown yet\. A new entry for Ana Pires, sent at .*, was accepted by PingHome, which does not show it yet\./,
      /Watchbill keeps looking for it/,
    ],
  ])(
    '%s is told with what it was and what can be done, and is dismissed',
    async (state, ...said) => {
      const { bridge, screen } = await showEditor(withWrites(write(state)));
      for (const words of said) await expect.element(screen.getByText(words)).toBeVisible();
      // What was written is not lost with it.
      await expect.element(screen.getByText(/^Tuesday, 06:00 to 10:00/)).toBeVisible();
      await expectAccessible();
      await screen.getByRole('button', { name: 'Refresh', exact: true }).last().click();
      await expect.poll(() => bridge.inputsOf('sync.refresh')).toHaveLength(1);
      await screen.getByRole('button', { name: 'Dismiss' }).click();
      await expect.poll(() => bridge.inputsOf('writes.leave')).toEqual([{ stepId: 's' }]);
      bridge.publish({ ...withWrites(), revision: 2 });
      await expect.element(screen.getByText(said[0])).not.toBeInTheDocument();
    },
  );

  test('what is only a matter of moments is not told', async () => {
    const { screen } = await showEditor(withWrites(write('sending'), write('waiting')));
    await expect.element(screen.getByRole('grid', { name: 'Timeline' })).toBeVisible();
    expect(screen.getByText(/A new entry for Ana Pires/).elements()).toEqual([]);
  });

  test('of a step that was cut short it stands beside resume and roll-back, which settle it', async () => {
    const progress = {
      stepId: 's',
      workspaceId: 'w-1',
      through: 5,
      total: 40,
      troubled: 4,
      waitsUntil: null,
    };
    const lost = [1, 2, 3, 4].map((n) =>
      write('unknown', { id: `s:${n}`, kind: 'delete', rule: null }),
    );
    const { screen } = await showEditor(withWrites(...lost), {
      'writes.history': () => ({
        undo: null,
        redo: null,
        stopped: [{ progress, at: sampleNow, rollingBack: false }],
      }),
    });
    await expect.element(screen.getByText(/resume to send it again/).first()).toBeVisible();
    expect(screen.getByText(/A deletion for Ana Pires/).elements()).toHaveLength(3);
    await expect.element(screen.getByText('And 1 more.')).toBeVisible();
    await expect.element(screen.getByRole('button', { name: 'Resume' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Dismiss' }).elements()).toEqual([]);
  });
});

describe('a save from the inspector that went wrong', () => {
  async function saved(answer: unknown) {
    const shown = await showEditor(snapshotWith(), { 'entry.update': () => answer as never });
    await shown.screen.getByRole('gridcell', { name: /^Jonas Weber/ }).click();
    const inspector = shown.screen.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByRole('button', { name: 'Friday' }).click();
    await inspector.getByRole('button', { name: 'Save change' }).click();
    return inspector.getByRole('alert');
  }

  test('without an answer says that it is not known, and promises nothing', async () => {
    const alert = await saved({ kind: 'unknown', failure: { kind: 'timeout', afterMs: 20_000 } });
    await expect
      .element(alert)
      .toMatchTextContent(
        'Not known whether saved. PingHome did not answer within 20 s. The change is not to be seen so far. Refresh before you save again: the change may still appear.',
      );
  });

  test.each<[string, Failure, string]>([
    [
      'a time-out of the read before it',
      { kind: 'timeout', afterMs: 10_000 },
      'No answer in time. PingHome did not answer within 10 s. Nothing was changed in PingHome; save again when it is back.',
    ],
    [
      'an error of the server',
      { kind: 'server-error', status: 503, detail: '' },
      'PingHome has a problem. PingHome answered with error 503. Nothing was changed in PingHome; save again when it is back.',
    ],
  ])('after %s says that nothing was changed', async (_, failure, words) => {
    await expect.element(await saved(new Refusal(failure))).toMatchTextContent(words);
  });

  test('refused for being one too many (429) says until when, and counts down to it', async () => {
    const retryAt = sampleNow + 65 * secondMs;
    const alert = await saved(new Refusal({ kind: 'rate-limited', retryAt }));
    await expect
      .element(alert)
      .toMatchTextContent(
        /it answers again at 18:49:05\. Nothing was changed in PingHome; save again then\./,
      );
    await expect.element(alert.getByRole('timer')).toMatchTextContent(/^In (1 min )?\d+ s\.$/);
  });
});

describe('a change of many entries', () => {
  const undoable = {
    undo: { stepId: 's-1', at: 0, created: 0, updated: 2, deleted: 0, memberIds: [people.ana.id] },
    redo: null,
    stopped: [],
  };

  test('that PingHome asked to wait says until when, and can be cancelled meanwhile', async () => {
    const { bridge, screen } = await showEditor(undefined, {
      'writes.history': () => undoable,
      'writes.undo': () => new Promise<never>(() => undefined),
    });
    await screen.getByRole('button', { name: /^Undo/ }).click();
    const progress = { stepId: 's-2', workspaceId: 'w-1', through: 3, total: 40, troubled: 0 };
    bridge.push('writes.progressed', { ...progress, waitsUntil: sampleNow + 300 * secondMs });
    await expect
      .element(screen.getByText(/3 of 40 through.*asks to wait; this goes on by itself at 18:53/))
      .toBeVisible();
    await screen.getByRole('button', { name: 'Cancel' }).click();
    expect(bridge.inputsOf('writes.cancel')).toEqual([{ workspaceId: 'w-1' }]);
    bridge.push('writes.progressed', { ...progress, through: 4, waitsUntil: null });
    await expect.element(screen.getByText(/4 of 40 through/)).toBeVisible();
    expect(screen.getByText(/asks to wait/).elements()).toEqual([]);
  });

  test('that stopped does not promise to go on by itself', async () => {
    const outcome: StepOutcome = {
      stepId: 's-2',
      state: 'stopped',
      failure: { kind: 'timeout', afterMs: 10_000 },
      items: [],
    };
    const { screen } = await showEditor(undefined, {
      'writes.history': () => undoable,
      'writes.undo': () => outcome,
    });
    await screen.getByRole('button', { name: /^Undo/ }).click();
    await expect
      .element(screen.getByText(/What is saved stays; resume once PingHome answers again\./))
      .toBeVisible();
    expect(screen.getByText(/tries again by itself/).elements()).toEqual([]);
  });

  test('that stopped is told of once, whatever of it is not settled', async () => {
    const lost = write('unknown', { stepId: 's-2' });
    const other = write('unknown', { id: 'x:0', stepId: 'x', memberId: people.mira.id });
    const outcome: StepOutcome = { stepId: 's-2', state: 'stopped', failure: null, items: [] };
    const { screen } = await showEditor(withWrites(lost, other), {
      'writes.history': () => undoable,
      'writes.undo': () => outcome,
    });
    const told = screen.getByText(/A new entry for Ana Pires, sent at/);
    await expect.element(told).toBeVisible();
    await screen.getByRole('button', { name: /^Undo/ }).click();
    await expect.element(told).not.toBeInTheDocument();
    await expect.element(screen.getByText(/A new entry for Mira Kaur, sent at/)).toBeVisible();
  });
});
