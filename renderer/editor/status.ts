import { attentionWord } from '../../core/text/attention.ts';
import { clockIn } from '../../core/time/format.ts';
import type { AppState } from '../state/app.svelte.ts';
import { minuteOf } from './rail/standing.ts';

/** How fresh what is shown is; `short` is for where there is little room. */
export interface Status {
  readonly tone: 'good' | 'warning' | 'unknown';
  readonly text: string;
  readonly short: string;
}

/**
 * The freshness line: how old what is shown is, why it is not newer, and when it is read again. Of
 * the account that the window shows, unless another is named.
 */
export function statusOf(
  app: AppState,
  { workspace, freshness }: Pick<AppState, 'workspace' | 'freshness'> = app,
): Status {
  const { locale, viewerZone } = app;
  if (workspace === null || freshness === null) return { tone: 'unknown', text: '', short: '' };
  const clock = clockIn(viewerZone, locale);
  const { goodAt, nextAt, reading } = workspace.read;
  const reasons = freshness.reasons.map((it) => ` · ${it}`).join('');
  if (goodAt === null) {
    const text = `${reading ? 'Reading…' : 'Not read yet'}${reasons}`;
    return { tone: 'unknown', text, short: text };
  }
  const at = clock.sameDay(goodAt, app.now)
    ? clock.time(minuteOf(goodAt))
    : clock.dateTime(minuteOf(goodAt));
  if (freshness.state === 'fresh') {
    const next = nextAt === null ? '' : `, next check ${clock.time(minuteOf(nextAt))}`;
    return { tone: 'good', text: `Up to date · read ${at}${next}`, short: 'Up to date' };
  }
  return {
    tone: 'warning',
    text: `As of ${at} · computed from saved rules${reasons}`,
    short: `As of ${at}${reasons}`,
  };
}

/** How the whole app stands, in one mark: something to see to comes before how fresh the times are. */
export function standingIn(app: AppState): Pick<Status, 'tone' | 'text'> {
  const clock = clockIn(app.viewerZone, app.locale);
  const words = (app.snapshot?.attention ?? []).map((it) =>
    attentionWord(it, (at) => clock.dateTime(at)),
  );
  const { tone, short } = statusOf(app);
  if (words.length === 0) return { tone, text: short === '' ? 'Nothing is connected yet' : short };
  return { tone: 'warning', text: [...words, ...(short === '' ? [] : [short])].join(' · ') };
}
