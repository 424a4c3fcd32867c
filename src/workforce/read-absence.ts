import type { Context } from '../identity/context.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { addDays } from '../time/london.js';
import { longestWindowDays, windowOf } from '../time/window.js';
import { busyLoader, type ClinicianWindow, commitmentLoader, leaveLoader } from './absence.loader.js';
import type { BusyRow, CommitmentRow, LeaveRow } from './absence.queries.js';

const usualDays = 366;
const longestDays = 731;

/** A clinician's busy times between two instants, by start. Refused: a window that is empty or longer than 92 days. */
export async function readBusy(
  context: Context,
  clinicianId: string,
  from: string,
  to: string,
): Promise<Result<readonly BusyRow[]>> {
  const lengthMs = Date.parse(to) - Date.parse(from);
  // an hour more, for the autumn change of clocks
  if (lengthMs <= 0 || lengthMs > longestWindowDays * 86_400_000 + 3_600_000) {
    const message = `Ask for a time that ends after it starts, at most ${longestWindowDays} days long.`;
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['to'], message });
  }
  return ok(await context.use(busyLoader).load({ clinicianId, from, to }));
}

/** Which clinician, and which London days `[from, to)`: by default the year from `day` on, and at most two years. */
export interface AskedAbsence {
  readonly clinicianId: string;
  readonly day: string;
  readonly from: string | null | undefined;
  readonly to: string | null | undefined;
}

function daysOf({ clinicianId, day, from, to }: AskedAbsence): Result<ClinicianWindow> {
  const first = from ?? day;
  const days = windowOf(first, to ?? addDays(first, usualDays), longestDays);
  return days.ok ? ok({ clinicianId, from: days.value.from, to: days.value.to }) : days;
}

/** A clinician's leave in every state, by start. */
export async function readLeave(context: Context, asked: AskedAbsence): Promise<Result<readonly LeaveRow[]>> {
  const days = daysOf(asked);
  return days.ok ? ok(await context.use(leaveLoader).load(days.value)) : days;
}

/** A clinician's commitments elsewhere, by start. */
export async function readCommitments(
  context: Context,
  asked: AskedAbsence,
): Promise<Result<readonly CommitmentRow[]>> {
  const days = daysOf(asked);
  return days.ok ? ok(await context.use(commitmentLoader).load(days.value)) : days;
}
