import { done, failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import type { Entry, Rule } from '../../core/schedule/model.ts';
import type { Client, ReadHints, ScheduleReply } from '../../main/pinghome/client.ts';
import type { Listed, MemberRow, TeamRow } from '../../main/pinghome/roster-read.ts';

export const anyRule: Rule = {
  monthsOfYear: [],
  weeksOfMonth: [],
  weekDays: [1],
  startTime: '09:00:00',
  endTime: '17:00:00',
  startDate: null,
  endDate: null,
};

/** An entry as the reader gives it. */
export function readRow(createdAt: string | null, parts: Partial<Entry> = {}): Entry {
  return {
    id: '',
    teamId: 't1',
    memberId: 'm1',
    createdAt,
    rule: anyRule,
    readOnly: null,
    notes: [],
    extra: {},
    etag: null,
    ...parts,
  };
}

export function replyOf(
  entries: readonly Entry[],
  parts: Partial<Extract<ScheduleReply, { kind: 'entries' }>> = {},
): Outcome<ScheduleReply> {
  return done({
    kind: 'entries',
    entries,
    skipped: 0,
    morePages: false,
    etag: null,
    digest: JSON.stringify(entries),
    ...parts,
  });
}

const unchanged: Outcome<ScheduleReply> = done({ kind: 'unchanged' });

type Answer = Outcome<ScheduleReply> | Promise<Outcome<ScheduleReply>>;

/** A client whose reads are answered from a table; it writes nothing. */
export class FakeClient {
  asked: string[] = [];
  hints: ReadHints[] = [];
  answer: (customerId: string, hints: ReadHints) => Answer;
  teams: Outcome<readonly TeamRow[]> = failed({ kind: 'not-allowed', detail: 'off' });
  members: Record<string, Outcome<readonly MemberRow[]>> = {};
  /** What the list of teams does not hold. */
  left = { skipped: 0, morePages: false };
  rostersAsked = 0;
  inFlight = 0;
  mostInFlight = 0;

  constructor(answer: (customerId: string, hints: ReadHints) => Answer) {
    this.answer = answer;
  }

  async #counted<T>(ask: () => T | Promise<T>): Promise<T> {
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
    try {
      return await ask();
    } finally {
      this.inFlight--;
    }
  }

  get client(): Client {
    const refuse = () => Promise.reject(new Error('not part of this test'));
    return {
      readSchedule: async (id, hints = {}) => {
        this.asked.push(id);
        this.hints.push(hints);
        return this.#counted(() => this.answer(id, hints));
      },
      listTeams: async () => {
        this.rostersAsked++;
        return listed(await this.#counted(() => this.teams), this.left);
      },
      listMembers: async (id) =>
        listed(
          await this.#counted(() => this.members[id] ?? failed({ kind: 'not-found', detail: '' })),
        ),
      createEntry: refuse,
      updateEntry: refuse,
      deleteEntry: refuse,
      readProfile: refuse,
      signIn: refuse,
      signOut: refuse,
    };
  }
}

/** A client of a schedule that stays as it is, under one entity tag. */
export function standing(entries: readonly Entry[]): FakeClient {
  const etag = '"1"';
  return new FakeClient((_, hints) =>
    hints.etag === etag ? unchanged : replyOf(entries, { etag }),
  );
}

const nothingLeft = { skipped: 0, morePages: false };

function listed<T>(outcome: Outcome<readonly T[]>, left = nothingLeft): Outcome<Listed<T>> {
  return outcome.ok ? done({ rows: outcome.value, ...left }) : outcome;
}

export const offline: Failure = { kind: 'offline', detail: 'ECONNREFUSED' };
