import { overMidnight } from '../../../sessions/publication/rules/plan-sessions.js';
import { addDays, daysBetween, londonDay, londonInstant, londonTime } from '../../../time/london.js';
import type { Reshaped, StandingSession } from '../../clinic/rules/reshape.js';

/**
 * A session at another time, on the same or another day, in the form that it has: posts, slots and places keep their
 * numbers, and unused places return as long before its start as they did. A slot that is not released yet is released
 * as many days before as it was, at the same time of day; where the slot would have begun by then, as long before its
 * start as it was. Free slots open to NHS 111 at the same time of the new day. Instants are milliseconds.
 */
export function shiftSession(
  session: StandingSession,
  { day, startsAt, now }: { readonly day: string; readonly startsAt: number; readonly now: number },
): Reshaped {
  const shift = startsAt - session.startsAt;
  const endsAt = session.endsAt + shift;
  const later = daysBetween(session.sessionOn, day);
  const released = (at: number, start: number): number => {
    if (at <= now) return at;
    const moved = londonInstant(addDays(londonDay(at), later), londonTime(at));
    return moved < start + shift ? moved : at + shift;
  };
  return {
    startsAt,
    endsAt,
    poolAt: session.poolAt + shift,
    to111At: session.to111At === null ? null : londonInstant(day, londonTime(session.to111At)),
    form: {
      posts: session.posts.map(({ number, line, roleCode }) => ({ number, line, roleCode, isNew: false })),
      slots: session.slots.map((slot) => ({
        number: slot.number,
        postNumber: slot.postNumber,
        startsAt: slot.startsAt + shift,
        endsAt: slot.endsAt + shift,
        releasedAt: released(slot.releasedAt, slot.startsAt),
        heldFor111: slot.heldFor111,
        isNew: false,
      })),
      gonePosts: [],
      goneSlots: [],
      homeless: [],
    },
    retimed: shift !== 0,
    differs: shift !== 0,
    problems: overMidnight({ start: startsAt, end: endsAt }, day),
  };
}
