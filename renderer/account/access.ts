import type { Failure } from '../../core/contract/failure.ts';
import { failureText, type FailureText } from '../../core/text/failure.ts';
import { signInText } from '../../core/text/sign-in.ts';

/** How someone gets in: a pasted token, or e-mail and password for a token that stays in main. */
export interface Access {
  readonly way: 'token' | 'password';
  readonly token: string;
  readonly email: string;
  readonly password: string;
}

export const noAccess: Access = { way: 'token', token: '', email: '', password: '' };

export type AccessErrors = Partial<Readonly<Record<'token' | 'email' | 'password', string>>>;

/** What is missing, by field. */
export function checkAccess({ way, token, email, password }: Access): AccessErrors {
  if (way === 'token') return token.trim() === '' ? { token: 'Paste the token.' } : {};
  return {
    ...(email.trim() === '' ? { email: 'Give the e-mail address of your PingHome account.' } : {}),
    ...(password === '' ? { password: 'Give its password.' } : {}),
  };
}

/** The field a refusal belongs to: the last one of those that were sent. */
export function accessField({ way }: Access): 'token' | 'password' {
  return way;
}

/** A refusal in words that fit the way in that was tried. */
export function accessWords(
  { way }: Pick<Access, 'way'>,
  failure: Failure,
  at: (instant: number) => string,
): string {
  const words: FailureText = way === 'token' ? failureText(failure, at) : signInText(failure, at);
  return `${words.title}. ${words.sentence} ${words.remedy}`.trim();
}
