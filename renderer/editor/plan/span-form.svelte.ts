import type { CoverSpan } from '../../../core/schedule/cover/covered-time.ts';
import { parseDate } from '../../../core/time/civil.ts';
import { startFrom } from '../inspector/dates.ts';
import type { ZoneTable } from '../../../core/time/zone.ts';
import { datesText } from './words.ts';

/** A date and a time as two fields hold them. */
interface Moment {
  readonly date: string;
  readonly time: string;
}

/** Some time as a person chooses it: whole shifts by their dates, or exact times. */
export class SpanForm {
  exact = $state(false);
  from = $state('');
  to = $state('');
  start = $state.raw<Moment>({ date: '', time: '00:00:00' });
  end = $state.raw<Moment>({ date: '', time: '00:00:00' });
  readonly #table: () => ZoneTable;

  /** What is meant; null while a field is empty. Wrong dates are the plan's to refuse. */
  readonly span: CoverSpan | null = $derived.by(() => {
    if (!this.exact)
      return parseDate(this.from) === null || parseDate(this.to) === null
        ? null
        : { kind: 'dates', from: this.from, to: this.to };
    const [start, end] = [this.start, this.end].map((it) => startFrom(it, this.#table()));
    return typeof start !== 'number' || typeof end !== 'number'
      ? null
      : { kind: 'instants', start, end };
  });

  constructor(table: () => ZoneTable, dates: { from: string; to: string } | null) {
    this.#table = table;
    if (dates !== null) [this.from, this.to] = [dates.from, dates.to];
  }

  /** The first day moves the last along, so that a span is never the wrong way round by typing. */
  begin(date: string): void {
    this.from = date;
    if (this.to === '' || this.to < date) this.to = date;
  }

  /** Exact times begin with the days chosen so far. */
  setExact(exact: boolean): void {
    this.exact = exact;
    if (!exact || this.start.date !== '') return;
    this.start = { ...this.start, date: this.from };
    this.end = { ...this.end, date: this.to };
  }

  /** For titles: `23 – 27 Nov`. */
  words(locale: string): string {
    return this.exact
      ? datesText(this.start.date, this.end.date, locale)
      : datesText(this.from, this.to, locale);
  }
}
