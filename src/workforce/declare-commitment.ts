import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { policyOn } from '../policy/policies.js';
import { overlaps } from '../time/interval.js';
import { addDays, londonDay, type Weekday, weekdays } from '../time/london.js';
import { assignmentsBetween, horizonDays } from './absence.queries.js';
import { clinicianForChange } from './clinician-for-change.js';
import { Commitment } from './commitment.entity.js';
import { clashesInWords } from './rules/clash-wording.js';
import { checkDays } from './rules/clinician-details.js';
import { availabilityOn, checkWeeklyWindow, type WeeklyWindow } from './rules/weekly-pattern.js';
import { workforceProblems } from './workforce.problems.js';

const minuteMs = 60_000;
const longestRangeDays = 366;

export interface CommitmentRange {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** London time on days `[from, to)`; `endTime` may be `24:00`. */
export interface WeeklyCommitment {
  readonly weekday: Weekday;
  readonly startTime: string;
  readonly endTime: string;
  readonly from: string;
  readonly to?: string;
}

export interface DeclareCommitment {
  readonly clinicianId: string;
  readonly time: { readonly range: CommitmentRange } | { readonly weekly: WeeklyCommitment };
  /** How much of it is working time; all of it if absent. */
  readonly workingMinutes?: number;
}

interface CheckedTime {
  readonly values: Pick<
    Commitment,
    'kind' | 'startsAt' | 'endsAt' | 'weekday' | 'fromTime' | 'toTime' | 'validFrom' | 'validTo'
  >;
  readonly minutes: number;
  /** The periods to check for clashes. */
  readonly window: CommitmentRange;
  readonly covers: (assignment: { start: number; end: number }) => boolean;
}

/**
 * Says when a clinician works elsewhere, but not what it is. It counts in clashes, so it is refused while published
 * sessions are in the way. Locks the clinician first, as an assignment does.
 */
export async function declareCommitment(
  tx: Tx,
  viewer: Viewer,
  input: DeclareCommitment,
): Promise<Result<{ commitmentId: string }>> {
  const locked = await clinicianForChange(tx, viewer, 'declareCommitment', input.clinicianId);
  if (!locked.ok) return locked;
  const time = 'range' in input.time ? checkRange(input.time.range) : checkWeekly(input.time.weekly, tx.scope.today);
  if (!time.ok) return time;
  const { values, minutes, window, covers } = time.value;
  const workingMinutes = input.workingMinutes ?? minutes;
  if (workingMinutes < 0 || workingMinutes > minutes) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['workingMinutes'],
      message: `Of ${minutes} minutes, 0 to ${minutes} can be working time.`,
    });
  }
  const clashes = (await assignmentsBetween(tx.db, input.clinicianId, window.startsAt, window.endsAt)).filter(covers);
  if (clashes.length > 0) {
    return refuse({
      code: workforceProblems.COMMITMENT_CLASHES,
      field: ['time'],
      message: `${clashesInWords(clashes)} Have someone else assigned there first.`,
    });
  }
  const commitment = tx.em.create(Commitment, {
    id: randomUUID(),
    clinicianId: input.clinicianId,
    declaredById: tx.scope.organisationId,
    ...values,
    workingMinutes,
  });
  await tx.em.flush();
  return ok({ commitmentId: commitment.id });
}

function checkRange({ startsAt, endsAt }: CommitmentRange): Result<CheckedTime> {
  const range = { start: Date.parse(startsAt), end: Date.parse(endsAt) };
  const minutes = Math.ceil((range.end - range.start) / minuteMs);
  const shortest = policyOn('ABSENCE_SHORTEST', londonDay(range.start))?.value ?? 1;
  if (minutes > 0 && range.end - range.start < shortest * minuteMs) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['time', 'range', 'endsAt'],
      message: `A commitment must last at least ${shortest} minutes. Please check the times.`,
    });
  }
  if (minutes <= 0 || minutes > longestRangeDays * 24 * 60) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['time', 'range', 'endsAt'],
      message: `A commitment must end after it starts, and within ${longestRangeDays} days.`,
    });
  }
  return ok({
    values: {
      kind: 'RANGE',
      startsAt: new Date(range.start),
      endsAt: new Date(range.end),
      weekday: null,
      fromTime: null,
      toTime: null,
      validFrom: null,
      validTo: null,
    },
    minutes,
    window: { startsAt, endsAt },
    covers: () => true,
  });
}

function checkWeekly(weekly: WeeklyCommitment, today: string): Result<CheckedTime> {
  const field = ['time', 'weekly'];
  const { weekday, startTime, endTime, from, to } = weekly;
  const window: WeeklyWindow = { weekday, startTime, endTime, effective: { from, to: to ?? null } };
  const checked = checkWeeklyWindow(window);
  if (!checked.ok) return { ok: false, problems: checked.problems.map((problem) => ({ ...problem, field })) };
  const inOrder = checkDays(from, to, 'to');
  if (!inOrder.ok) {
    return { ok: false, problems: inOrder.problems.map((problem) => ({ ...problem, field: [...field, 'to'] })) };
  }
  const first = from > today ? from : today;
  const ends = addDays(first, horizonDays);
  return ok({
    values: {
      kind: 'WEEKLY',
      startsAt: null,
      endsAt: null,
      weekday: weekdays.indexOf(weekday) + 1,
      fromTime: startTime,
      toTime: endTime,
      validFrom: from,
      validTo: to ?? null,
    },
    minutes: minuteOfDay(endTime) - minuteOfDay(startTime),
    window: { startsAt: `${addDays(first, -1)}T00:00:00Z`, endsAt: `${ends}T00:00:00Z` },
    covers: (assignment) =>
      [londonDay(assignment.start), londonDay(assignment.end)].some((day) =>
        availabilityOn([window], day).some((range) => overlaps(range, assignment)),
      ),
  });
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
