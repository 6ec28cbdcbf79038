import type ICAL from 'ical.js';

/** How an event names whom it is for. */
export interface NamedPerson {
  /** Our own member id, else an attendee, else the title. */
  readonly label: string;
  /** True where the label is a member id that Watchbill wrote. */
  readonly isMemberId: boolean;
  /** The attendee's address, which may tell who is meant where the name does not. */
  readonly address: string | null;
}

/** Whom an event is for. */
export function personOf(event: ICAL.Component): NamedPerson {
  const member = event.getFirstPropertyValue('x-watchbill-member');
  if (member !== null) return { label: unescaped(String(member)), isMemberId: true, address: null };
  const attendee = event.getFirstProperty('attendee');
  const written =
    attendee === null ? '' : String(attendee.getFirstValue()).replace(/^mailto:/i, '');
  const address = written === '' ? null : written;
  const name = attendee?.getParameter('cn');
  if (typeof name === 'string' && name !== '') return { label: name, isMemberId: false, address };
  const title = event.getFirstPropertyValue('summary');
  return { label: address ?? (title === null ? '' : String(title)), isMemberId: false, address };
}

/** An X-property has no known type, so its escapes are left in it. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([\\;,nN])/g, (_, it: string) =>
    it.toLowerCase() === 'n' ? '\n' : it,
  );
}
