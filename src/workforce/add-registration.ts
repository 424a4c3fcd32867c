import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import { toldAt } from '../platform/database/refusals.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { clinicianForChange } from './clinician-for-change.js';
import { registrationsOf } from './clinician.queries.js';
import { Registration } from './registration.entity.js';
import { checkDays } from './rules/clinician-details.js';
import { checkRegistration, type RegistrationBody } from './rules/registration.js';
import { workforceProblems } from './workforce.problems.js';

export interface AddRegistration {
  readonly clinician: string;
  readonly body: RegistrationBody;
  readonly number: string;
  /** Today if absent. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/**
 * Puts an entry in a professional register on record. Locks the clinician's row, so that of two entries at once one
 * sees the other. Refused: a number that anybody else has, or ever had; a second entry in the same register on one day.
 */
export async function addRegistration(
  tx: Tx,
  viewer: Viewer,
  input: AddRegistration,
): Promise<Result<{ clinicianId: string }>> {
  const found = await clinicianForChange(tx, viewer, 'changeClinician', input.clinician);
  if (!found.ok) return found;
  const clinicianId = found.value.id;
  const { body } = input;
  const [from, to] = [input.from ?? tx.scope.today, input.to ?? null];
  const form = checkRegistration(body, input.number);
  if (!form.ok) return { ok: false, problems: form.problems.map((problem) => ({ ...problem, field: ['number'] })) };
  const days = checkDays(from, to, 'to');
  if (!days.ok) return days;
  const known = (await registrationsOf(tx.db, [clinicianId])).find(
    (row) => row.body === body && (row.to === null || row.to > from) && (to === null || to > row.from),
  );
  if (known !== undefined) {
    return refuse({
      code: workforceProblems.REGISTRATION_OVERLAPS,
      field: ['from'],
      message: `There is a registration with the ${body} from ${known.from}${known.to === null ? ' on' : ` to before ${known.to}`}. End that one first with endRegistration.`,
    });
  }
  tx.em.create(Registration, { id: randomUUID(), clinicianId, body, number: form.value, validFrom: from, validTo: to });
  await toldAt(['number'], () => tx.em.flush());
  return ok({ clinicianId });
}
