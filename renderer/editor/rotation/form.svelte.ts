import type { Interpretation, Leave, MemberId, TeamId } from '../../../core/schedule/model.ts';
import {
  businessHours,
  nights,
  type DailyHours,
  type RotationPlan,
  type TurnLength,
  type Watch,
} from '../../../core/schedule/rotation/plan.ts';
import { HolidayChoice } from './holiday-choice.svelte.ts';

/** A place in an order: the same member may stand at several. */
export interface Slot {
  readonly key: number;
  readonly memberId: MemberId;
}

/** Members who share hours, in order. */
export class Crew {
  slots = $state.raw<readonly Slot[]>([]);
  hours = $state.raw<DailyHours>(businessHours);
  zone = $state('UTC');
  readonly key: number;
  static #made = 0;

  constructor(members: readonly MemberId[], hours: DailyHours, zone: string) {
    this.key = Crew.#made += 1;
    this.slots = members.map((memberId) => ({ key: (Crew.#made += 1), memberId }));
    this.hours = hours;
    this.zone = zone;
  }

  get members(): MemberId[] {
    return this.slots.map((slot) => slot.memberId);
  }

  add(memberId: MemberId): void {
    this.slots = [...this.slots, { key: (Crew.#made += 1), memberId }];
  }

  remove(key: number): void {
    this.slots = this.slots.filter((slot) => slot.key !== key);
  }

  /** Puts a place elsewhere in the order, within its ends. */
  move(key: number, to: number): void {
    const at = this.slots.findIndex((slot) => slot.key === key);
    const place = Math.max(0, Math.min(to, this.slots.length - 1));
    const slot = this.slots[at];
    if (slot === undefined || place === at) return;
    const rest = this.slots.filter((it) => it !== slot);
    this.slots = [...rest.slice(0, place), slot, ...rest.slice(place)];
  }
}

/** When in a day someone is on call. */
export type HoursKind = 'always' | 'business' | 'nights' | 'own' | 'sun';
export type TurnUnit = TurnLength['kind'];
/** What becomes of the entries a team has. */
export type Replacing = 'within' | 'all' | 'none';

/** A rotation as a person puts it together; `plan` is what it says so far, checked by core. */
export class RotationForm {
  readonly teamId: TeamId;
  readonly leave: readonly Leave[];
  readonly holidays = new HolidayChoice();
  hours = $state.raw<HoursKind>('always');
  /** The first is all there is unless the sun is followed. */
  crews = $state.raw<readonly Crew[]>([]);
  count = $state('1');
  unit = $state.raw<TurnUnit>('weeks');
  weekDay = $state(1);
  monthDay = $state(1);
  handoffTime = $state('09:00:00');
  from = $state('');
  to = $state('');
  replacing = $state.raw<Replacing>('within');

  readonly publicHolidays = $derived(this.holidays.publicIn(this.from, this.to));
  readonly plan: RotationPlan = $derived.by(() => ({
    watch: this.#watch(),
    turn: this.#turn(),
    handoffTime: this.#handoff(),
    from: this.from,
    to: this.to,
    holidays: this.holidays.datesWith(this.publicHolidays),
    leave: this.leave,
  }));

  constructor(plan: RotationPlan, teamId: TeamId, interpretation: Interpretation) {
    this.teamId = teamId;
    this.leave = plan.leave;
    this.#take(plan, interpretation.zone);
  }

  get first(): Crew {
    const [first] = this.crews;
    if (first === undefined) throw new Error('a rotation has at least one group');
    return first;
  }

  /** Chosen hours of a day take the place of what was there; the order stays. */
  setHours(kind: HoursKind): void {
    this.hours = kind;
    if (kind === 'business') this.first.hours = businessHours;
    if (kind === 'nights') this.first.hours = nights;
    if (kind !== 'sun') this.crews = [this.first];
  }

  addCrew(): void {
    this.crews = [...this.crews, new Crew([], businessHours, this.first.zone)];
  }

  removeCrew(crew: Crew): void {
    if (this.crews.length > 1) this.crews = this.crews.filter((it) => it !== crew);
  }

  #take({ watch, turn, handoffTime, from, to, holidays }: RotationPlan, zone: string): void {
    if (watch.kind === 'follow-the-sun')
      this.crews = watch.groups.map((it) => new Crew(it.members, it, it.zone));
    else
      this.crews = [new Crew(watch.members, watch.kind === 'daily' ? watch : businessHours, zone)];
    this.hours = kindOf(watch);
    this.unit = turn.kind;
    this.count = String(
      turn.kind === 'days' ? turn.days : turn.kind === 'weeks' ? turn.weeks : turn.months,
    );
    if (turn.kind === 'weeks') this.weekDay = turn.weekDay;
    if (turn.kind === 'months') this.monthDay = turn.monthDay;
    this.handoffTime = handoffTime;
    [this.from, this.to] = [from, to];
    this.holidays.own = holidays;
  }

  #watch(): Watch {
    const { members, hours } = this.first;
    if (this.hours === 'always') return { kind: 'always', members };
    if (this.hours !== 'sun') return { kind: 'daily', members, ...hoursOnly(hours) };
    return {
      kind: 'follow-the-sun',
      groups: this.crews.map((crew) => ({
        zone: crew.zone,
        members: crew.members,
        ...hoursOnly(crew.hours),
      })),
    };
  }

  #turn(): TurnLength {
    const count = Number(this.count);
    switch (this.unit) {
      case 'days':
        return { kind: 'days', days: count };
      case 'weeks':
        return { kind: 'weeks', weeks: count, weekDay: this.weekDay };
      case 'months':
        return { kind: 'months', months: count, monthDay: this.monthDay };
    }
  }

  /** Hours that begin on the day of a handoff belong to the new turn, so it is before them all. */
  #handoff(): string {
    if (this.hours === 'always') return this.handoffTime;
    return this.hours === 'sun' ? '00:00:00' : this.first.hours.startTime;
  }
}

function hoursOnly({ weekDays, startTime, endTime }: DailyHours): DailyHours {
  return { weekDays, startTime, endTime };
}

function kindOf(watch: Watch): HoursKind {
  if (watch.kind === 'always') return 'always';
  if (watch.kind === 'follow-the-sun') return 'sun';
  const same = (hours: DailyHours) =>
    JSON.stringify(hoursOnly(watch)) === JSON.stringify(hoursOnly(hours));
  return same(businessHours) ? 'business' : same(nights) ? 'nights' : 'own';
}
