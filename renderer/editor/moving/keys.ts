import type { Grip } from '../timeline/snap.ts';
import type { Spot } from '../timeline/walk.ts';
import type { Hand } from './hand.svelte.ts';

/**
 * What keys do with the shift that has the focus: with Alt it is carried by steps; with Alt and
 * Shift, left and right move its end, up and down its start; Enter puts it down, Escape leaves it. Says whether the key was one of these.
 */
export function carry(hand: Hand, event: KeyboardEvent, spot: Spot): boolean {
  if (hand.asked !== null) return false;
  const taken = event.altKey ? step(hand, event, spot) : settle(hand, event);
  if (taken) event.preventDefault();
  return taken;
}

function step(hand: Hand, { key, shiftKey }: KeyboardEvent, spot: Spot): boolean {
  const pace = (shiftKey ? stretching : carrying)[key];
  if (pace === undefined) return false;
  if (hand.held === null) hand.take(spot, pace.grip, 'keys');
  else hand.grip(pace.grip);
  if (hand.held !== null && hand.asked === null) pace.go(hand);
  return true;
}

interface Pace {
  readonly grip: Grip;
  readonly go: (hand: Hand) => void;
}

const by = (grip: Grip, steps: -1 | 1, wholeDay = false): Pace => ({
  grip,
  go: (hand) => hand.nudge(steps, { wholeDay }),
});

/** With Alt. */
const carrying: Readonly<Record<string, Pace>> = {
  ArrowLeft: by('whole', -1),
  ArrowRight: by('whole', 1),
  PageUp: by('whole', -1, true),
  PageDown: by('whole', 1, true),
  ArrowUp: { grip: 'whole', go: (hand) => hand.hand(-1) },
  ArrowDown: { grip: 'whole', go: (hand) => hand.hand(1) },
};

/** With Alt and Shift. */
const stretching: Readonly<Record<string, Pace>> = {
  ArrowLeft: by('end', -1),
  ArrowRight: by('end', 1),
  PageUp: by('end', -1, true),
  PageDown: by('end', 1, true),
  ArrowUp: by('start', -1),
  ArrowDown: by('start', 1),
};

const walking = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Delete', ' '];

function settle(hand: Hand, { key }: KeyboardEvent): boolean {
  if (hand.held?.by !== 'keys') return false;
  if (key === 'Enter') hand.drop();
  else if (key === 'Escape') hand.cancel();
  // Walking away would leave it hanging.
  else return walking.includes(key);
  return true;
}
