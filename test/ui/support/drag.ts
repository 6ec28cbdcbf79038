import { commands, type Locator } from 'vitest/browser';

/** A place on the page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where an element is: its left edge and a bit, its middle, its right edge and a bit less. */
export function pointOf(locator: Locator, part: 'start' | 'middle' | 'end' = 'middle'): Point {
  const { left, right, top, height } = locator.element().getBoundingClientRect();
  const x = part === 'start' ? left + 2 : part === 'end' ? right - 2 : (left + right) / 2;
  return { x, y: top + height / 2 };
}

/** Presses the mouse at a place and takes it to another; it stays pressed. */
export async function drag(from: Point, to: Point): Promise<void> {
  await commands.mouse({ kind: 'move', ...from });
  await commands.mouse({ kind: 'down' });
  await commands.mouse({ kind: 'move', ...to });
}

/** Lets go of the mouse. */
export async function letGo(): Promise<void> {
  await commands.mouse({ kind: 'up' });
}

/** Presses, takes along and lets go. */
export async function dragTo(from: Point, to: Point): Promise<void> {
  await drag(from, to);
  await letGo();
}

/** Presses twice. */
export async function pressTwice({ x, y }: Point): Promise<void> {
  await commands.mouse({ kind: 'double', x, y });
}
