import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sampleIds } from '../../service/sample.ts';
import { entriesOf, rulesOf, type Account } from '../support/account.ts';
import { savesTo, type RunningApp } from '../support/app.ts';
import { chooseFile, dropFile } from '../support/dropping.ts';
import { dayMs, hourMs, rosterWith } from '../support/on-call.ts';
import { expect, test } from '../support/open-schedule.ts';
import { at, rosterOf, today } from '../support/work-week.ts';

const { platform, payments, tomas, mira, sofia, lena } = sampleIds;
const stamp = (instant: number): string =>
  new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Another client deletes every entry of somebody. */
async function deleteOf(account: Account, member: string): Promise<void> {
  for (const row of await entriesOf(account)) {
    if (row['team_member_id'] !== member) continue;
    const key = new URLSearchParams({
      team_member_id: member,
      created_at: String(row['created_at']),
    });
    const team = String(row['team_id']);
    const reply = await fetch(`${account.base}/team/${team}/schedule?${key.toString()}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${account.token}` },
    });
    expect(reply.ok).toBe(true);
  }
}

/** Saves what there is as a file, and returns its text. */
async function exported(app: RunningApp, window: Page, kind: string, to: string): Promise<string> {
  await savesTo(app, to);
  await window.getByRole('button', { name: 'Export…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Export' });
  await dialog.getByLabel('As').selectOption({ label: kind });
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog).toBeHidden();
  return readFileSync(to, 'utf8');
}

/** What may differ in a file that went out, in, and out again: keys, order, and how "all" is said. */
function normalised(json: string): string[] {
  return json
    .replaceAll(/("created_at": )"[^"]*"/g, '$1""')
    .replaceAll('"months_of_year": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]', '"months_of_year": []')
    .replaceAll('"weeks_of_month": [1, 2, 3, 4, 5]', '"weeks_of_month": []')
    .replaceAll('"week_days": [0, 1, 2, 3, 4, 5, 6]', '"week_days": []')
    .split('\n')
    .map((line) => line.replace(/,$/, ''))
    .sort();
}

test('JSON, CSV and a calendar come in by dialog and by dropping, are proved before and exact after; each goes out as it is', async ({
  account,
  openSchedule,
  profile,
}) => {
  test.setTimeout(120_000);
  const file = (name: string) => path.join(profile, name);
  const { app, window, said } = await openSchedule();
  const rules = () => rulesOf(account);
  // From tomorrow: a calendar goes out from today on, perhaps not from its midnight.
  const roster = () => rosterOf(account, today + dayMs);
  const panel = window.getByRole('complementary', { name: 'Import' });
  const ripple = panel.getByRole('region', { name: 'What this changes' });
  const save = panel.getByRole('button', { name: /^Save \d+ changes?$/ });
  const chosen = async (name: string) => {
    await window.getByRole('button', { name: 'Import…' }).click();
    await chooseFile(window, file(name));
  };
  await window.getByRole('radio', { name: 'List' }).click();

  const all = await rules();
  await test.step('JSON goes out, comes back by dropping, and goes out the same', async () => {
    const label = 'JSON: entries, exactly as they are';
    const first = await exported(app, window, label, file('first.json'));
    await deleteOf(account, sofia);
    await deleteOf(account, lena);
    await window.getByRole('button', { name: 'Refresh now' }).click();
    await expect(window.getByRole('button', { name: 'Lena Fischer' })).toBeHidden();
    const left = await rules();
    expect(left).toHaveLength(all.length - 2);

    await dropFile(window, file('first.json'));
    await expect(panel.getByText(`2 new entries, ${left.length} already there.`)).toBeVisible();
    await expect(ripple).toContainText(/Sofia Almeida\s*0 h → [\d.]+ h/);
    await panel.getByRole('button', { name: 'Discard' }).click();
    await expect(panel).toBeHidden();
    expect(await rules()).toEqual(left);

    await dropFile(window, file('first.json'));
    await save.click();
    await expect(said).toHaveText(/ from first\.json: 2 changes saved\.$/);
    expect(await rules()).toEqual(all);
    const second = await exported(app, window, label, file('second.json'));
    expect(normalised(second)).toEqual(normalised(first));
  });

  let expected = await roster();
  await test.step('a table is dropped, looked at, left, then chosen and saved', async () => {
    const cells = [platform, tomas, '4', '11:00', '16:00', at(0, 0), at(28, 0)].map((it) =>
      typeof it === 'number' ? new Date(it).toISOString() : it,
    );
    const heading = 'team_id,team_member_id,week_days,start_time,end_time,start_date,end_date';
    writeFileSync(file('in.csv'), `${heading}\r\n${cells.join(',')}\r\n`);
    const open = async (take: () => Promise<void>) => {
      await take();
      await expect(panel.getByText('1 new entry.')).toBeVisible();
      await expect(ripple).toContainText(/Tomás Novák\s*[\d.]+ h → [\d.]+ h/);
    };
    await open(() => dropFile(window, file('in.csv')));
    await panel.getByRole('button', { name: 'Discard' }).click();
    expect(await roster()).toEqual(expected);
    await open(() => chosen('in.csv'));
    await save.click();
    await expect(said).toHaveText(/ from in\.csv: 1 change saved\.$/);
    for (const week of [0, 7, 14, 21]) {
      const who = { team: platform, member: tomas, on: true };
      expected = rosterWith(expected, who, at(week + 3, 11), at(week + 3, 16));
    }
    expect(await roster()).toEqual(expected);
  });

  await test.step('a calendar is chosen, given to its person, left, then dropped and saved', async () => {
    const lines = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'BEGIN:VEVENT', 'UID:1@test'],
      `DTSTAMP:${stamp(at(0, 0))}`,
      `DTSTART:${stamp(at(2, 10))}`,
      `DTEND:${stamp(at(2, 14))}`,
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'SUMMARY:Help desk',
      'ATTENDEE;CN=M. K.:mailto:mira.kaur@sample.example',
      ...['END:VEVENT', 'END:VCALENDAR'],
    ];
    writeFileSync(file('in.ics'), `${lines.join('\r\n')}\r\n`);
    const open = async (take: () => Promise<void>) => {
      await take();
      await panel.getByLabel('Into team').selectOption(platform);
      await expect(panel.getByLabel(/, 3 shifts$/)).toHaveValue(mira);
      await expect(ripple).toContainText(/Mira Kaur\s*[\d.]+ h → [\d.]+ h/);
    };
    await open(() => chosen('in.ics'));
    await panel.getByRole('button', { name: 'Discard' }).click();
    expect(await roster()).toEqual(expected);
    await open(() => dropFile(window, file('in.ics')));
    await save.click();
    await expect(said).toHaveText(/ from in\.ics: \d changes? saved\.$/);
    for (const week of [0, 7, 14]) {
      const who = { team: platform, member: mira, on: true };
      expected = rosterWith(expected, who, at(week + 2, 10), at(week + 2, 14));
    }
    expect(await roster()).toEqual(expected);
  });

  await test.step('a calendar goes out as times, without a rule', async () => {
    const text = await exported(app, window, 'Calendar (ICS): shifts', file('out.ics'));
    expect(text).not.toContain('RRULE');
    const events = text.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
    const shown = new Map([...expected.keys()].map((hour) => [hour, [] as string[]]));
    for (const event of events) {
      const valueOf = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(event)?.[1] ?? '';
      const time = (name: string) =>
        Date.parse(valueOf(name).replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
      for (let hour = time('DTSTART'); hour < time('DTEND'); hour += hourMs)
        shown.get(hour)?.push(`${valueOf('X-WATCHBILL-TEAM')} ${valueOf('X-WATCHBILL-MEMBER')}`);
    }
    expect(new Map([...shown].map(([hour, who]) => [hour, who.sort()]))).toEqual(expected);
  });

  await test.step('a table goes out with every entry', async () => {
    const text = await exported(app, window, 'Table (CSV): entries', file('out.csv'));
    const [heading, ...lines] = text.trimEnd().split('\r\n');
    expect(heading).toMatch(/^team_id,team_member_id,created_at,.*,member,team$/);
    expect(lines).toHaveLength((await entriesOf(account)).length);
    expect(lines.filter((line) => line.startsWith(`${payments},${sofia},`))).toEqual([
      expect.stringMatching(/,1 2 3 4 5,08:00:00,20:00:00,Sofia Almeida,Payments$/),
    ]);
  });
});
