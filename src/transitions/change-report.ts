import { rehearse } from '../platform/database/rehearsal.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../platform/result.js';
import { type Horizon, planningHorizon } from '../time/horizon.js';
import { addDays } from '../time/london.js';
import { transitionsProblems } from './transitions.problems.js';

export const changeKinds = [
  'AGREEMENT',
  'ASSIGNMENT',
  'BOOKINGS',
  'CLINIC',
  'CONTRACT',
  'MEMBERSHIP',
  'NAME',
  'ORGANISATION',
  'PLACES',
  'POPULATION',
  'ROOM',
  'ROOM_OFFER',
  'SERVICE',
  'SESSION',
  'SHARE_BALANCE',
  'SITE',
  'STAFF',
  'WAITING_LIST',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** An object of the schema: the name of its type, and its key. */
export interface About {
  readonly type: string;
  readonly key: string;
}

/** One thing that a change by date moves, leaves as it is, or clashes with. */
export interface Change {
  readonly kind: ChangeKind;
  readonly text: string;
  readonly count: number;
  /** The London day it is about, if that is not the day of the whole change. */
  readonly on: string | null;
  /** The object to look at, if there is one. */
  readonly about: About | null;
  /** The old and the new value, in words, if one value replaces another. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Who must be told of it, and what. */
export interface Told {
  readonly organisationId: string;
  readonly what: string;
}

/** What a change by date does, or would do. */
export interface ChangeReport {
  readonly performed: boolean;
  readonly from: string;
  readonly moves: readonly Change[];
  readonly stays: readonly Change[];
  /** Sessions not yet published at sites that change network: for the new network to take up. */
  readonly offered: readonly Change[];
  readonly clashes: readonly Change[];
  readonly told: readonly Told[];
}

interface Line {
  readonly count?: number;
  readonly on?: string | null;
  readonly about?: About | null;
  readonly before?: string;
  readonly after?: string;
}

/** Collects a report while the change is made. */
export class ReportDraft {
  readonly moves: Change[] = [];
  readonly stays: Change[] = [];
  readonly offered: Change[] = [];
  readonly clashes: Change[] = [];
  private readonly tellings: Told[] = [];

  constructor(private readonly from: string) {}

  /** Notes nothing for a count of 0. */
  note(where: 'moves' | 'stays' | 'offered' | 'clashes', kind: ChangeKind, text: string, line: Line = {}): void {
    const { count = 1, on = null, about = null, before = null, after = null } = line;
    if (count > 0) this[where].push({ kind, text, count, on, about, before, after });
  }

  tell(organisationId: string, what: string): void {
    const known = this.tellings.some((told) => told.organisationId === organisationId && told.what === what);
    if (!known) this.tellings.push({ organisationId, what });
  }

  get report(): ChangeReport {
    const { moves, stays, offered, clashes, tellings } = this;
    return { performed: false, from: this.from, moves, stays, offered, clashes, told: tellings };
  }
}

const mostProblems = 10;

/**
 * Makes a change. For a dry run, or if something is in the way, all of it is rolled back, and the report says what
 * would have happened. A dry run does the same work, so it takes the same locks and gives the same answer.
 */
export async function carryOut(
  tx: Tx,
  dryRun: boolean | null | undefined,
  work: (tx: Tx) => Promise<Result<ChangeReport>>,
): Promise<Result<ChangeReport>> {
  const kept = (report: ChangeReport) => dryRun !== true && report.clashes.length === 0;
  const result = await rehearse(tx, work, kept);
  return result.ok ? ok({ ...result.value, performed: kept(result.value) }) : result;
}

/** Why a report's change was, or would be, refused; empty if nothing is in its way. */
export function problemsOf(report: ChangeReport): Problem[] {
  return report.clashes
    .slice(0, mostProblems)
    .map(({ text }) => ({ code: transitionsProblems.CHANGE_CLASHES, message: text }));
}

/** A change begins tomorrow at the earliest, so that no day has two versions, and within the horizon. */
export function checkDay(today: string, from: string, horizon: Horizon = planningHorizon): Result<null> {
  return from > today && from <= addDays(today, horizon.days)
    ? ok(null)
    : refuseDay(`A change begins tomorrow at the earliest and within ${horizon.words}. The past is not rewritten.`);
}

/** For what may also begin today: today or later, within the planning horizon. */
export function checkDayFromToday(today: string, from: string): Result<null> {
  return from >= today && from <= addDays(today, planningHorizon.days)
    ? ok(null)
    : refuseDay(`Choose today or a later day within ${planningHorizon.words}. The past is not rewritten.`);
}

function refuseDay(message: string): Result<never> {
  return refuse({ code: generalProblems.INVALID_INPUT, field: ['from'], message });
}
