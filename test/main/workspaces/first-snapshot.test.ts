import { expect, test } from 'vitest';
import { trayView } from '../../../core/tray/view.ts';
import { emptyRoster } from '../../../main/roster.ts';
import { firstSnapshot } from '../../../main/snapshot-start.ts';
import { connectedSettings } from '../../support/connected.ts';
import { aDuty, at, aWorkspace } from '../../support/snapshots.ts';

const now = at('2026-11-23T12:04:00Z');
const account = { base: 'https://pinghome.test/v1', customer: 'acme' };
const everyMs = () => 60_000;
const rest = {
  viewer: { zone: 'Europe/Lisbon', locale: 'en-GB' },
  version: '0.1.0',
  attention: [],
};

/** What the tray says at a start, before the keychain was asked. */
function lines(tokenStored: boolean): readonly string[] {
  const settings = connectedSettings(account, { tokenStored });
  const entries = [aDuty('ana', '2026-11-23T09:00Z', '2026-11-24T09:00Z')];
  const kept = { id: 'acme', name: 'Renamed since' };
  const workspace = aWorkspace(entries, '2026-11-23T12:03:00Z', kept);
  const cache = { accounts: [{ workspace, roster: emptyRoster, lists: new Map() }], setAside: [] };
  const first = firstSnapshot(settings, cache, rest, everyMs);
  expect(first.workspaces[0]?.name).toBe('Acme');
  return trayView({ ...first, revision: 0 }, now).menu.flatMap((item) =>
    item.kind === 'separator' ? [] : [item.label],
  );
}

test('a start shows what was read last and takes a stored token to be where it was put', () => {
  expect(lines(true)).toEqual(
    expect.arrayContaining(['Ana Pires is on call · Platform', 'Up to date']),
  );
});

test('a start says at once that a token which lived in memory went with the last run', () => {
  expect(lines(false)).toContainEqual(expect.stringMatching(/sign in again$/));
});
