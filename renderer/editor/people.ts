import type { MemberId } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import { listed } from '../../core/text/time.ts';
import type { Watched } from '../../core/tray/workspace.ts';

/** How a person is marked wherever they are shown. */
export interface Look {
  readonly name: string;
  readonly initials: string;
  /** 1–8, by place in the roster. */
  readonly tone: number;
  readonly isMe: boolean;
}

const tones = 8;
const places = new WeakMap<readonly unknown[], Map<string, number>>();
const looks = new WeakMap<Watched, Map<MemberId, Look>>();

/** Name, initials and colour of a member; the colour stays the same in every team and view. */
export function lookOf(watched: Watched, memberId: MemberId): Look {
  const known = looks.get(watched) ?? new Map<MemberId, Look>();
  looks.set(watched, known);
  const look = known.get(memberId) ?? madeLook(watched, memberId);
  known.set(memberId, look);
  return look;
}

function madeLook(watched: Watched, memberId: MemberId): Look {
  const { members } = watched.workspace;
  const placed = places.get(members) ?? new Map(members.map((it, i) => [sameId(it.id), i]));
  places.set(members, placed);
  const name = watched.nameOf(memberId);
  const place = placed.get(sameId(memberId)) ?? sumOf(memberId);
  return {
    name,
    initials: initialsOf(name),
    tone: (place % tones) + 1,
    isMe: watched.isMe(memberId),
  };
}

/** Up to three names; of more, two and how many more. */
export function namesOf(names: readonly string[]): string {
  if (names.length <= 3) return listed(names);
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** The first letters of the first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => Array.from(word ?? '')[0]?.toUpperCase() ?? '').join('');
}

function sumOf(text: string): number {
  let sum = 0;
  for (const unit of text) sum += unit.codePointAt(0) ?? 0;
  return sum;
}
