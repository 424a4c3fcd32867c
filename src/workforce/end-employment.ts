import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { containsDay } from '../time/interval.js';
import { addDays, londonDay } from '../time/london.js';
import { assignmentsBetween, horizonDays } from './absence.queries.js';
import { lockEmployment, permittedEmployment } from './employment-for-change.js';
import { endWhatHangsOn, releasesOf } from './employment.queries.js';
import { clashesInWords } from './rules/clash-wording.js';
import { workforceProblems } from './workforce.problems.js';

export interface EndEmployment {
  readonly employmentId: string;
  /** The first day on which it no longer applies. */
  readonly on: string;
}

/**
 * Ends an employment, and with it what it releases to pools and its working pattern. Locks the clinician first, as an
 * assignment does, so that nobody is assigned on the basis of a job that is ending. Refused while published sessions
 * from that day on depend on it, and no release from another job covers them.
 */
export async function endEmployment(
  tx: Tx,
  viewer: Viewer,
  input: EndEmployment,
): Promise<Result<{ employmentId: string }>> {
  const permitted = await permittedEmployment(tx, viewer, 'endEmployment', input.employmentId);
  if (!permitted.ok) return permitted;
  const locked = await lockEmployment(tx, permitted.value);
  if (!locked.ok) return locked;
  const employment = locked.value;
  if (input.on <= employment.validFrom || (employment.validTo != null && input.on > employment.validTo)) {
    const last = employment.validTo == null ? '' : ` and not after ${employment.validTo}, when it ends anyway`;
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['on'],
      message: `Choose a day after ${employment.validFrom}, its first day${last}.`,
    });
  }

  const from = input.on > tx.scope.today ? input.on : tx.scope.today;
  const assigned = await assignmentsBetween(
    tx.db,
    employment.clinicianId,
    `${input.on}T00:00:00Z`,
    `${addDays(from, horizonDays)}T00:00:00Z`,
  );
  const releases = await releasesOf(tx.db, [employment.clinicianId]);
  const carried = (day: string) =>
    releases.some((release) => release.employmentId !== employment.id && containsDay(release, day));
  const clashes = assigned.filter(({ start }) => {
    const day = londonDay(start);
    return day >= input.on && !carried(day);
  });
  if (clashes.length > 0) {
    return refuse({
      code: workforceProblems.EMPLOYMENT_CLASHES,
      field: ['on'],
      message: `${clashesInWords(clashes)} Have someone else assigned there first, or choose a later day.`,
    });
  }
  await endWhatHangsOn(tx.db, employment.id, input.on);
  employment.validTo = input.on;
  await tx.em.flush();
  return ok({ employmentId: employment.id });
}
