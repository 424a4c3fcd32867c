import { randomUUID } from 'node:crypto';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { organisationByCode } from '../organisation/directory/organisation.queries.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result, type Warning } from '../platform/result.js';
import { policyOn } from '../policy/policies.js';
import { clinicianByCode, clinicianById, findClinician } from './clinician.queries.js';
import { lockClinician } from './eligibility.queries.js';
import { Employment, type WorkingTimeStatus } from './employment.entity.js';
import { standsAtOnce } from './employment.queries.js';
import { checkCode, checkDays } from './rules/clinician-details.js';
import { defaultSessionMinutes } from './rules/session-length.js';
import { workforceWarnings } from './workforce.warnings.js';

export interface EmployClinician {
  readonly clinician: { readonly id: string } | { readonly code: string };
  /** Proves that the employer knows a clinician whom it cannot see yet. */
  readonly registrationNumber?: string;
  readonly employer: string;
  readonly contractedMinutesPerWeek: number;
  /** By default what policy says for the role. */
  readonly sessionMinutes?: number;
  readonly workingTimeStatus: WorkingTimeStatus;
  readonly from: string;
  readonly to?: string;
}

/**
 * Records a clinician's job with an employer. It takes effect at once if it follows on from a job with the same
 * employer, or if the employer put the clinician on record and nobody else has employed them. Any other job waits until
 * the clinician accepts it, because it gives the employer access to their record; it does not reveal whether they work
 * elsewhere. If the viewer sees the clinician, the clinician is locked first, as on acceptance, so that no other
 * employer's job takes effect in the meantime. Refused: an unknown clinician or employer, hours out of range, a second
 * job with the same employer on one day. More than the working week of the regulations gives a warning.
 */
export async function employClinician(
  tx: Tx,
  viewer: Viewer,
  input: EmployClinician,
): Promise<Result<{ employmentId: string; warnings: readonly Warning[] }>> {
  const employer = await organisationByCode(tx.db, input.employer, input.from);
  const barred = refusalOf(viewer, tx.scope, 'employClinician', { organisationId: employer?.id ?? null });
  if (barred !== undefined) return refuse(barred);
  if (employer === undefined) throw new Error('the permission table let a viewer without an organisation employ');

  const clinician = await clinicianOf(tx, input);
  if (clinician === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['clinician'],
      message:
        'You cannot see such a clinician. To employ one who works elsewhere, give their code together with their registration number.',
    });
  }
  const problems = problemsOf(input);
  if (problems.length > 0) return { ok: false, problems };

  const sessionMinutes = input.sessionMinutes ?? defaultSessionMinutes(clinician.roleCode, input.from);
  if (sessionMinutes === undefined) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['sessionMinutes'],
      message: 'No policy gives the length of a session on the first day. Give it here.',
    });
  }
  // A viewer who does not see them locks nothing, and has to wait for their answer anyway.
  await lockClinician(tx.db, clinician.id);
  const employment = tx.em.create(Employment, {
    id: randomUUID(),
    clinicianId: clinician.id,
    employerId: employer.id,
    contractedMinutesPerWeek: input.contractedMinutesPerWeek,
    sessionMinutes,
    workingTimeStatus: input.workingTimeStatus,
    validFrom: input.from,
    validTo: input.to ?? null,
    state: (await standsAtOnce(tx.db, clinician.id, input.from)) ? 'ACCEPTED' : 'OFFERED',
  });
  await tx.em.flush();
  return ok({ employmentId: employment.id, warnings: longWeek(input, clinician.workingTimeOptOut ?? false) });
}

/** Source: policy WORKING_WEEK, for workers who did not opt out. This employer cannot see the person's other jobs. */
function longWeek(input: EmployClinician, optedOut: boolean): Warning[] {
  const week = policyOn('WORKING_WEEK', input.from);
  const minutes = input.contractedMinutesPerWeek;
  if (week === undefined || optedOut || input.workingTimeStatus !== 'WORKER' || minutes <= week.value * 60) return [];
  const message = `${minutes} minutes a week are more than ${week.value} hours, the longest average week without an opt-out (${week.where}).`;
  return [{ code: workforceWarnings.OVER_WORKING_WEEK, field: ['contractedMinutesPerWeek'], message }];
}

async function clinicianOf(
  tx: Tx,
  input: EmployClinician,
): Promise<{ id: string; roleCode: string; workingTimeOptOut?: boolean } | undefined> {
  const { clinician, registrationNumber } = input;
  if ('id' in clinician) return clinicianById(tx.db, clinician.id);
  const code = checkCode(clinician.code);
  if (!code.ok) return undefined; // no clinician has such a code
  const seen = await clinicianByCode(tx.db, code.value);
  const number = registrationNumber?.replace(/ /g, '').toUpperCase() ?? '';
  return seen !== undefined || !/^[A-Z0-9]+$/.test(number) ? seen : findClinician(tx.db, code.value, number);
}

function problemsOf(input: EmployClinician): Problem[] {
  const problems: Problem[] = [];
  const invalid = (field: string, message: string) =>
    problems.push({ code: generalProblems.INVALID_INPUT, field: [field], message });
  const longest = policyOn('CONTRACTED_WEEK_LONGEST', input.from);
  const most = (longest?.value ?? 7 * 24) * 60;
  if (input.contractedMinutesPerWeek < 0 || input.contractedMinutesPerWeek > most) {
    const why = longest === undefined ? '' : `, what daily and weekly rest leave of it (${longest.where})`;
    const message = `A job has 0 to ${most} minutes a week${why}. 37.5 hours are 2250.`;
    invalid('contractedMinutesPerWeek', message);
  }
  if (input.sessionMinutes != null && (input.sessionMinutes < 30 || input.sessionMinutes > 720)) {
    invalid('sessionMinutes', 'A session is 30 to 720 minutes long; a GP session is 250 by default.');
  }
  const days = checkDays(input.from, input.to, 'to');
  return days.ok ? problems : [...problems, ...days.problems];
}
