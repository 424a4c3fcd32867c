import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { clinicianForChange } from '../../workforce/clinician-for-change.js';
import { registrationsOf } from '../../workforce/clinician.queries.js';
import { Registration } from '../../workforce/registration.entity.js';
import { checkRegistration, type RegistrationBody } from '../../workforce/rules/registration.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import type { AffectedAssignments } from '../leave/approve-leave.js';
import { settleWork } from './settle-work.js';
import { workUnfitFor } from './unfit-work.js';

export interface EndRegistration {
  readonly clinician: string;
  readonly body: RegistrationBody;
  readonly number: string;
  /** The first day without it; its own first day takes it off the record. */
  readonly from: string;
  readonly reason: string;
  readonly affectedAssignments?: AffectedAssignments | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Ends an entry in a register, also on a day that is past, because that is when an employer often learns of it. On its
 * own first day it is deleted: it was a mistake, and the number is free for the one whose it is. Locks the clinician's
 * row first, as `assignClinician` does. Published work from that day on, in any network, that needs it and has no other
 * entry to cover it is in the way, or is opened; work that is over is counted.
 */
export function endRegistration(tx: Tx, viewer: Viewer, input: EndRegistration): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => end(inner, viewer, input));
}

async function end(tx: Tx, viewer: Viewer, input: EndRegistration): Promise<Result<ChangeReport>> {
  const found = await clinicianForChange(tx, viewer, 'changeClinician', input.clinician);
  if (!found.ok) return found;
  const { id: clinicianId, name, skills } = found.value;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const entry = await entryOf(tx, input);
  if (!entry.ok) return entry;
  const registration = entry.value;
  const { from } = input;

  const others = (await registrationsOf(tx.db, [clinicianId])).filter(
    (row) =>
      row.body !== registration.body || row.number !== registration.number || row.from !== registration.validFrom,
  );
  const was = { body: registration.body, from: registration.validFrom, to: registration.validTo ?? null };
  const is = from === was.from ? [] : [{ ...was, to: from }];
  const draft = new ReportDraft(from);
  const about = { type: 'Clinician', key: clinicianId };
  const words = `The ${was.body} registration of ${name}`;
  if (is.length === 0) draft.note('moves', 'STAFF', `${words} goes, as if it had never been entered.`, { about });
  else draft.note('moves', 'STAFF', `${words} ends.`, { about, ...(was.to && { before: was.to }), after: from });
  const unfit = await workUnfitFor(tx, found.value, from, [
    { skills, registrations: [...others, was] },
    { skills, registrations: [...others, ...is] },
  ]);
  const { affectedAssignments } = input;
  await settleWork(tx, draft, unfit, { clinicianId, name, affectedAssignments, reason: 'Registration ended' });
  if (is.length === 0) {
    tx.em.remove(registration);
  } else {
    registration.validTo = from;
    registration.endReason = reason.value;
  }
  await tx.em.flush();
  return ok(draft.report);
}

/** The entry that is valid on the day. Precondition: the clinician is locked. */
async function entryOf(tx: Tx, { clinician, body, number, from }: EndRegistration): Promise<Result<Registration>> {
  const form = checkRegistration(body, number);
  if (!form.ok) return { ok: false, problems: form.problems.map((problem) => ({ ...problem, field: ['number'] })) };
  const entries = await tx.em.find(Registration, { clinicianId: clinician, body, number: form.value });
  const entry = entries.find(({ validFrom, validTo }) => from >= validFrom && (validTo == null || from < validTo));
  if (entry !== undefined) return ok(entry);
  const [first] = entries;
  if (first === undefined) {
    const message = `The clinician has no such registration with the ${body}. See \`registrations\`.`;
    return refuse({ code: generalProblems.NOT_FOUND, field: ['number'], message });
  }
  const days = entries.map(
    ({ validFrom, validTo }) => `${validFrom} ${validTo == null ? 'on' : `to before ${validTo}`}`,
  );
  const message = `It is valid from ${days.join(' and from ')}. Choose a day on which it is; the first day takes it off the record.`;
  return refuse({ code: generalProblems.INVALID_INPUT, field: ['from'], message });
}
