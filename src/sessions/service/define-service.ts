import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import { identifying } from '../../identity/rules/patient-identity.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import { checkPlainText, identityRefused } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { readStaffRoles } from '../../workforce/staff-role.queries.js';
import type { Need } from './rules/needs.js';
import { Service } from './service.entity.js';
import { commonServiceWithCode } from './service.queries.js';
import { sessionsProblems } from './sessions.problems.js';

export interface DefineService {
  readonly pcn: string;
  readonly code: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly skills?: readonly string[] | undefined;
  readonly slotMinutes: number;
  readonly deliveryModes: readonly string[];
  readonly appointmentCategory: string;
  readonly roomKind?: string | undefined;
  readonly equipment?: readonly string[] | undefined;
  readonly undifferentiated?: boolean | undefined;
  readonly triage?: boolean | undefined;
  readonly gpOnSite?: boolean | undefined;
  readonly needs?: readonly Need[] | undefined;
}

const mostWords = 20;

/**
 * Defines a service of a network's own, beside the common catalogue. Refuses: a code that the network or the common
 * catalogue already uses, roles that are not in the catalogue, a slot under 5 or over 240 minutes.
 */
export async function defineService(
  tx: Tx,
  viewer: Viewer,
  input: DefineService,
): Promise<Result<{ serviceId: string }>> {
  const pcn = await findNetwork(tx.db, input.pcn, tx.scope.today);
  const barred = refusalOf(viewer, tx.scope, 'defineService', { pcnId: pcn.ok ? pcn.value.id : null });
  if (barred !== undefined) return refuse(barred);
  if (!pcn.ok) return pcn;
  const name = checkPlainText(input.name, 120, 'name');
  const catalogue = new Set((await readStaffRoles(tx.db)).map((role) => role.code));
  const problems = [...(name.ok ? [] : name.problems), ...inputProblems(input, catalogue)];
  const [first, ...rest] = problems;
  if (first !== undefined || !name.ok) return refuse(first ?? invalid('name', ''), ...rest);
  const common = await commonServiceWithCode(tx.db, input.code);
  if (common !== undefined) {
    const message = `The common catalogue has “${common}” under this code. Use that service, or choose another code.`;
    return refuse({ code: sessionsProblems.SERVICE_CODE_TAKEN, field: ['code'], message });
  }
  const service = tx.em.create(Service, {
    id: randomUUID(),
    pcnId: pcn.value.id,
    code: input.code,
    name: name.value,
    roles: [...new Set(input.roles)],
    skills: [...new Set(input.skills ?? [])],
    slotMinutes: input.slotMinutes,
    deliveryModes: [...new Set(input.deliveryModes)],
    appointmentCategory: input.appointmentCategory,
    roomKind: input.roomKind ?? null,
    equipment: [...new Set(input.equipment ?? [])],
    undifferentiated: input.undifferentiated ?? false,
    triage: input.triage ?? false,
    gpOnSite: input.gpOnSite ?? false,
    needs: [...new Set(input.needs ?? [])],
  });
  await tx.em.flush();
  return ok({ serviceId: service.id });
}

/** What is wrong with a service's details but for its name; `catalogue` has the codes of all staff roles. */
export function inputProblems(input: Omit<DefineService, 'pcn'>, catalogue: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(input.code) || input.code.length > 60) {
    problems.push(invalid('code', 'A code is small letters, digits and hyphens, at most 60: ear-microsuction.'));
  }
  if (identifying(input.code) !== undefined) problems.push(invalid('code', identityRefused));
  const ofCatalogue = `Name at least one role of the catalogue: ${[...catalogue].join(', ')}.`;
  if (input.roles.length === 0) problems.push(invalid('roles', ofCatalogue));
  for (const [index, role] of input.roles.entries()) {
    if (!catalogue.has(role)) problems.push({ ...invalid('roles', ofCatalogue), field: ['roles', String(index)] });
  }
  if (input.slotMinutes < 5 || input.slotMinutes > 240) {
    problems.push(invalid('slotMinutes', 'A slot lasts from 5 to 240 minutes.'));
  }
  if (input.deliveryModes.length === 0) {
    problems.push(invalid('deliveryModes', 'Name at least one way in which patients are seen.'));
  }
  for (const field of ['skills', 'equipment'] as const) {
    const words = input[field] ?? [];
    if (words.length > mostWords) problems.push(invalid(field, `Name at most ${mostWords}.`));
    for (const [index, word] of words.slice(0, mostWords).entries()) {
      if (!/^[a-z0-9]+([ -][a-z0-9]+)*$/.test(word) || word.length > 60) {
        const message = 'Write small letters and digits, with single spaces or hyphens between, at most 60 characters.';
        problems.push({ ...invalid(field, message), field: [field, String(index)] });
      } else if (identifying(word) !== undefined) {
        problems.push({ ...invalid(field, identityRefused), field: [field, String(index)] });
      }
    }
  }
  return problems;
}

function invalid(field: string, message: string): Problem {
  return {
    code: generalProblems.INVALID_INPUT,
    field: [field],
    message,
  };
}
