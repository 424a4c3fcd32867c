import type { Viewer } from '../identity/viewer.js';
import { membersOn } from '../organisation/network.queries.js';
import type { Tx } from '../platform/database/scope.js';
import { globalId } from '../platform/graphql/global-id.js';
import { ok, type Result } from '../platform/result.js';
import { assignClinician } from '../sessions/assign-clinician.js';
import { cancelSessionRow } from '../sessions/cancel-session-row.js';
import type { ScheduleSharedClinic } from '../sessions/clinic-of-input.js';
import { publishSessions } from '../sessions/publish-sessions.js';
import { checkClinicPlan, type ClinicPlan } from '../sessions/rules/clinic-plan.js';
import { setPublishedUntil } from '../sessions/shared-clinic.queries.js';
import { carryOut, type ChangeReport, ReportDraft } from './change-report.js';
import {
  lockSessionsAhead,
  markReplaced,
  practicesIn,
  rewritePlan,
  sessionsByOccurrence,
  type StaffedPost,
  staffOf,
} from './clinic-change.queries.js';
import { clinicForChange } from './clinic-for-change.js';
import { many } from './rules/days.js';

export interface ChangeSharedClinic {
  readonly clinic: string;
  readonly from: string;
  readonly startTime?: string | undefined;
  readonly durationMinutes?: number | undefined;
  readonly staffing?: ScheduleSharedClinic['staffing'] | undefined;
  readonly slotPlan?: ScheduleSharedClinic['slotPlan'];
  readonly dryRun?: boolean | undefined;
}

/**
 * Changes time, length, slots or staffing of a series from a day on. A session in which anything is booked or held stays
 * as it is, and is named. The others are called off and published anew in the new form, with shares by the ledger; whoever
 * was assigned and is free at the new time is assigned again.
 * Locks the clinic, as publication does, and its sessions, as bookings do.
 */
export const changeSharedClinic = (tx: Tx, viewer: Viewer, input: ChangeSharedClinic): Promise<Result<ChangeReport>> =>
  carryOut(tx, input.dryRun, (inner) => change(inner, viewer, input));

const change = async (tx: Tx, viewer: Viewer, input: ChangeSharedClinic): Promise<Result<ChangeReport>> => {
  const { from } = input;
  const found = await clinicForChange(tx, viewer, 'changeSharedClinic', input);
  if (!found.ok) return found;
  const { clinic, service } = found.value;
  const plan = changedPlan(found.value.plan, input);
  const checked = checkClinicPlan(plan, service);
  if (!checked.ok) return checked;

  const draft = new ReportDraft(from);
  const ahead = (await lockSessionsAhead(tx.db, clinic.id, from)).filter(({ occurrenceOn }) => occurrenceOn >= from);
  const promised = ahead.filter(({ taken }) => taken > 0);
  const remade = ahead.filter(({ taken }) => taken === 0).map(({ id }) => id);
  for (const session of promised) {
    const times = `${session.startTime} to ${session.endTime}`;
    draft.note(
      'stays',
      'SESSION',
      `The session on ${session.sessionOn}, ${times}, stays as it is: ${many(session.taken, 'slot')} booked.`,
      {
        on: session.sessionOn,
        id: globalId('Session', session.id),
      },
    );
  }
  const staff = await staffOf(tx.db, remade);
  for (const id of remade) {
    const cancelled = await cancelSessionRow(tx, viewer, id, `The series changes from ${from} on`);
    if (!cancelled.ok) return cancelled;
  }
  await markReplaced(tx.db, remade);
  await rewritePlan(tx.db, clinic.id, clinic.pcnId, plan);
  draft.note('moves', 'CLINIC', `“${clinic.title}” takes its new form: ${formOf(plan)}.`, {
    id: globalId('SharedClinic', clinic.id),
  });
  if (clinic.publishedUntil !== null && clinic.publishedUntil > from) {
    await setPublishedUntil(tx.db, clinic.id, from);
    const published = await publishSessions(tx, viewer, {
      clinic: globalId('SharedClinic', clinic.id),
      until: clinic.publishedUntil,
    });
    if (!published.ok) return published;
    const count = published.value.publishedCount;
    draft.note('moves', 'SESSION', `${many(count, 'session')} without bookings are published anew.`, { count });
  }
  await assignAgain(tx, viewer, draft, clinic.id, from, staff);
  const concerned = await practicesIn(tx.db, [...(await sessionsByOccurrence(tx.db, clinic.id, from)).values()]);
  const members = (await membersOn(tx.db, clinic.pcnId, from)).map(({ practiceId }) => practiceId);
  for (const id of new Set([...concerned, ...members])) {
    draft.tell(id, `“${clinic.title}” changes from ${from} on: ${formOf(plan)}. What is booked stays as it is.`);
  }
  return ok(draft.report);
};

const changedPlan = (plan: ClinicPlan, input: ChangeSharedClinic): ClinicPlan => ({
  ...plan,
  startTime: input.startTime ?? plan.startTime,
  durationMinutes: input.durationMinutes ?? plan.durationMinutes,
  lines:
    input.staffing?.map(({ role, count, slotsPerPost }) => ({ roleCode: role, count, slotsPerPost })) ?? plan.lines,
  slotMinutes: input.slotPlan?.slotMinutes ?? plan.slotMinutes,
  deliveryModes: [...new Set(input.slotPlan?.deliveryModes ?? plan.deliveryModes)],
  releases:
    input.slotPlan?.releases?.map(({ slots, daysBefore, time }) => ({ count: slots, daysBefore, localTime: time })) ??
    plan.releases,
  heldFor111: input.slotPlan?.heldFor111 ?? plan.heldFor111,
});

const formOf = ({ startTime, durationMinutes, lines, slotMinutes }: ClinicPlan): string => {
  const slots = lines.reduce((sum, { count, slotsPerPost }) => sum + count * slotsPerPost, 0);
  return `${startTime}, ${durationMinutes} minutes, ${many(slots, 'slot')} of ${slotMinutes} minutes`;
};

/** Asks the assignment's own rules: whoever is busy at the new time, or has no post in the new form, leaves it open. */
const assignAgain = async (
  tx: Tx,
  viewer: Viewer,
  draft: ReportDraft,
  clinicId: string,
  from: string,
  staff: readonly StaffedPost[],
): Promise<void> => {
  const sessions = await sessionsByOccurrence(tx.db, clinicId, from);
  let kept = 0;
  for (const { occurrenceOn, clinicianId, supervisorId } of staff) {
    const sessionId = sessions.get(occurrenceOn);
    const session = globalId('Session', sessionId ?? '');
    const assigned =
      sessionId === undefined
        ? undefined
        : await assignClinician(tx, viewer, {
            session,
            clinician: globalId('Clinician', clinicianId),
            supervisor: supervisorId === null ? null : globalId('Clinician', supervisorId),
          });
    if (assigned?.ok === true) {
      kept += 1;
      continue;
    }
    const why = assigned?.problems[0]?.message ?? 'There is no such session any more.';
    draft.note('moves', 'ASSIGNMENT', `A post on ${occurrenceOn} is open again. ${why}`, {
      on: occurrenceOn,
      id: sessionId === undefined ? null : session,
    });
  }
  draft.note('stays', 'ASSIGNMENT', `${many(kept, 'assignment')} hold at the new time.`, { count: kept });
};
