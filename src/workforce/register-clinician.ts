import { randomInt, randomUUID } from 'node:crypto';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { checkPlainText } from '../organisation/directory/rules/plain-text.js';
import { toldAt } from '../platform/database/refusals.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../platform/result.js';
import { Clinician } from './clinician.entity.js';
import { clinicianById } from './clinician.queries.js';
import { Registration } from './registration.entity.js';
import { checkCode, checkDays, checkLanguages, checkSkills } from './rules/clinician-details.js';
import { maySupervise } from './rules/fitness-for-service.js';
import { checkRegistration, type RegistrationBody } from './rules/registration.js';
import { readStaffRoles, type StaffRoleRow } from './staff-role.queries.js';
import { workforceProblems } from './workforce.problems.js';

export interface RegisterClinician {
  /** Made if absent. */
  readonly code?: string;
  readonly name: string;
  readonly role: string;
  readonly registrations: readonly {
    readonly body: RegistrationBody;
    readonly number: string;
    /** Today if absent. */
    readonly from?: string;
    readonly to?: string;
  }[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly supervisorId: string | null;
  readonly workingTimeOptOut: boolean;
  readonly synthetic: boolean;
}

/**
 * Puts a person on record under the viewer's organisation, which employs them with another command. Refused: an unknown
 * role, a malformed or missing registration, one that is already on record, a supervisor who is not a GP.
 */
export async function registerClinician(
  tx: Tx,
  viewer: Viewer,
  input: RegisterClinician,
): Promise<Result<{ clinicianId: string }>> {
  const { organisationId } = tx.scope;
  const barred = refusalOf(viewer, tx.scope, 'registerClinician', { organisationId });
  if (barred !== undefined) return refuse(barred);
  if (organisationId === null) throw new Error('the permission table let a viewer without an organisation register');

  const problems: Problem[] = [];
  const take = <T>(checked: Result<T>): T | undefined => {
    if (checked.ok) return checked.value;
    problems.push(...checked.problems);
    return undefined;
  };
  const id = randomUUID();
  const name = take(checkPlainText(input.name, 200, 'name'));
  const code = input.code == null ? newCode() : take(checkCode(input.code));
  const skills = take(checkSkills(input.skills));
  const languages = take(checkLanguages(input.languages));
  const roles = await readStaffRoles(tx.db);
  const role = take(roleOf(roles, input.role));
  const registrations = take(registrationsOf(input, tx.scope.today));
  if (role && registrations) problems.push(...missingRegistration(role, registrations));
  problems.push(...(await supervisorProblems(tx, input.supervisorId, id)));
  if (
    problems.length > 0 ||
    name === undefined ||
    code === undefined ||
    skills === undefined ||
    languages === undefined ||
    role === undefined ||
    registrations === undefined
  ) {
    return { ok: false, problems };
  }

  tx.em.create(Clinician, {
    id,
    code,
    registeredById: organisationId,
    name,
    synthetic: input.synthetic,
    roleCode: role.code,
    skills,
    languages,
    supervisorId: input.supervisorId,
    workingTimeOptOut: input.workingTimeOptOut,
  });
  await tx.em.flush();
  for (const [index, registration] of registrations.entries()) {
    tx.em.create(Registration, { id: randomUUID(), clinicianId: id, ...registration });
    await toldAt(['registrations', String(index), 'number'], () => tx.em.flush());
  }
  return ok({ clinicianId: id });
}

interface CheckedRegistration {
  readonly body: RegistrationBody;
  readonly number: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Eight characters that are not mistaken for one another when read aloud. */
function newCode(): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  return `C-${Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
}

function roleOf(roles: readonly StaffRoleRow[], code: string): Result<StaffRoleRow> {
  const role = roles.find((candidate) => candidate.code === code.trim().toUpperCase());
  return role === undefined
    ? refuse({
        code: generalProblems.NOT_FOUND,
        field: ['role'],
        message: `There is no such role in the catalogue. Roles: ${roles.map((known) => known.code).join(', ')}.`,
      })
    : ok(role);
}

function registrationsOf(input: RegisterClinician, today: string): Result<CheckedRegistration[]> {
  const problems: Problem[] = [];
  const bodies = input.registrations.map((registration) => registration.body);
  const twice = bodies.findIndex((body, index) => bodies.indexOf(body) < index);
  if (twice >= 0) {
    problems.push({
      code: generalProblems.INVALID_INPUT,
      field: ['registrations', String(twice), 'body'],
      message: 'Give each register once, with the current registration.',
    });
  }
  const checked = input.registrations.map(({ body, number, from, to }, index): CheckedRegistration => {
    const field = ['registrations', String(index)];
    const validFrom = from ?? today;
    const form = checkRegistration(body, number);
    const days = checkDays(validFrom, to, 'to');
    if (!form.ok) problems.push(...form.problems.map((problem) => ({ ...problem, field: [...field, 'number'] })));
    if (!days.ok) problems.push(...days.problems.map((problem) => ({ ...problem, field: [...field, 'to'] })));
    return { body, number: form.ok ? form.value : '', validFrom, validTo: to ?? null };
  });
  return problems.length > 0 ? { ok: false, problems } : ok(checked);
}

function missingRegistration(role: StaffRoleRow, registrations: readonly CheckedRegistration[]): Problem[] {
  const body = role.registrationBody;
  if (body === null || registrations.some((registration) => registration.body === body)) return [];
  return [
    {
      code: workforceProblems.REGISTRATION_NEEDED,
      field: ['registrations'],
      message: `A ${role.name.toLowerCase()} is registered with the ${body}. Give that registration number.`,
    },
  ];
}

async function supervisorProblems(tx: Tx, supervisorId: string | null, clinicianId: string): Promise<Problem[]> {
  if (supervisorId === null) return [];
  const supervisor = await clinicianById(tx.db, supervisorId);
  const found: Problem[] =
    supervisor === undefined
      ? [{ code: generalProblems.NOT_FOUND, message: 'There is no such clinician, or you may not see them.' }]
      : maySupervise(supervisor, clinicianId);
  return found.map((problem) => ({ ...problem, field: ['supervisor'] }));
}
