import { addressPresets } from '../../core/contract/pinghome.ts';
import { isSafeAddress } from '../../core/contract/shapes.ts';
import type { Addresses } from '../../core/contract/snapshot.ts';

export type Preset = 'A' | 'B' | 'C' | 'own';
export type AddressName = keyof Addresses;

/** Which addresses are meant: one of the public forms, or own ones. */
export interface AddressChoice {
  readonly preset: Preset;
  readonly own: Addresses;
}

export const usualAddresses: AddressChoice = { preset: 'A', own: addressPresets.A };

export const addressLabels: Readonly<Record<AddressName, string>> = {
  read: 'Schedule reads',
  write: 'Schedule writes',
  roster: 'Roster reads',
  signIn: 'Sign-in',
};

export const addressNames: readonly AddressName[] = ['read', 'write', 'roster', 'signIn'];

/** What is missing where an address is blank; only these two may be. */
export const offTexts: Readonly<Partial<Record<AddressName, string>>> = {
  roster: 'Off: names are given by hand or imported.',
  signIn: 'Off: a token is pasted instead.',
};

export type AddressErrors = Partial<Readonly<Record<AddressName, string>>>;

export function addressesOf({ preset, own }: AddressChoice): Addresses {
  return preset === 'own' ? trimmed(own) : addressPresets[preset];
}

/** The choice that stands for addresses in use. */
export function choiceOf(addresses: Addresses): AddressChoice {
  const presets = ['A', 'B', 'C'] as const;
  const preset = presets.find((it) =>
    addressNames.every((name) => addressPresets[it][name] === addresses[name]),
  );
  return { preset: preset ?? 'own', own: addresses };
}

/** What is wrong, by address. */
export function checkAddresses({ preset, own }: AddressChoice): AddressErrors {
  if (preset !== 'own') return {};
  const errors: Partial<Record<AddressName, string>> = {};
  for (const name of addressNames) {
    const text = own[name].trim();
    if (text === '' ? offTexts[name] !== undefined : isSafeAddress(text) && text.length <= 2_048)
      continue;
    errors[name] =
      text === ''
        ? 'An address is needed.'
        : 'A full address with https:// is needed (http:// only for this computer).';
  }
  return errors;
}

function trimmed({ read, write, roster, signIn }: Addresses): Addresses {
  return {
    read: read.trim(),
    write: write.trim(),
    roster: roster.trim(),
    signIn: signIn.trim(),
  };
}
