import { sql } from 'kysely';
import { countUpTo } from '../platform/database/count-up-to.js';
import type { Db } from '../platform/database/scope.js';
import { instantText } from '../platform/instant-text.js';
import { keyset } from '../platform/paging/keyset.js';
import type { Page } from '../platform/paging/page.js';
import { seriesHorizon } from '../time/horizon.js';
import { type Weekday, weekdays } from '../time/london.js';
import type { CommitmentKind } from './commitment.entity.js';
import type { LeaveKind, LeaveState } from './leave.entity.js';

export interface LeaveRow {
  readonly id: string;
  readonly clinicianId: string;
  readonly kind: LeaveKind;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: LeaveState;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly lateReason: string | null;
}

export interface CommitmentRow {
  readonly id: string;
  readonly clinicianId: string;
  /** Null if the clinician declared it in person. */
  readonly declaredById: string | null;
  readonly kind: CommitmentKind;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly weekday: Weekday | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly workingMinutes: number;
}

/** A period in which a clinician cannot work. `kind` may be shown only if `own` is true. */
export interface BusyRow {
  readonly clinicianId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly kind: 'ASSIGNMENT' | 'LEAVE' | 'COMMITMENT';
  readonly own: boolean;
}

const leaveColumns = sql`l.id, l.clinician_id as "clinicianId", l.kind, l.starts_at as "startsAt", l.ends_at as "endsAt",
  l.state, l.decided_by as "decidedBy", l.decided_at as "decidedAt",
  l.late_reason as "lateReason"`;

function leaveRow(row: LeaveRow): LeaveRow {
  return {
    ...row,
    startsAt: instantText(row.startsAt),
    endsAt: instantText(row.endsAt),
    decidedAt: row.decidedAt === null ? null : instantText(row.decidedAt),
  };
}

const commitmentColumns = sql`k.id, k.clinician_id as "clinicianId", k.declared_by_id as "declaredById", k.kind,
  k.starts_at as "startsAt", k.ends_at as "endsAt", k.weekday, left(k.from_time::text, 5) as "startTime",
  left(k.to_time::text, 5) as "endTime", k.valid_from::text as "from", k.valid_to::text as "to",
  k.working_minutes as "workingMinutes"`;

type RawCommitment = Omit<CommitmentRow, 'weekday'> & { readonly weekday: number | null };

function commitmentRow(row: RawCommitment): CommitmentRow {
  return {
    ...row,
    startsAt: row.startsAt === null ? null : instantText(row.startsAt),
    endsAt: row.endsAt === null ? null : instantText(row.endsAt),
    weekday: row.weekday === null ? null : (weekdays[row.weekday - 1] as Weekday),
  };
}

function london(day: string) {
  return sql`(${day}::date::timestamp at time zone 'Europe/London')`;
}

export async function leaveByIds(db: Db, ids: readonly string[]): Promise<LeaveRow[]> {
  return (
    await sql<LeaveRow>`/* leaveByIds */
      select ${leaveColumns} from leave l where l.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows.map(leaveRow);
}

/** The part of it on the London days `[from, to)`, in every state, by start. */
export async function leaveBetween(
  db: Db,
  clinicianIds: readonly string[],
  from: string,
  to: string,
): Promise<LeaveRow[]> {
  return (
    await sql<LeaveRow>`/* leaveBetween */
      select ${leaveColumns} from leave l where l.clinician_id = any(${[...clinicianIds]}::uuid[])
        and l.starts_at < ${london(to)} and l.ends_at > ${london(from)}
      order by l.starts_at, l.id`.execute(db)
  ).rows.map(leaveRow);
}

/** Whose leave is listed: of those whom these organisations employ at the time, in these states. */
export interface LeaveFilter {
  readonly employerIds: readonly string[];
  readonly states: readonly LeaveState[];
}

function leaveOf({ employerIds, states }: LeaveFilter) {
  return sql`from leave l where l.state = any(${[...states]}::text[]) and l.ends_at > app_now()
    and exists (select from employment e where e.clinician_id = l.clinician_id and e.state = 'ACCEPTED'
      and e.employer_id = any(${[...employerIds]}::uuid[]) and daterange(e.valid_from, e.valid_to) && daterange(
        (l.starts_at at time zone 'Europe/London')::date, (l.ends_at at time zone 'Europe/London')::date, '[]'))`;
}

/** A page of leave that is not over, by start. */
export async function leaveOfStaff(db: Db, filter: LeaveFilter, page: Page): Promise<LeaveRow[]> {
  const { beyond, order } = keyset(page, ['l.starts_at', 'timestamptz'], ['l.id', 'uuid']);
  return (
    await sql<LeaveRow>`/* leaveOfStaff */
      select ${leaveColumns} ${leaveOf(filter)} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countLeaveOfStaff(db: Db, filter: LeaveFilter): Promise<number> {
  return countUpTo(db, 'countLeaveOfStaff', leaveOf(filter));
}

export async function commitmentsByIds(db: Db, ids: readonly string[]): Promise<CommitmentRow[]> {
  return (
    await sql<RawCommitment>`/* commitmentsByIds */
      select ${commitmentColumns} from commitment k where k.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows.map(commitmentRow);
}

/** Those with a day in the London days `[from, to)`: single periods by start, then weekly ones by weekday. */
export async function commitmentsBetween(
  db: Db,
  clinicianIds: readonly string[],
  from: string,
  to: string,
): Promise<CommitmentRow[]> {
  return (
    await sql<RawCommitment>`/* commitmentsBetween */
      select ${commitmentColumns} from commitment k where k.clinician_id = any(${[...clinicianIds]}::uuid[])
        and (case k.kind when 'RANGE' then k.starts_at < ${london(to)} and k.ends_at > ${london(from)}
          else k.valid_from < ${to}::date and (k.valid_to is null or k.valid_to > ${from}::date) end)
      order by k.kind, k.starts_at, k.weekday, k.from_time, k.id`.execute(db)
  ).rows.map(commitmentRow);
}

/** All that the viewer may see, by start. */
export async function busyBetween(
  db: Db,
  clinicianIds: readonly string[],
  startsAt: string,
  endsAt: string,
): Promise<BusyRow[]> {
  return (
    await sql<BusyRow>`/* busyBetween */
      select b.clinician_id as "clinicianId", b.starts_at as "startsAt", b.ends_at as "endsAt", b.kind, b.own
      from busy_times(${[...clinicianIds]}::uuid[], ${startsAt}::timestamptz, ${endsAt}::timestamptz) b
      order by b.starts_at, b.ends_at, b.kind`.execute(db)
  ).rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
}

/** Nobody is assigned to anything this many days ahead, because no session is published or moved that far ahead. */
export const horizonDays = seriesHorizon.days + 29;

/**
 * The published assignments in the way of an absence, in any network, that are not over yet; epoch milliseconds, by
 * start. Precondition: the clinician is locked and employed by the viewer, or is the viewer.
 */
export async function assignmentsBetween(
  db: Db,
  clinicianId: string,
  startsAt: string,
  endsAt: string,
): Promise<{ start: number; end: number }[]> {
  return (
    await sql<{ startsAt: string; endsAt: string }>`/* assignmentsBetween */
      select b.starts_at as "startsAt", b.ends_at as "endsAt"
      from busy_times(array[${clinicianId}]::uuid[], ${startsAt}::timestamptz, ${endsAt}::timestamptz) b
      where b.kind = 'ASSIGNMENT' and b.ends_at > app_now() order by b.starts_at`.execute(db)
  ).rows.map((row) => ({
    start: Date.parse(instantText(row.startsAt)),
    end: Date.parse(instantText(row.endsAt)),
  }));
}
