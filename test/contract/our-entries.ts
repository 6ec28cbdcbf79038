import { readSchedule } from '../../main/pinghome/read.ts';
import type { Entry } from '../../core/schedule/model.ts';
import { send, type Answer, type Target } from './target.ts';

/** A split read and command side may lag; an entry is looked for this long. */
export const shownWithinMs = 30_000;
const lookEveryMs = 250;

/**
 * The entries a run of the contract suite makes in an account, told from all others by a start in
 * 2099 that the run made up. Replies are read as the app reads them, whatever their shape.
 */
export class OurEntries {
  readonly target: Target;
  readonly start: string;
  readonly #startMs: number;
  /** Creates that may have happened, less what was removed. */
  #left = 0;

  constructor(target: Target) {
    this.target = target;
    const second = Math.floor(Math.random() * 86_399);
    this.#startMs = Date.UTC(2099, 0, 1) + second * 1_000;
    this.start = new Date(this.#startMs).toISOString().replace('.000', '');
  }

  body(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
    return {
      team_member_id: this.target.member,
      start_date: this.start,
      end_date: '2099-12-31T23:59:59Z',
      months_of_year: [1],
      weeks_of_month: [1],
      week_days: [1],
      start_time: '00:00:00',
      end_time: '23:59:59',
      ...changes,
    };
  }

  read(): Promise<Answer> {
    return send(this.target, 'readSchedule', { id: this.target.customer });
  }

  async create(changes: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    this.#left += 1;
    const answer = await send(this.target, 'createEntry', {
      id: this.target.team,
      body: this.body(changes),
    });
    // A refusal made nothing; anything else may have.
    if (answer.status >= 400 && answer.status < 500) this.#left -= 1;
    return answer;
  }

  update(
    { createdAt, memberId }: Entry,
    changes: Readonly<Record<string, unknown>>,
  ): Promise<Answer> {
    const body = this.body({ team_member_id: memberId, created_at: createdAt, ...changes });
    return send(this.target, 'updateEntry', { id: this.target.team, body });
  }

  async remove({ createdAt, memberId }: Entry): Promise<Answer> {
    const answer = await send(this.target, 'deleteEntry', {
      id: this.target.team,
      query: { team_member_id: memberId ?? this.target.member, created_at: createdAt ?? '' },
    });
    if (answer.status < 300) this.#left -= 1;
    return answer;
  }

  /** What the account shows of them now. */
  async shown(): Promise<readonly Entry[]> {
    const answer = await this.read();
    if (answer.status === 204) return [];
    const reply = readSchedule(answer.text);
    if (reply.kind === 'unreadable') throw new Error(`The schedule is ${reply.detail}`);
    return reply.entries.filter(({ rule }) => rule.startDate === this.#startMs);
  }

  /** What is shown once that holds, or when the time for it is over. */
  async until(holds: (shown: readonly Entry[]) => boolean): Promise<readonly Entry[]> {
    const end = Date.now() + shownWithinMs;
    for (;;) {
      const shown = await this.shown();
      if (holds(shown) || Date.now() > end) return shown;
      await pause();
    }
  }

  /** Removes them all, also those that are shown late; returns what would not go. */
  async removeAll(): Promise<readonly Entry[]> {
    const end = Date.now() + shownWithinMs;
    for (;;) {
      const shown = await this.shown();
      const isOver = Date.now() > end;
      if (isOver || (shown.length === 0 && this.#left <= 0)) return shown;
      for (const entry of shown) await this.remove(entry);
      await pause();
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, lookEveryMs));
