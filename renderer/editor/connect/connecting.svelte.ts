import type { Failure } from '../../../core/contract/failure.ts';
import type { CallInput, ConnectionReport, RosterFound } from '../../../core/contract/ipc.ts';
import { defaultInterpretation } from '../../../core/schedule/model.ts';
import { sameId } from '../../../core/schedule/schedule.ts';
import { clockIn } from '../../../core/time/format.ts';
import {
  accessField,
  accessWords,
  checkAccess,
  noAccess,
  type Access,
  type AccessErrors,
} from '../../account/access.ts';
import {
  addressesOf,
  checkAddresses,
  usualAddresses,
  type AddressChoice,
} from '../../account/addresses.ts';
import type { AppState } from '../../state/app.svelte.ts';
import {
  likelyTeams,
  watchedIds,
  watchingError,
  watchingNothing,
  type Watching,
} from './watching.ts';

type Credential = CallInput<'workspace.connect'>['token'];

export const stepNames = ['Sign in', 'What to watch', 'Your view'] as const;

/** Connecting an account in three steps: what was filled in, and how far it has come. */
export class Connecting {
  readonly #app: AppState;
  step = $state.raw(0);
  busy = $state.raw<'asking' | 'testing' | 'connecting' | null>(null);
  access = $state.raw<Access>(noAccess);
  addresses = $state.raw<AddressChoice>(usualAddresses);
  watching = $state.raw<Watching>(watchingNothing);
  name = $state('PingHome');
  me = $state('');
  zone = $state.raw(defaultInterpretation.zone);
  /** What the addresses answered last; null once something they depend on was changed. */
  report = $state.raw<ConnectionReport | null>(null);
  /** Whom the token may read, as last answered; a later silence takes no choice away. */
  roster = $state.raw<RosterFound | null>(null);
  /** What connecting itself ran into. */
  failure = $state.raw<Failure | null>(null);
  #asked = $state.raw(false);
  /** What was found has been offered once: choices made since stay. */
  #proposed = false;
  #refused = $state.raw<AccessErrors>({});
  /** Names what main holds, after signing in with e-mail and password. */
  #signedIn = $state.raw<Credential | null>(null);

  readonly canSignIn = $derived(addressesOf(this.addresses).signIn !== '');
  readonly way = $derived<Access>(this.canSignIn ? this.access : { ...this.access, way: 'token' });
  readonly accessErrors = $derived<AccessErrors>(
    this.#asked ? { ...this.#missing(), ...this.#refused } : {},
  );
  readonly addressErrors = $derived(this.#asked ? checkAddresses(this.addresses) : {});
  readonly watchingError = $derived(this.#asked ? watchingError(this.watching, this.roster) : null);
  readonly nameError = $derived(this.#asked && this.name.trim() === '' ? 'Give it a name.' : null);
  /** Something did not answer: one may go on all the same, knowing that. */
  readonly doubtful = $derived(
    this.report !== null && this.report.checks.some(({ result }) => result === 'failed'),
  );

  constructor(app: AppState) {
    this.#app = app;
  }

  changeAccess(part: Partial<Access>): void {
    this.access = { ...this.access, ...part };
    this.#forgetAnswers();
  }

  changeAddresses(choice: AddressChoice): void {
    this.addresses = choice;
    this.#forgetAnswers();
  }

  back(): void {
    this.#asked = false;
    this.failure = null;
    this.step -= 1;
  }

  /** On to the next step, or connected at the last; true once that has happened. */
  async next(): Promise<boolean> {
    if (this.busy !== null) return false;
    this.#asked = true;
    this.failure = null;
    if (this.step === 0) return this.#enter();
    if (this.step === 1) return this.#choose();
    return this.nameError === null && this.#connect();
  }

  async test(): Promise<void> {
    if (this.busy !== null) return;
    const credential = this.#credential();
    if (credential === null) return;
    this.busy = 'testing';
    await this.#ask(credential, watchedIds(this.watching, this.roster));
    this.busy = null;
  }

  async #enter(): Promise<boolean> {
    const wrong = { ...this.#missing(), ...checkAddresses(this.addresses) };
    if (Object.keys(wrong).length > 0) return false;
    // Told what did not answer, and unchanged since: going on is a choice.
    if (!this.doubtful || this.#credential() === null) {
      this.busy = 'asking';
      const entered = await this.#signInAndAsk();
      this.busy = null;
      if (!entered || this.doubtful) return false;
    }
    this.#turn(1);
    return false;
  }

  async #signInAndAsk(): Promise<boolean> {
    const credential = this.#credential() ?? (await this.#signIn());
    if (credential === null || !(await this.#ask(credential, []))) return false;
    const refused = this.report?.checks.find(({ failure }) => failure?.kind === 'unauthorized');
    if (refused === undefined) return true;
    this.#refuse({ kind: 'unauthorized' });
    this.report = null;
    return false;
  }

  async #signIn(): Promise<Credential | null> {
    const { email, password } = this.access;
    const addresses = addressesOf(this.addresses);
    const answer = await this.#app.road.call('account.sign-in', { addresses, email, password });
    if (!answer.ok) {
      this.#refuse(answer.failure);
      return null;
    }
    // From here on main has a token, and nobody needs the password any more.
    this.access = { ...this.access, password: '' };
    this.#signedIn = { signIn: answer.value.signIn };
    this.me = answer.value.customerId ?? '';
    return this.#signedIn;
  }

  async #ask(token: Credential, customerIds: string[]): Promise<boolean> {
    const addresses = addressesOf(this.addresses);
    const answer = await this.#app.road.call('workspace.test', { addresses, token, customerIds });
    if (!answer.ok) {
      this.failure = answer.failure;
      return false;
    }
    this.report = answer.value;
    this.roster = answer.value.roster ?? this.roster;
    return true;
  }

  async #choose(): Promise<boolean> {
    if (watchingError(this.watching, this.roster) !== null) return false;
    this.#turn(2);
    await this.test();
    return false;
  }

  async #connect(): Promise<boolean> {
    const token = this.#credential();
    if (token === null) return false;
    this.busy = 'connecting';
    const answer = await this.#app.road.call('workspace.connect', {
      name: this.name.trim(),
      addresses: addressesOf(this.addresses),
      token,
      customerIds: watchedIds(this.watching, this.roster),
      interpretation: { ...defaultInterpretation, zone: this.zone },
    });
    if (answer.ok) await this.#settle(answer.value.workspaceId);
    else this.failure = answer.failure;
    this.busy = null;
    return answer.ok;
  }

  async #settle(workspaceId: string): Promise<void> {
    this.#app.chosenWorkspaceId = workspaceId;
    this.access = noAccess;
    if (this.me !== '') await this.#app.road.call('workspace.change', { workspaceId, me: this.me });
  }

  #credential(): Credential | null {
    if (this.way.way === 'password') return this.#signedIn;
    return this.access.token.trim() === '' ? null : this.access.token;
  }

  #missing(): AccessErrors {
    return this.#signedIn !== null && this.way.way === 'password' ? {} : checkAccess(this.way);
  }

  #turn(step: number): void {
    this.#asked = false;
    this.step = step;
    if (step === 1 && this.roster !== null && !this.#proposed) this.#propose(this.roster);
  }

  #propose(roster: RosterFound): void {
    this.#proposed = true;
    this.watching = { ...this.watching, teamIds: likelyTeams(roster) };
    const me = roster.me ?? this.me;
    this.me = roster.members.find(({ id }) => sameId(id) === sameId(me))?.id ?? me;
  }

  #refuse(failure: Failure): void {
    const { viewerZone, locale } = this.#app;
    const words = accessWords(this.way, failure, (at) => clockIn(viewerZone, locale).time(at));
    this.#refused = { [accessField(this.way)]: words };
  }

  #forgetAnswers(): void {
    this.report = null;
    this.failure = null;
    this.#refused = {};
    this.#signedIn = null;
    this.#proposed = false;
    this.roster = null;
    this.watching = { ...this.watching, teamIds: watchingNothing.teamIds };
  }
}
