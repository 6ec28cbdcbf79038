import { addressPresets } from '../../../core/contract/pinghome.ts';
import { isSafeAddress } from '../../../core/contract/shapes.ts';
import type { Addresses } from '../../../core/contract/snapshot.ts';

export type Preset = 'A' | 'B' | 'C' | 'own';
export type AddressName = keyof Addresses;

/** What the person fills in to connect an account. */
export interface ConnectForm {
  readonly name: string;
  readonly token: string;
  /** One or several, set apart by commas, spaces or lines. */
  readonly customers: string;
  readonly preset: Preset;
  readonly own: Addresses;
}

export const blankForm: ConnectForm = {
  name: 'PingHome',
  token: '',
  customers: '',
  preset: 'A',
  own: addressPresets.A,
};

export const addressLabels: Readonly<Record<AddressName, string>> = {
  read: 'Schedule reads',
  write: 'Schedule writes',
  roster: 'Roster reads',
  signIn: 'Sign-in',
};

/** What is missing where an address is blank; only these two may be. */
export function offText(name: AddressName): string {
  return name === 'roster' ? 'Names are given by hand or imported.' : 'A token is pasted instead.';
}

export const addressNames: readonly AddressName[] = ['read', 'write', 'roster', 'signIn'];

export type ConnectErrors = Partial<
  Readonly<Record<'name' | 'token' | 'customers' | AddressName, string>>
>;

export function addressesOf(form: ConnectForm): Addresses {
  return form.preset === 'own' ? form.own : addressPresets[form.preset];
}

/** The customer ids in a text, each once and in order. */
export function customerIdsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ''))];
}

/** What is wrong, by field; nothing is sent while anything is. */
export function checkForm(form: ConnectForm): ConnectErrors {
  const ids = customerIdsOf(form.customers);
  return {
    ...(form.name.trim() === '' ? { name: 'Give it a name.' } : {}),
    ...(form.token.trim() === '' ? { token: 'Paste the token.' } : {}),
    ...(ids.length === 0 ? { customers: 'Give at least one customer id.' } : {}),
    ...(ids.length > 500 ? { customers: 'At most 500 customers in one workspace.' } : {}),
    ...(form.preset === 'own' ? checkAddresses(form.own) : {}),
  };
}

function checkAddresses(own: Addresses): ConnectErrors {
  const errors: Partial<Record<AddressName, string>> = {};
  for (const name of addressNames) {
    const text = own[name].trim();
    const mayBeBlank = name === 'roster' || name === 'signIn';
    if (text === '' ? mayBeBlank : isSafeAddress(text) && text.length <= 2_048) continue;
    errors[name] =
      text === ''
        ? 'An address is needed.'
        : 'A full address with https:// is needed (http:// only for this computer).';
  }
  return errors;
}
