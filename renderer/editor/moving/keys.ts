import type { Spot } from '../timeline/walk.ts';
import type { Hand } from './hand.svelte.ts';

/**
 * What keys do with the shift that has the focus: with Alt it is carried by steps, with Alt and
 * Shift its end is; Enter puts it down, Escape leaves it. Says whether the key was one of these.
 */
export function carry(hand: Hand, event: KeyboardEvent, spot: Spot): boolean {
  if (hand.asked !== null) return false;
  const taken = event.altKey ? step(hand, event, spot) : settle(hand, event);
  if (taken) event.preventDefault();
  return taken;
}

function step(hand: Hand, event: KeyboardEvent, spot: Spot): boolean {
  const go = stepFor(event.key);
  if (go === null) return false;
  const grip = event.shiftKey ? 'end' : 'whole';
  if (hand.held === null) hand.take(spot, grip, 'keys');
  else hand.grip(grip);
  if (hand.held !== null && hand.asked === null) go(hand);
  return true;
}

function stepFor(key: string): ((hand: Hand) => void) | null {
  switch (key) {
    case 'ArrowLeft':
      return (hand) => hand.nudge(-1);
    case 'ArrowRight':
      return (hand) => hand.nudge(1);
    case 'PageUp':
      return (hand) => hand.nudge(-1, { wholeDay: true });
    case 'PageDown':
      return (hand) => hand.nudge(1, { wholeDay: true });
    case 'ArrowUp':
      return (hand) => hand.hand(-1);
    case 'ArrowDown':
      return (hand) => hand.hand(1);
    default:
      return null;
  }
}

const walking = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Delete', ' '];

function settle(hand: Hand, { key }: KeyboardEvent): boolean {
  if (hand.held?.by !== 'keys') return false;
  if (key === 'Enter') hand.drop();
  else if (key === 'Escape') hand.cancel();
  // Walking away would leave it hanging.
  else return walking.includes(key);
  return true;
}
