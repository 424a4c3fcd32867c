import type { PlannedPost, PlannedSlot } from '../../../sessions/clinic/rules/clinic-plan.js';
import { slotsHeldFor111 } from '../../../sessions/clinic/rules/slot-times.js';

/** A post as it is now; `filled` if someone is assigned to it. */
export interface StandingPost {
  readonly number: number;
  readonly line: number;
  readonly roleCode: string;
  readonly filled: boolean;
}

/** A slot as it is now. Instants are milliseconds. */
export interface StandingSlot {
  readonly number: number;
  readonly postNumber: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly releasedAt: number;
  readonly heldFor111: boolean;
  readonly taken: boolean;
}

/** A post or slot of the new form; `isNew` if it replaces no earlier one. */
export interface FormedPost extends PlannedPost {
  readonly isNew: boolean;
}
export interface FormedSlot extends Omit<PlannedSlot, 'releasedAt'> {
  /** Null is now. */
  readonly releasedAt: number | null;
  readonly isNew: boolean;
}

/** What happens to a session's posts and slots, by the numbers that they keep. */
export interface SessionForm {
  readonly posts: readonly FormedPost[];
  readonly slots: readonly FormedSlot[];
  readonly gonePosts: readonly number[];
  readonly goneSlots: readonly number[];
  /** Taken slots that do not fit the new form: the session cannot take it while there are any. */
  readonly homeless: readonly number[];
}

interface Standing {
  readonly posts: readonly StandingPost[];
  readonly slots: readonly StandingSlot[];
}

interface Target {
  readonly posts: readonly PlannedPost[];
  readonly slots: readonly PlannedSlot[];
  readonly heldFor111: number;
  /** By how much the session's start moves, in milliseconds. */
  readonly shift: number;
}

/**
 * Lays a new form over a session, changing as little as possible. Posts keep their role; those that are filled or have
 * taken slots are kept first. Within a post, a taken slot keeps its time if the new form has it; otherwise it goes to
 * the nearest one, counted from the session's start. Free slots follow in order. What is left over is removed, and what
 * is missing is added with numbers not used before.
 * @param now the instant, in milliseconds.
 */
export function formOf(standing: Standing, target: Target, now: number): SessionForm {
  const taken = new Set(standing.slots.filter((slot) => slot.taken).map(({ postNumber }) => postNumber));
  const posts = formPosts(standing.posts, target.posts, taken);
  const numbers = new Map(target.posts.map(({ number }, index) => [number, posts[index]?.number ?? number]));
  const goneSlots: number[] = [];
  const homeless: number[] = [];
  const formed: (Omit<FormedSlot, 'number'> & { readonly was: StandingSlot | undefined })[] = [];
  const staying = new Set(posts.map(({ number }) => number));
  for (const slot of standing.slots) {
    if (!staying.has(slot.postNumber)) (slot.taken ? homeless : goneSlots).push(slot.number);
  }
  for (const { number: planned } of target.posts) {
    const postNumber = numbers.get(planned) ?? planned;
    const times = target.slots.filter((slot) => slot.postNumber === planned);
    const paired = pair(
      standing.slots.filter((slot) => slot.postNumber === postNumber),
      times,
      target.shift,
    );
    homeless.push(...paired.homeless);
    goneSlots.push(...paired.gone);
    for (const [index, time] of times.entries()) {
      const was = paired.by[index];
      const releasedAt = time.releasedAt ?? (was === undefined ? null : was.releasedAt <= now ? was.releasedAt : null);
      formed.push({ ...time, postNumber, releasedAt, isNew: was === undefined, was });
    }
  }
  formed.sort((a, b) => a.startsAt - b.startsAt || a.postNumber - b.postNumber);
  let last = Math.max(0, ...standing.slots.map(({ number }) => number));
  const held = heldOf(formed, target.heldFor111);
  return {
    posts,
    slots: formed.map(({ was, ...slot }, index) => ({
      ...slot,
      number: was?.number ?? (last += 1),
      heldFor111: held.has(index),
    })),
    gonePosts: standing.posts.map(({ number }) => number).filter((number) => !staying.has(number)),
    goneSlots,
    homeless,
  };
}

function formPosts(
  standing: readonly StandingPost[],
  target: readonly PlannedPost[],
  taken: ReadonlySet<number>,
): FormedPost[] {
  const queues = new Map<string, StandingPost[]>();
  for (const [role, wanted] of Map.groupBy(target, ({ roleCode }) => roleCode)) {
    const weight = (post: StandingPost) => (post.filled ? 2 : 0) + (taken.has(post.number) ? 1 : 0);
    const kept = standing
      .filter(({ roleCode }) => roleCode === role)
      .toSorted((a, b) => weight(b) - weight(a) || a.number - b.number)
      .slice(0, wanted.length)
      .toSorted((a, b) => a.number - b.number);
    queues.set(role, kept);
  }
  let last = Math.max(0, ...standing.map(({ number }) => number));
  return target.map(({ line, roleCode }) => {
    const post = queues.get(roleCode)?.shift();
    return { number: post?.number ?? (last += 1), line, roleCode, isNew: post === undefined };
  });
}

interface Paired {
  /** For each of the new times, by index, the slot that takes it. */
  readonly by: readonly (StandingSlot | undefined)[];
  readonly gone: readonly number[];
  readonly homeless: readonly number[];
}

function pair(slots: readonly StandingSlot[], times: readonly PlannedSlot[], shift: number): Paired {
  const by: (StandingSlot | undefined)[] = times.map(() => undefined);
  const inOrder = slots.toSorted((a, b) => a.startsAt - b.startsAt);
  const taken = inOrder.filter((slot) => slot.taken);
  const moved = taken.filter((slot) => {
    const same = times.findIndex(({ startsAt }) => startsAt === slot.startsAt);
    if (same === -1) return true;
    by[same] = slot;
    return false;
  });
  const homeless: number[] = [];
  for (const slot of moved) {
    const wanted = slot.startsAt + shift;
    const open = times.map((time, index) => ({ index, away: Math.abs(time.startsAt - wanted) }));
    const nearest = open.filter(({ index }) => by[index] === undefined).sort((a, b) => a.away - b.away)[0];
    if (nearest === undefined) homeless.push(slot.number);
    else by[nearest.index] = slot;
  }
  const free = inOrder.filter((slot) => !slot.taken);
  for (const [index, slot] of by.entries()) if (slot === undefined) by[index] = free.shift();
  return { by, gone: free.map(({ number }) => number), homeless };
}

/**
 * Which slots are held for 111, by index. They are spread as the plan says, unless that would change the side of a
 * taken slot. Then taken slots stay as they are and the rest are spread over the free ones.
 */
function heldOf(
  slots: readonly (Omit<FormedSlot, 'number'> & { readonly was: StandingSlot | undefined })[],
  count: number,
): ReadonlySet<number> {
  const all = slots.map((slot, index) => ({ index, slot }));
  const changesSides = all.some(({ slot }) => slot.was?.taken === true && slot.was.heldFor111 !== slot.heldFor111);
  if (!changesSides) return new Set(all.filter(({ slot }) => slot.heldFor111).map(({ index }) => index));
  const fixed = all.filter(({ slot }) => slot.was?.taken === true && slot.was.heldFor111);
  const free = all.filter(({ slot }) => slot.was?.taken !== true);
  const more = Math.min(Math.max(0, count - fixed.length), free.length);
  const chosen = slotsHeldFor111(
    free.map(({ index, slot }) => ({ slotNumber: index, start: slot.startsAt, end: slot.endsAt })),
    more,
  );
  return new Set([...fixed.map(({ index }) => index), ...(chosen.ok ? chosen.value : [])]);
}
