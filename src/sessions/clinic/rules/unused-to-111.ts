import { ok, type Problem, refuse, type Result } from '../../../platform/result.js';
import { containsDay } from '../../../time/interval.js';
import { londonInstant } from '../../../time/london.js';

/** What opens a clinic's free slots to NHS 111 on the day: a time of its own, its network's default, or nothing. */
export type UnusedTo111Policy = 'CLINIC_TIME' | 'NETWORK_DEFAULT' | 'NEVER';

/** What a clinic says of its unused slots. It has a London time of its own with CLINIC_TIME, and then only. */
export interface UnusedTo111 {
  readonly unusedTo111Policy: UnusedTo111Policy;
  readonly unusedTo111From: string | null;
}

/** What a network says for sessions held on the days `[from, to)`: a London time, or null for no default. */
export interface UnusedTo111Default {
  readonly from: string;
  readonly to: string | null;
  readonly unusedTo111From: string | null;
}

/** The network's time for sessions held on the day; null for none. */
export function defaultOn(defaults: readonly UnusedTo111Default[], day: string): string | null {
  return defaults.find((each) => containsDay(each, day))?.unusedTo111From ?? null;
}

/** From when on the free slots of a session held on the day are also for NHS 111, in milliseconds; null for never. */
export function to111At(
  { unusedTo111Policy, unusedTo111From }: UnusedTo111,
  day: string,
  defaults: readonly UnusedTo111Default[],
): number | null {
  const time = unusedTo111Policy === 'NETWORK_DEFAULT' ? defaultOn(defaults, day) : unusedTo111From;
  return time === null ? null : londonInstant(day, time);
}

/** What a new clinic says unless it is told otherwise. */
export const unusedTo111Unsaid: UnusedTo111 = { unusedTo111Policy: 'NETWORK_DEFAULT', unusedTo111From: null };

/**
 * What a clinic says from now on. A time alone is its own, null alone is never, and nothing leaves what stands.
 * Refuses `INVALID_INPUT`: CLINIC_TIME without a time, and a time with another policy.
 */
export function unusedTo111Of(
  asked: { readonly [Part in keyof UnusedTo111]?: UnusedTo111[Part] | null | undefined } | undefined,
  { unusedTo111Policy: stands, unusedTo111From: standing }: UnusedTo111,
): Result<UnusedTo111> {
  const { unusedTo111Policy: policy, unusedTo111From: time } = asked ?? {};
  if (policy == null) {
    if (time === undefined) return ok({ unusedTo111Policy: stands, unusedTo111From: standing });
    return ok({ unusedTo111Policy: time === null ? 'NEVER' : 'CLINIC_TIME', unusedTo111From: time });
  }
  if (policy !== 'CLINIC_TIME') {
    return time == null
      ? ok({ unusedTo111Policy: policy, unusedTo111From: null })
      : refuse(wrong(`A time is the clinic’s own. Leave it out with ${policy}, or choose CLINIC_TIME.`));
  }
  const own = time === undefined ? standing : time;
  return own === null
    ? refuse(wrong('With CLINIC_TIME, say from what time NHS 111 may book what is free.'))
    : ok({ unusedTo111Policy: policy, unusedTo111From: own });
}

function wrong(message: string): Problem {
  return { code: 'INVALID_INPUT', field: ['slotPlan', 'unusedTo111From'], message };
}
