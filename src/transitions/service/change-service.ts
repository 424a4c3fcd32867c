import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { type DefineService, inputProblems } from '../../sessions/service/define-service.js';
import type { Need } from '../../sessions/service/rules/needs.js';
import { londonTime } from '../../time/london.js';
import { mayStaff, type ServiceToStaff } from '../../workforce/rules/fitness-for-service.js';
import { readStaffRoles, type StaffRoleRow } from '../../workforce/staff-role.queries.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { many } from '../rules/days.js';
import { clinicsOfService, type WorkOfService, workOfService } from './service-change.queries.js';
import { serviceForChange } from './service-for-change.js';

/** What is left out stays as it is. */
export interface ChangeService extends Partial<Omit<DefineService, 'pcn' | 'code' | 'roomKind'>> {
  readonly service: string;
  /** Null: any room will do from now on. */
  readonly roomKind?: string | null | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Changes a network's own service from now on; published sessions keep their slots. Locks the service, and who assigns
 * somebody or schedules a clinic shares that lock. Clashes: clinics that need a role, or see patients in a way, that it
 * would not have any more; people assigned to its sessions who would not be fit for it any more.
 */
export function changeService(tx: Tx, viewer: Viewer, input: ChangeService): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => change(inner, viewer, input));
}

const described = [
  ['name', 'The name'],
  ['roles', 'The roles'],
  ['skills', 'The skills'],
  ['slotMinutes', 'The length of a slot'],
  ['deliveryModes', 'The ways in which patients are seen'],
  ['appointmentCategory', 'The national category'],
  ['roomKind', 'The kind of room'],
  ['equipment', 'The equipment'],
  ['undifferentiated', 'Whether nobody has assessed the problem before'],
  ['triage', 'Whether it is triage'],
  ['gpOnSite', 'Whether a GP must be on site'],
  ['needs', 'The needs'],
] as const;

async function change(tx: Tx, viewer: Viewer, input: ChangeService): Promise<Result<ChangeReport>> {
  const found = await serviceForChange(tx, viewer, 'changeService', input.service);
  if (!found.ok) return found;
  const service = found.value;
  const given = Object.fromEntries(
    Object.entries(input).filter(([field, value]) => value !== undefined && (value !== null || field === 'roomKind')),
  );
  const before = Object.fromEntries(described.map(([field]) => [field, service[field]])) as unknown as Details;
  const asked = { ...before, ...given };
  const name = checkPlainText(asked.name, 120, 'name');
  const roles = await readStaffRoles(tx.db);
  const checked = { ...asked, code: service.code, roomKind: asked.roomKind ?? undefined };
  const problems = [
    ...(name.ok ? [] : name.problems),
    ...inputProblems(checked, new Set(roles.map(({ code }) => code))),
  ];
  const [first, ...rest] = problems;
  if (first !== undefined || !name.ok) return refuse(first ?? { code: 'INVALID_INPUT', message: '' }, ...rest);

  const now: Details = { ...asked, name: name.value };
  const draft = new ReportDraft(tx.scope.today);
  const about = { type: 'Service', key: service.id };
  for (const [field, words] of described) {
    const [was, is] = [inWords(before[field]), inWords(now[field])];
    if (was !== is)
      draft.note('moves', 'SERVICE', `${words} of ${name.value} changes.`, { about, before: was, after: is });
  }
  for (const clinic of await clinicsOfService(tx.db, service.id, tx.scope.today)) {
    const missing = [
      ...clinic.roles.filter((role) => before.roles.includes(role) && !now.roles.includes(role)),
      ...clinic.deliveryModes.filter(
        (mode) => before.deliveryModes.includes(mode) && !now.deliveryModes.includes(mode),
      ),
    ];
    const of = { about: { type: 'SharedClinic', key: clinic.clinicId } };
    if (missing.length > 0) {
      draft.note('clashes', 'CLINIC', `“${clinic.title}” has ${missing.join(', ')}. Change the clinic first.`, of);
    } else {
      const text = `“${clinic.title}” keeps its ${many(clinic.sessions, 'published session')}.`;
      draft.note('stays', 'CLINIC', text, of);
    }
  }
  await noteUnfit(tx, draft, { id: service.id, roles }, { ...before, gpOnSite: false }, { ...now, gpOnSite: false });
  draft.tell(service.pcnId, `${name.value} changes.`);
  Object.assign(service, pick(now));
  await tx.em.flush();
  return ok(draft.report);
}

interface Details {
  readonly name: string;
  readonly roles: readonly string[];
  readonly skills: readonly string[];
  readonly slotMinutes: number;
  readonly deliveryModes: readonly string[];
  readonly appointmentCategory: string;
  readonly roomKind: string | null;
  readonly equipment: readonly string[];
  readonly undifferentiated: boolean;
  readonly triage: boolean;
  readonly gpOnSite: boolean;
  readonly needs: readonly Need[];
}

/** The details alone, each list with each entry once. */
function pick(of: Details) {
  return Object.fromEntries(
    described.map(([field]) => {
      const value: unknown = of[field];
      return [field, Array.isArray(value) ? [...new Set<unknown>(value)] : value];
    }),
  );
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : 'any';
}

/** A clash for everybody who is assigned and was fit for the service, and would not be any more. */
async function noteUnfit(
  tx: Tx,
  draft: ReportDraft,
  { id, roles }: { id: string; roles: readonly StaffRoleRow[] },
  before: ServiceToStaff,
  now: ServiceToStaff,
): Promise<void> {
  const against = (work: WorkOfService, service: ServiceToStaff) => {
    const role = roles.find(({ code }) => code === work.roleCode);
    if (role === undefined) return [];
    const registrationBodies = role.registrationBody === null ? [] : [role.registrationBody];
    // registrations and supervisors are not what changes here
    const candidate = { ...work, id: work.clinicianId, registrationBodies, supervisorId: work.clinicianId };
    return mayStaff(candidate, role, { ...service, lineRoleCode: work.lineRoleCode });
  };
  for (const work of await workOfService(tx.db, id)) {
    const known = new Set(against(work, before).map(({ code }) => code));
    const fresh = against(work, now).filter(({ code }) => !known.has(code));
    if (fresh.length === 0) continue;
    const times = `${londonTime(Date.parse(work.startsAt))} to ${londonTime(Date.parse(work.endsAt))}`;
    const why = fresh.map(({ message }) => message).join(' ');
    draft.note('clashes', 'ASSIGNMENT', `${work.name} works on ${work.sessionOn}, ${times}. ${why}`, {
      on: work.sessionOn,
      about: { type: 'Session', key: work.sessionId },
    });
  }
}
