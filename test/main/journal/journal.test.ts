import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJournal, type Journal } from '../../../main/journal.ts';
import type { Step } from '../../../main/writes/step.ts';
import { anyRule } from '../../support/fake-client.ts';
import { temporaryFolder } from '../../support/watched.ts';

let place: { path: string; remove: () => void };
let path: string;
beforeEach(() => {
  place = temporaryFolder();
  path = join(place.path, 'deep', 'journal.jsonl');
});
afterEach(() => {
  place.remove();
});

const step = (id: string): Step => ({
  id,
  workspaceId: 'w1',
  at: 1,
  origin: 'do',
  of: null,
  bulk: false,
  changes: [{ kind: 'create', teamId: 't', memberId: 'm', rule: anyRule, revives: null }],
});

async function withJournal<T>(work: (journal: Journal) => Promise<T> | T): Promise<T> {
  const journal = await openJournal(path);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

describe('the operation journal', () => {
  test('knows after a restart what it was told before, and is nobody else’s to read', async () => {
    await withJournal(async (journal) => {
      await journal.begin(step('a'));
      await journal.note('a', 0, { state: 'sent', keysBefore: ['k'], sentAt: 5 }, true);
      await journal.note(
        'a',
        0,
        { state: 'confirmed', newKey: { memberId: 'm', createdAt: 'n' } },
        false,
      );
      await journal.end('a', 'done');
      await journal.begin(step('b'));
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await withJournal((journal) => {
      expect(journal.setAside).toBeNull();
      expect(journal.records()).toMatchObject([
        {
          step: { id: 'a' },
          end: 'done',
          items: [{ state: 'confirmed', keysBefore: ['k'], sentAt: 5, newKey: { createdAt: 'n' } }],
        },
        { step: { id: 'b' }, end: null, items: [{ state: 'planned' }] },
      ]);
    });
  });

  test('a line is on disk before its promise ends', async () => {
    await withJournal(async (journal) => {
      await journal.begin(step('a'));
      await journal.note('a', 0, { state: 'sent' }, true);
      expect(readFileSync(path, 'utf8')).toContain('"state":"sent"');
    });
  });

  test('a torn last line never happened', async () => {
    await withJournal(async (journal) => {
      await journal.begin(step('a'));
      await journal.note('a', 0, { state: 'sent' }, true);
    });
    const whole = readFileSync(path, 'utf8');
    for (const cut of [1, 5, 20]) {
      writeFileSync(path, whole.slice(0, -cut));
      await withJournal((journal) => {
        expect(journal.setAside).toBeNull();
        expect(journal.record('a')?.items[0]?.state).toBe('planned');
      });
      writeFileSync(path, whole);
    }
  });

  test.each([
    ['a flipped letter', (text: string) => text.replace('"m"', '"n"')],
    ['a missing line start', (text: string) => text.slice(3)],
    ['something else entirely', () => 'hello\nworld\n'],
    ['something else without a line end', () => 'hello'],
  ])(
    '%s is damage: the file is set aside and told, what was good before stays',
    async (_, spoil) => {
      await withJournal(async (journal) => {
        await journal.begin(step('a'));
        await journal.end('a', 'done');
      });
      const good = readFileSync(path, 'utf8');
      const spoilt = spoil(good);
      writeFileSync(path, spoilt);
      await withJournal((journal) => {
        expect(journal.setAside).toBe(`${path}.damaged`);
        expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(spoilt);
        expect(journal.records()).toEqual([]);
      });
      writeFileSync(path, `${good}xxxxxxxxxx {}\n`);
      await withJournal((journal) => {
        expect(journal.setAside).not.toBeNull();
        expect(journal.records()).toHaveLength(1);
      });
      expect(existsSync(path)).toBe(true);
    },
  );

  test('keeps the last 200 ended steps and every open one', async () => {
    await withJournal(async (journal) => {
      await journal.begin(step('open'));
      for (let n = 0; n < 210; n++) {
        await journal.begin(step(`s${String(n)}`));
        await journal.end(`s${String(n)}`, 'done');
      }
    });
    await withJournal((journal) => {
      expect(journal.records()).toHaveLength(201);
      expect(journal.record('open')).not.toBeNull();
      expect(journal.record('s9')).toBeNull();
    });
  });

  test('a disk that is full in the middle of a line spoils no line after it', async () => {
    let room = Infinity;
    const journal = await openJournal(path, async (name) => {
      const file = await open(name, 'a', 0o600);
      return {
        async appendFile(text) {
          const whole = String(text);
          await file.appendFile(whole.slice(0, room));
          if (room < whole.length) throw new Error('ENOSPC: no space left on device');
        },
        datasync: () => file.datasync(),
        truncate: (length) => file.truncate(length),
        close: () => file.close(),
      };
    });
    await journal.begin(step('a'));
    for (const part of [0, 1, 30]) {
      room = part;
      await expect(journal.begin(step('b'))).rejects.toThrow('journal');
      expect(journal.record('b')).toBeNull();
    }
    room = Infinity;
    await journal.begin(step('c'));
    await journal.end('c', 'done');
    await journal.close();
    await withJournal((again) => {
      expect(again.setAside).toBeNull();
      expect(again.records()).toMatchObject([
        { step: { id: 'a' }, end: null },
        { step: { id: 'c' }, end: 'done' },
      ]);
    });
  });

  test('a line that cannot be written fails its caller, and changes nothing', async () => {
    const journal = await openJournal(path);
    await journal.begin(step('a'));
    await journal.close();
    await expect(journal.note('a', 0, { state: 'sent' }, true)).rejects.toThrow('journal');
    expect(journal.record('a')?.items[0]?.state).toBe('planned');
    appendFileSync(path, '');
  });
});
