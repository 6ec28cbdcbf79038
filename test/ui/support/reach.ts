import { expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import { tick } from 'svelte';

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** What a person can work with on the page as it is. */
function controls(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(focusable)].filter(
    (it) =>
      !it.matches(':disabled, .visually-hidden, [role="grid"], [role="dialog"]') &&
      it.closest('[inert]') === null &&
      it.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  );
}

const called = (it: HTMLElement): string =>
  `${it.localName}.${it.className} “${it.ariaLabel ?? (it.textContent || it.id)}”`;

/** The outlines of an element and of the boxes drawn around it. */
function outlines(it: HTMLElement): string[] {
  const around = [it, it.parentElement, it.parentElement?.parentElement];
  return around.map((at) => {
    if (at === null || at === undefined) return '';
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
    const drawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    return drawn && !/^rgba\(.*, 0\)$/.test(outlineColor) ? outlineColor : '';
  });
}

/** Whether an element that has just got the focus by keyboard shows it: by a ring, its own or around it. */
function isRinged(it: HTMLElement, before: readonly string[]): boolean {
  const [own, ...around] = outlines(it);
  return own !== '' || around.some((ring, n) => ring !== '' && ring !== before[n + 1]);
}

/** Fails with the controls whose focus cannot be seen when it comes by keyboard. */
export async function expectFocusSeen(): Promise<void> {
  // From here on the focus is the keyboard's.
  await userEvent.keyboard('{Tab}');
  const unseen: string[] = [];
  let seen = 0;
  for (const it of controls()) {
    (document.activeElement as HTMLElement | null)?.blur();
    const before = outlines(it);
    it.focus();
    // What is behind a dialog takes none.
    if (document.activeElement !== it) continue;
    if (it.matches(':focus-visible') && isRinged(it, before)) seen += 1;
    else unseen.push(called(it));
  }
  expect(unseen).toEqual([]);
  expect(seen).toBeGreaterThan(0);
}

/** Fails with what no scrolling brings on screen, or what lies under something else when there. */
export async function expectInReach(): Promise<void> {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const lost: string[] = [];
  for (const it of controls()) {
    it.focus();
    // What is behind a dialog is out of reach on purpose.
    if (document.activeElement !== it) continue;
    // A menu closes once the focus is elsewhere.
    await tick();
    it.scrollIntoView({ block: 'center', inline: 'center' });
    const { left, right, top, bottom } = it.getBoundingClientRect();
    const inside = left >= -1 && top >= -1 && right <= width + 1 && bottom <= height + 1;
    if (!inside || !isHit(it, (left + right) / 2, (top + bottom) / 2)) lost.push(called(it));
  }
  expect(lost).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
}

function isHit(it: HTMLElement, x: number, y: number): boolean {
  const hit = document.elementFromPoint(x, y);
  return hit !== null && (it.contains(hit) || hit.contains(it) || hit.closest('label') === it);
}

/** Fails with texts that are cut off where nothing scrolls and nothing else says them. */
export function expectNothingCut(): void {
  const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((it) => {
    const hasText = [...it.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    if (!hasText || it.closest('.visually-hidden') !== null || !it.checkVisibility()) return false;
    const { overflowX, overflowY } = getComputedStyle(it);
    const wide = /hidden|clip/.test(overflowX) && it.scrollWidth > it.clientWidth + 1;
    const high = /hidden|clip/.test(overflowY) && it.scrollHeight > it.clientHeight + 2;
    return (wide || high) && it.closest('[title], [aria-label]') === null;
  });
  expect(cut.map(called)).toEqual([]);
}
