import type { Problem } from '../../../platform/result.js';
import { type ClinicPlan, postsOf, slotsOf } from '../../../sessions/clinic/rules/clinic-plan.js';
import { to111At, type UnusedTo111Default } from '../../../sessions/clinic/rules/unused-to-111.js';
import { overMidnight } from '../../../sessions/publication/rules/plan-sessions.js';
import { londonInstant } from '../../../time/london.js';
import { formOf, type SessionForm, type StandingPost, type StandingSlot } from './session-form.js';

/** The form of a session as it is now. Instants are milliseconds. */
export interface StandingSession {
  readonly sessionOn: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly poolAt: number;
  readonly to111At: number | null;
  readonly posts: readonly StandingPost[];
  readonly slots: readonly (StandingSlot & { readonly deliveryModes: readonly string[] })[];
}

/** The form that a session takes, apart from room and places, and whether it changes anything. */
export interface Reshaped {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly poolAt: number;
  readonly to111At: number | null;
  readonly form: SessionForm;
  readonly retimed: boolean;
  readonly differs: boolean;
  readonly problems: readonly Problem[];
}

const minuteMs = 60_000;

/**
 * A session of a series in the series' form. Its unused places return as long before its start as they did.
 * @param defaults what the network says about unused slots.
 * @param now the instant, in milliseconds. Precondition: the plan passes `checkClinicPlan`.
 */
export function reshape(
  session: StandingSession,
  plan: ClinicPlan,
  defaults: readonly UnusedTo111Default[],
  now: number,
): Reshaped {
  const startsAt = londonInstant(session.sessionOn, plan.startTime);
  const endsAt = startsAt + plan.durationMinutes * minuteMs;
  const shift = startsAt - session.startsAt;
  const planned = slotsOf(plan, { start: startsAt, end: endsAt, day: session.sessionOn });
  const target = {
    posts: postsOf(plan.lines),
    slots: planned.ok ? planned.value : [],
    heldFor111: plan.heldFor111,
    shift,
  };
  const form = formOf(session, target, now);
  const retimed = shift !== 0 || endsAt !== session.endsAt;
  const poolAt = session.poolAt + shift;
  const for111 = to111At(plan, session.sessionOn, defaults);
  return {
    startsAt,
    endsAt,
    poolAt,
    to111At: for111,
    form,
    retimed,
    differs: retimed || for111 !== session.to111At || formDiffers(session, form, plan),
    problems: [
      ...overMidnight({ start: startsAt, end: endsAt }, session.sessionOn),
      ...(planned.ok ? [] : planned.problems),
    ],
  };
}

function formDiffers(session: StandingSession, form: SessionForm, plan: ClinicPlan): boolean {
  if (form.gonePosts.length + form.goneSlots.length + form.homeless.length > 0) return true;
  const posts = new Map(session.posts.map((post) => [post.number, post]));
  if (form.posts.some(({ number, line, isNew }) => isNew || posts.get(number)?.line !== line)) return true;
  const slots = new Map(session.slots.map((slot) => [slot.number, slot]));
  return form.slots.some((slot) => {
    const was = slots.get(slot.number);
    return (
      was === undefined ||
      was.startsAt !== slot.startsAt ||
      was.endsAt !== slot.endsAt ||
      was.releasedAt !== slot.releasedAt ||
      was.heldFor111 !== slot.heldFor111 ||
      was.deliveryModes.toSorted().join() !== plan.deliveryModes.toSorted().join()
    );
  });
}
