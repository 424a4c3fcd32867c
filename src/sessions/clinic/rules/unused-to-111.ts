import { ok, type Problem, refuse, type Result } from '../../../platform/result.js';
import { containsDay } from '../../../time/interval.js';
import { londonInstant } from '../../../time/london.js';

/** What opens a clinic's free slots to NHS 111 on the day: its own time, its network's default, or nothing. */
export type UnusedTo111Policy = 'CLINIC_TIME' | 'NETWORK_DEFAULT' | 'NEVER';

/** A clinic's setting for its unused slots. It has its own London time with CLINIC_TIME only. */
export interface UnusedTo111 {
  readonly unusedTo111Policy: UnusedTo111Policy;
  readonly unusedTo111From: string | null;
}

/** A network's setting for sessions held on the days `[from, to)`: a London time, or null for no default. */
export interface UnusedTo111Default {
  readonly from: string;
  readonly to: string | null;
  readonly unusedTo111From: string | null;
}

/** The network's time for sessions held on the day; null for none. */
export function defaultOn(defaults: readonly UnusedTo111Default[], day: string): string | null {
  return defaults.find((each) => containsDay(each, day))?.unusedTo111From ?? null;
}

/** When the free slots of a session held on the day open to NHS 111 as well, in milliseconds; null for never. */
export function to111At(
  { unusedTo111Policy, unusedTo111From }: UnusedTo111,
  day: string,
  defaults: readonly UnusedTo111Default[],
): number | null {
  const time = unusedTo111Policy === 'NETWORK_DEFAULT' ? defaultOn(defaults, day) : unusedTo111From;
  return time === null ? null : londonInstant(day, time);
}

/** The setting of a new clinic unless the request says otherwise. */
export const unusedTo111Unsaid: UnusedTo111 = { unusedTo111Policy: 'NETWORK_DEFAULT', unusedTo111From: null };

/**
 * A clinic's new setting. A time without a policy means CLINIC_TIME, null without a policy means NEVER, and neither
 * keeps the present setting. Refuses `INVALID_INPUT`: CLINIC_TIME without a time, or a time with another policy.
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
      : refuse(wrong(`A time belongs to CLINIC_TIME only. Leave it out with ${policy}, or choose CLINIC_TIME.`));
  }
  const own = time === undefined ? standing : time;
  return own === null
    ? refuse(wrong('With CLINIC_TIME, say from what time NHS 111 may book what is free.'))
    : ok({ unusedTo111Policy: policy, unusedTo111From: own });
}

function wrong(message: string): Problem {
  return { code: 'INVALID_INPUT', field: ['slotPlan', 'unusedTo111From'], message };
}
