import type * as Holidays from '../../../core/exchange/holidays.ts';

type Holiday = Holidays.Holiday;

/** Which dates to leave out: those typed, and the public holidays of a place. */
export class HolidayChoice {
  /** `YYYY-MM-DD`, sorted. */
  own = $state.raw<readonly string[]>([]);
  country = $state('');
  state = $state('');
  /** Public holidays that are worked like other days. */
  worked = $state.raw<readonly string[]>([]);
  /** Null until somebody looks: the calendars of all countries are large. */
  source = $state.raw<typeof Holidays | null>(null);

  async load(): Promise<void> {
    this.source ??= await import('../../../core/exchange/holidays.ts');
  }

  setCountry(code: string): void {
    [this.country, this.state, this.worked] = [code, '', []];
  }

  /** The place's public holidays between two dates. */
  publicIn(from: string, to: string): Holiday[] {
    if (this.source === null || this.country === '') return [];
    const { country, state } = this;
    return this.source.publicHolidays(state === '' ? { country } : { country, state }, from, to);
  }

  add(date: string): void {
    if (date !== '') this.own = sortedDates([...this.own, date]);
  }

  remove(date: string): void {
    this.own = this.own.filter((it) => it !== date);
  }

  setWorked(date: string, worked: boolean): void {
    const rest = this.worked.filter((it) => it !== date);
    this.worked = worked ? [...rest, date] : rest;
  }

  /** All dates to leave out, sorted: those typed, and of the public ones those not worked. */
  datesWith(found: readonly Holiday[]): string[] {
    const free = found.map((it) => it.date).filter((it) => !this.worked.includes(it));
    return sortedDates([...this.own, ...free]);
  }
}

/** Each date once, in order. */
function sortedDates(dates: readonly string[]): string[] {
  return dates.filter((date, at) => dates.indexOf(date) === at).sort();
}
