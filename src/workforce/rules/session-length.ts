import { policyOn } from '../../policy/policies.js';

/**
 * How long a session of the role is by default on the day, in minutes: for a GP what the policy `GP_SESSION` says, for
 * everyone else half a day of the full-time week (policy `FULL_TIME_WEEK` over five days). Undefined if no policy was
 * set for that day. Source: BMA model contract; the half day is an assumption of ours.
 */
export function defaultSessionMinutes(roleCode: string, day: string): number | undefined {
  if (roleCode === 'GP') return policyOn('GP_SESSION', day)?.value;
  const fullTimeHours = policyOn('FULL_TIME_WEEK', day)?.value;
  return fullTimeHours && Math.round((fullTimeHours * 60) / 10);
}
