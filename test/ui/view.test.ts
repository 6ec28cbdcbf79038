import { page } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import Editor from '../../renderer/editor/Editor.svelte';
import type { ViewRequest } from '../../core/contract/ipc.ts';
import { sampleNow, snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { showPage } from './support/pages.ts';

const dayMs = 86_400_000;
beforeEach(() => page.viewport(1280, 800));

const globex = workspaceWith({
  id: 'w-2',
  name: 'Globex',
  teams: [{ id: 't-Night', name: 'Night watch', memberIds: ['a-lea'] }],
  entries: [],
});
const snapshot = snapshotWith([workspaceWith(), globex]);
const linked = (teamId: string, at: number | null): ViewRequest => ({
  screen: 'schedule',
  workspaceId: null,
  teamId,
  at,
});

test('a link to a team that comes with the first read waits for it, and not for ever', async () => {
  const unread = { ...globex, entries: [], teams: [], read: { ...globex.read, goodAt: null } };
  const { bridge, screen } = await showPage(Editor, snapshotWith([workspaceWith(), unread]), {
    'view.read': () => linked('T-NIGHT', null),
  });
  await expect
    .element(screen.getByRole('article', { name: 'Platform: on call now' }))
    .toBeVisible();
  expect(screen.getByText('The team asked for is not known here.').elements()).toHaveLength(0);
  bridge.publish({ ...snapshot, revision: 2 });
  await expect
    .element(screen.getByRole('article', { name: 'Night watch: on call now' }))
    .toBeVisible();

  const failed = { ...unread.read, failure: { kind: 'offline', detail: '' } as const };
  const again = await showPage(
    Editor,
    snapshotWith([workspaceWith(), { ...unread, read: failed }]),
    {
      'view.read': () => linked('T-NIGHT', null),
    },
  );
  await expect
    .element(again.screen.getByText('The team asked for is not known here.'))
    .toBeVisible();
});

test('a link finds its team in whichever workspace has it, and turns to its day or to today', async () => {
  const at = sampleNow + 100 * dayMs;
  // The link is there before the schedules are: a first start by it.
  const late = new Promise<typeof snapshot>((resolve) => setTimeout(() => resolve(snapshot), 50));
  const { bridge, screen } = await showPage(Editor, snapshot, {
    'snapshot.read': () => late,
    'view.read': () => linked('T-NIGHT', at),
  });
  await expect
    .element(screen.getByRole('article', { name: 'Night watch: on call now' }))
    .toBeVisible();
  await expect.element(screen.getByText(/March 2027/).first()).toBeVisible();
  bridge.push('view.requested', linked('t-payments', null));
  await expect
    .element(screen.getByRole('article', { name: 'Payments: on call now' }))
    .toBeVisible();
  await expect.element(screen.getByText(/November 2026/).first()).toBeVisible();
  expect(screen.getByText(/March 2027/).elements()).toHaveLength(0);
  bridge.push('view.requested', linked('t-gone', null));
  await expect.element(screen.getByText('The team asked for is not known here.')).toBeVisible();
});
