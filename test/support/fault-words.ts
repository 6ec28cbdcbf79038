/** What a fault is told as: heading and sentence of the failure, and what a list of changes adds. */
interface Told {
  readonly title: string;
  readonly sentence: string;
  /** What can be done after a write that failed for certain, from the inspector. */
  readonly remedy?: string;
  /** The same after a step that can be resumed. */
  readonly resume?: string;
  /** Behind “was refused by PingHome”. */
  readonly reason?: string;
}

const byFault = 'Answered %d by a fault';
const server = (status: number, detail = byFault): Told => ({
  title: 'PingHome has a problem',
  sentence: `PingHome answered with error ${status}. (“${detail.replace('%d', String(status))}”)`,
});
const silent = (seconds: number): Told => ({
  title: 'No answer in time',
  sentence: `PingHome did not answer within ${seconds} s.`,
});
const offline = (code: string): Told => ({
  title: 'Offline',
  sentence: `PingHome could not be reached. (“${code}”)`,
});
const unreadable = (detail: string): Told => ({
  title: 'Reply not understood',
  sentence: `PingHome answered with something that is not a schedule. (“${detail}”)`,
});
const fix = 'Correct the marked fields and save again.';
const rejected = (status: number, detail = byFault): Told => {
  const said = detail.replace('%d', String(status));
  const sentence = `PingHome refused the change (${status}). (“${said}”)`;
  return {
    title: 'Not accepted',
    sentence,
    remedy: fix,
    reason: ` (HTTP ${status}): ${said}`,
  };
};
const forbidden = (detail: string): Told => {
  const remedy = 'Ask for the right in PingHome, or use another token.';
  return {
    title: 'Access refused',
    sentence: `The token is valid but may not do this. (“${detail}”)`,
    remedy,
    resume: remedy,
    reason: `: ${detail}`,
  };
};
const unknownId = 'Check the ids in the settings, or refresh: it may have been deleted.';
const redirected: Told = {
  title: 'Address has moved',
  sentence:
    'The address answered with a redirect, which is not followed so that the token stays safe. (“another address”)',
  remedy: 'Correct the addresses in the settings.',
  resume: 'Correct the addresses in the settings.',
};

/** By the fault's name in the table, for all that end otherwise than as saved. */
const told: Readonly<Record<string, Told>> = {
  'a silence': silent(1),
  'an answer later than we wait': silent(1),
  'a reset': offline('ECONNRESET'),
  'a close': offline('UND_ERR_SOCKET'),
  '408': server(408),
  '500': server(500),
  '502 page': server(502, 'HTTP 502, a web page'),
  'a 502 page': server(502, 'HTTP 502, a web page'),
  '503 with Retry-After': server(503),
  '504': server(504, 'HTTP 504'),
  'a redirect to another origin': redirected,
  'a 307 to another origin': redirected,
  'a redirect': redirected,
  '400': rejected(400),
  '402': rejected(402, 'HTTP 402'),
  '403': forbidden('HTTP 403: Answered 403 by a fault'),
  '403 page': forbidden('HTTP 403, a web page'),
  '404': {
    title: 'Not found',
    sentence:
      'PingHome does not know this team, customer or entry. (“HTTP 404: Answered 404 by a fault”)',
    remedy: unknownId,
    resume: unknownId,
    reason: ': HTTP 404: Answered 404 by a fault',
  },
  '405': rejected(405),
  '409': {
    title: 'Not accepted',
    sentence: 'PingHome refused the change as it stands now (409). (“HTTP 409: overlaps”)',
    remedy: 'Nothing was changed in PingHome; refresh, look at the entry, and save again.',
    reason: ': HTTP 409: overlaps',
  },
  '413': rejected(413),
  '422 with fields': {
    title: 'Not accepted',
    sentence: 'PingHome refused 1 field (422). (“Answered 422 by a fault”)',
    remedy: fix,
    reason: ' (HTTP 422): week_days: no',
  },
  '422 page': rejected(422, 'HTTP 422, a web page'),
  '401': {
    title: 'Sign in again',
    sentence: 'PingHome refused the token (401): it has expired or was withdrawn.',
    remedy: 'Paste a new token or sign in; drafts are kept.',
    resume: 'What is saved stays; sign in again, then resume.',
    reason: ' (sign in again)',
  },
  '429': {
    title: 'PingHome asks to wait',
    sentence: 'Too many requests were sent to PingHome (429); it answers again at noon.',
    remedy: 'Nothing was changed in PingHome; save again then.',
    resume: 'What is saved stays; resume then.',
    reason: ' (PingHome asks to wait)',
  },
  'half a reply': unreadable('the reply broke off'),
  'broken compression': unreadable('the reply broke off'),
  'a web page': unreadable('a web page instead of JSON'),
  'an empty body': unreadable('an empty reply'),
  'an empty object': unreadable('JSON of an unknown shape'),
  'a reply too large': {
    title: 'Reply too large',
    sentence: 'The reply is larger than 0 MB and was not read.',
  },
  'a silent read': silent(0),
  'a body too slow': silent(0),
};

const whenBack = 'Nothing was changed in PingHome; save again when it is back.';
const onceBack = 'What is saved stays; resume once PingHome answers again.';

/** How many changes an operation is told as, and which words its faulty one has. */
export interface Form {
  readonly kind: 'single' | 'undo' | 'bulk';
}

/** How an operation met its fault. */
export type Met =
  'through' | 'lost' | 'refused' | 'unread' | 'lagging' | 'unseen' | 'paused' | 'blind';

/** Everything that must be said, word for word. */
export function wordsFor({ kind }: Form, met: Met, fault: string): string {
  const { title, sentence, ...more } = told[fault] ?? { title: '', sentence: '' };
  const { remedy = whenBack, resume = onceBack, reason = '' } = more;
  const what = kind === 'undo' ? 'A deletion for Ana' : 'A change for Ana';
  switch (met) {
    case 'through':
      return { single: 'Saved.', undo: '1 change saved.', bulk: '3 changes saved.' }[kind];
    case 'lagging':
      return {
        single: 'Saved, waiting for PingHome to show it.',
        undo: '1 change saved.',
        bulk: '3 changes saved.',
      }[kind];
    case 'unseen':
      return kind === 'single'
        ? 'Saved, waiting for PingHome to show it.'
        : `1 of 1 change saved. ${sentence} ${resume}`;
    case 'blind':
      if (kind !== 'single')
        return `0 of 1 change saved. ${sentence} ${resume} ${what} was sent, but nothing shows whether it arrived. Resume sends it again.`;
      return wordsFor({ kind }, 'lost', fault);
    case 'lost':
      if (kind === 'single')
        return `Not known whether saved. ${sentence} The change is not to be seen so far. Refresh before you save again: the change may still appear.`;
      return kind === 'undo'
        ? `0 of 1 change saved. ${what} was sent, but nothing shows whether it arrived. It is not sent again by itself.`
        : `2 of 3 changes saved. ${what} was sent, but nothing shows whether it arrived. Resume sends it again.`;
    case 'refused':
      if (kind === 'single') return `${title}. ${sentence} ${remedy}`;
      return `${kind === 'undo' ? '0 of 1 change' : '2 of 3 changes'} saved. ${what} was refused by PingHome${reason}.`;
    case 'unread':
      if (kind === 'single') return `${title}. ${sentence} ${remedy}`;
      return kind === 'undo'
        ? `0 of 1 change saved. ${sentence} ${remedy.replace('save again', 'try again')} ${what} was not sent.`
        : `0 of 3 changes saved. ${sentence} ${resume} A new entry for Ana was not sent. A change for Ana was not sent. A deletion for Ana was not sent.`;
    case 'paused':
      return `1 of 3 changes saved. ${sentence} ${resume} A change for Ana was not sent. A deletion for Ana was not sent.`;
  }
}
