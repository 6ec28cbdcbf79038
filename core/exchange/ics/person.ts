import type ICAL from 'ical.js';

/** Whom an event is for: our own member id, else an attendee, else its title. */
export function personOf(event: ICAL.Component): {
  readonly label: string;
  readonly isMemberId: boolean;
} {
  const member = event.getFirstPropertyValue('x-watchbill-member');
  if (member !== null) return { label: unescaped(String(member)), isMemberId: true };
  const attendee = event.getFirstProperty('attendee');
  const name = attendee?.getParameter('cn');
  if (typeof name === 'string' && name !== '') return { label: name, isMemberId: false };
  const address =
    attendee === null ? '' : String(attendee.getFirstValue()).replace(/^mailto:/i, '');
  const title = event.getFirstPropertyValue('summary');
  return {
    label: address !== '' ? address : title === null ? '' : String(title),
    isMemberId: false,
  };
}

/** An X-property has no known type, so its escapes are left in it. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([\\;,nN])/g, (_, it: string) =>
    it.toLowerCase() === 'n' ? '\n' : it,
  );
}
