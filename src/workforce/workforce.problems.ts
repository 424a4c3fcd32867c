import { codesOf } from '../platform/problem-codes.js';
import type { Problem } from '../platform/result.js';

/** Why a change to the workforce, or a clinician for some work, is refused. */
export const workforceProblemWords = {
  REGISTRATION_MALFORMED: 'The number does not have the form that this register uses.',
  REGISTRATION_NEEDED: 'This role needs a registration with its register.',
  REGISTRATION_TAKEN: 'A clinician with this registration is already on record.',
  REGISTRATION_OVERLAPS: 'The clinician is already registered there on some of these days.',
  CLINICIAN_CODE_TAKEN: 'Another clinician has this code.',
  WEEKLY_WINDOW_MALFORMED: 'A weekly window needs two times of one day, the second after the first.',
  WEEKLY_WINDOWS_OVERLAP: 'Two windows of the pattern cover the same time.',
  EMPLOYMENT_OVERLAPS: 'A clinician has one employment with an employer at a time.',
  EMPLOYMENT_ENDED: 'The employment does not run on these days.',
  EMPLOYMENT_WAITS: 'The clinician has not accepted this job, so nothing can depend on it.',
  EMPLOYMENT_DECIDED: 'The proposed job has already been accepted, declined or withdrawn.',
  EMPLOYMENT_CLASHES: 'Published sessions depend on this employment after its end.',
  RELEASE_OVERLAPS: 'The employment is already released to this PCN on some of these days.',
  RELEASE_EXCEEDS_CONTRACT: 'No more than the contracted time can be released to pools.',
  COMMITMENT_CLASHES: 'The clinician is assigned to published sessions at this time.',
  LEAVE_OVERLAPS: 'The clinician already has leave, asked for or approved, at some of this time.',
  LEAVE_CLASHES: 'Published sessions are staffed by the clinician during the leave.',
  LEAVE_DECIDED: 'The leave is not waiting for a decision.',
  ROLE_NOT_PERMITTED: 'The service or the post is not for this role.',
  SKILL_MISSING: 'The clinician lacks a skill that the service requires.',
  REGISTRATION_NOT_VALID: "The role's registration is not valid on the day.",
  UNDIFFERENTIATED_NOT_PERMITTED: 'The role may not see patients whose problem nobody has assessed yet.',
  TRIAGE_NOT_PERMITTED: 'The role may not triage.',
  SUPERVISOR_NEEDED: 'The role needs a named GP supervisor.',
  SUPERVISOR_NOT_FIT: 'This person cannot be the named supervisor.',
} as const;

export const workforceProblems = codesOf(workforceProblemWords);

/** What the database itself refuses, by constraint name. */
export const workforceConstraints: Readonly<Record<string, Problem>> = {
  clinician_code_key: {
    code: workforceProblems.CLINICIAN_CODE_TAKEN,
    field: ['code'],
    message: 'Another clinician has this code. Choose another one, or leave it out and one will be made.',
  },
  registration_number_once: {
    code: workforceProblems.REGISTRATION_TAKEN,
    field: ['registrations'],
    message:
      'A clinician with this registration is already on record. Do not register them again: employ them by their code and registration number.',
  },
  registration_days_once: {
    code: workforceProblems.REGISTRATION_OVERLAPS,
    field: ['from'],
    message: 'The clinician already has this registration on some of these days. End it first, or choose other days.',
  },
  employment_once: {
    code: workforceProblems.EMPLOYMENT_OVERLAPS,
    field: ['from'],
    message:
      'The clinician is already employed here, or has been proposed a job, on some of these days. End or withdraw that one first, or choose other days.',
  },
  pool_release_once: {
    code: workforceProblems.RELEASE_OVERLAPS,
    field: ['pcn'],
    message: 'This employment is already released to this PCN on some of these days. Choose other days.',
  },
  leave_once: {
    code: workforceProblems.LEAVE_OVERLAPS,
    field: ['startsAt'],
    message:
      'There is already leave, asked for or approved, at some of this time. Withdraw that first, or choose another time.',
  },
};
