import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import {
  createGlance,
  glanceSize,
  type GlanceEvents,
  type GlanceWindow,
} from '../../../main/windows/glance.ts';
import { FixedClock } from '../../support/clock.ts';

const nowhere = { x: 0, y: 0, width: 0, height: 0 };
const icon = { x: 1_400, y: 0, width: 24, height: 30 };
const workArea = { x: 0, y: 30, width: 1_440, height: 870 };

/** A window that is only its state. */
class PlainWindow implements GlanceWindow {
  readonly contents = {} as WebContents;
  readonly events: GlanceEvents;
  at: readonly [number, number] | null = null;
  visible = false;
  destroyed = false;

  constructor(events: GlanceEvents) {
    this.events = events;
  }

  isVisible = (): boolean => this.visible;
  setPosition(x: number, y: number): void {
    this.at = [x, y];
  }
  show(): void {
    this.visible = true;
  }
  hide(): void {
    this.visible = false;
  }
  destroy(): void {
    this.destroyed = true;
    this.visible = false;
    this.events.closed();
  }
}

function setUp(pointer = { x: 700, y: 890 }) {
  const clock = new FixedClock();
  const made: PlainWindow[] = [];
  const glance = createGlance({
    clock,
    pointer: () => pointer,
    workAreaAt: () => workArea,
    newWindow(events) {
      const window = new PlainWindow(events);
      made.push(window);
      return window;
    },
  });
  const newest = () => {
    const window = made.at(-1);
    if (window === undefined) throw new Error('no window was made');
    return window;
  };
  return { clock, glance, made, newest };
}

test('no window is made before it is asked for', () => {
  const { glance, made } = setUp();
  expect(made).toEqual([]);
  expect(glance.contents()).toEqual([]);
});

test('it opens at the icon where the platform tells where that is, whole inside the work area', () => {
  const { glance, newest } = setUp();
  glance.toggle(icon);
  expect(newest().visible).toBe(true);
  expect(newest().at).toEqual([workArea.width - glanceSize.width - 8, 38]);
  expect(glance.contents()).toEqual([newest().contents]);
});

test('elsewhere it opens near the pointer, above a panel at the bottom', () => {
  const { glance, newest } = setUp();
  glance.toggle(nowhere);
  expect(newest().at).toEqual([520, 442]);
});

test('a second click closes it, one after that opens it again where it is clicked now', async () => {
  const { clock, glance, made, newest } = setUp();
  glance.toggle(icon);
  glance.toggle(icon);
  expect(newest().visible).toBe(false);
  await clock.advance(300);
  glance.toggle({ ...icon, x: 200 });
  expect(newest().visible).toBe(true);
  expect(newest().at).toEqual([32, 38]);
  expect(made).toHaveLength(1);
});

test('the click that takes the keyboard from it closes it, and does not open it again', async () => {
  const { clock, glance, newest } = setUp();
  glance.toggle(icon);
  newest().events.left();
  expect(newest().visible).toBe(false);
  await clock.advance(100);
  glance.toggle(icon);
  expect(newest().visible).toBe(false);
  await clock.advance(200);
  glance.toggle(icon);
  expect(newest().visible).toBe(true);
});

test('unused for a minute it is destroyed, however often it lost the keyboard meanwhile', async () => {
  const { clock, glance, made, newest } = setUp();
  glance.toggle(icon);
  await clock.advance(600_000);
  expect(newest().destroyed).toBe(false);
  newest().events.left();
  await clock.advance(59_000);
  newest().events.left();
  expect(newest().destroyed).toBe(false);
  await clock.advance(1_100);
  expect(newest().destroyed).toBe(true);
  expect(glance.contents()).toEqual([]);
  expect(clock.armed.count).toBe(0);
  glance.toggle(icon);
  expect(made).toHaveLength(2);
  expect(newest().visible).toBe(true);
});

test('used again within the minute it stays for as long as it is open', async () => {
  const { clock, glance, newest } = setUp();
  glance.toggle(icon);
  newest().events.left();
  await clock.advance(50_000);
  glance.toggle(icon);
  await clock.advance(600_000);
  expect(newest().destroyed).toBe(false);
  expect(newest().visible).toBe(true);
});

test('closed by its own page it leaves no timer, and the next click makes a new one', async () => {
  const { clock, glance, made, newest } = setUp();
  glance.toggle(icon);
  glance.close();
  newest().destroy();
  expect(clock.armed.count).toBe(0);
  await clock.advance(1_000);
  glance.toggle(icon);
  expect(made).toHaveLength(2);
  glance.dispose();
  expect(newest().destroyed).toBe(true);
  expect(clock.armed.count).toBe(0);
});
