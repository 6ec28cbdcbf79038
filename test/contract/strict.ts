import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { RunningService } from '../../service/index.ts';
import { keyOf, promisedBy } from './strict/promised.ts';
import { readingKept } from './strict/reading.ts';
import { refusingKept } from './strict/refusing.ts';
import { writingKept } from './strict/writing.ts';
import { send, type Target } from './target.ts';

interface Opened {
  readonly target: Target;
  readonly service: RunningService;
}

/** What our own service promises beyond PingHome's documentation, over either database. */
export function strictBehaviour(name: string, open: () => Promise<Opened>): void {
  describe(`what our service promises, ${name}`, () => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.service.close());

    const promised = promisedBy(() => opened);
    beforeEach(async () => {
      const { target } = promised;
      for (const row of await promised.rows())
        if (String(row['start_date']).startsWith('2099'))
          await send(target, 'deleteEntry', { id: String(row['team_id']), query: keyOf(row) });
    });

    readingKept(promised);
    writingKept(promised);
    refusingKept(promised);
  });
}
