import { importViewer } from '../../identity/system-viewer.js';
import { joinNetwork } from '../../organisation/membership/join-network.js';
import { OfficialSource } from '../../organisation/directory/source-of.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import { problemsOf } from '../../transitions/change-report.js';
import { leaveNetwork } from '../../transitions/network/leave-network.js';
import { type ApplyContext, type ApplyFile, RefusedFile, sourceOfFile } from '../official-files/loaded-file.js';
import {
  addFirstMemberships,
  commonIcbCode,
  findMembers,
  isWorkedWith,
  lineOfAnyPractice,
  type MemberHistory,
  membershipsHeld,
  type OurMembership,
  refuseBrokenHistories,
  rewriteMemberships,
  tellsThePast,
  unsettledHistories,
} from './memberships.queries.js';
import {
  endsSomething,
  erasedBy,
  type MemberDays,
  mergeFrom,
  mergeMemberships,
  type MembershipStep,
  nextStep,
  sameMemberships,
  withOurPast,
} from './rules/merge-memberships.js';
import { noteParents } from './parents.queries.js';
import { type RowOutcome, settleRepeats, settleRows } from '../official-files/stage.queries.js';

const historiesAtOnce = 500;
/** More future moves of one practice than any file has shown. */
const mostSteps = 6;

/**
 * Applies the memberships of practices, one practice's whole history at a time. Where nobody has worked with a
 * practice's memberships yet, they become what the file and our later records say together. Where somebody has, the
 * past is left as it is, and the future is changed by the commands that people use, from tomorrow at the earliest: what
 * is booked stays booked, and places and balances are settled as they are when an ICB decides the change.
 */
export const applyMemberships: ApplyFile = async (context, file) => {
  const { db } = context;
  const source = sourceOfFile(file);
  const editionOn = file.editionOn ?? context.today;
  await settleRepeats(db, file.table, ['code', 'pcn', 'valid_from'], ['valid_to']);
  const tellsPast = await tellsThePast(db, file.table, editionOn);
  if (file.currentOnly && tellsPast) throw new RefusedFile(`${file.fileName} ${notCurrentOnly}`);
  const erased: string[] = [];
  await findMembers(db, file.table);
  await refuseBrokenHistories(db, file.table);
  const doubtful = await lineOfAnyPractice(db, file.table);
  let held = 0;
  await addFirstMemberships(db, file.table, source);
  for (let after = ''; ;) {
    const histories = await unsettledHistories(db, file.table, after, historiesAtOnce);
    const last = histories.at(-1);
    if (last === undefined) break;
    const settled: RowOutcome[] = [];
    for (const history of histories) {
      const told = mergeMemberships(history.file, history.ours, addDays(editionOn, 1));
      const merged = file.currentOnly ? withOurPast(told, history.ours, history.file) : told;
      const lost = tellsPast || file.currentOnly ? [] : erasedBy(merged, history.ours, editionOn);
      if (lost.length > 0 && !(await isWorkedWith(db, history.practiceId))) {
        erased.push(`${history.code} in ${lost.map(daysInWords).join(' and ')}`);
        continue;
      }
      const isHeld = doubtful !== undefined && endsSomething(history.ours, merged);
      if (isHeld) held += 1;
      const decided = isHeld ? refuse(whyHeld(doubtful)) : await bringIntoLine(context, history, merged, source);
      settled.push(...outcomesOf(history, decided));
    }
    await settleRows(db, file.table, settled);
    after = last.code;
  }
  if (erased.length > 0) throw new RefusedFile(whyErasing(file.fileName, erased));
  await noteParents(db, file.table, editionOn);
  if (doubtful !== undefined) {
    file.warn(
      `This file ended no membership, since line ${doubtful} does not say which practice it is about. ` +
        `${held === 1 ? 'One practice is' : `${held} practices are`} therefore left as we have them. Correct the line, and import again.`,
    );
  }
};

const notCurrentOnly =
  'lists memberships that have ended, so it does not list current ones only. Leave out --current-only.';

function whyErasing(fileName: string, erased: readonly string[]): string {
  return (
    `${fileName} lists no membership that has ended, and we hold some for ${erased.length} of its practices (${erased.slice(0, 3).join(', ')}` +
    `${erased.length > 3 ? ', …' : ''}). Read as their whole history, it would erase those. If it lists current memberships ` +
    'only, say so with --current-only: then our records of the past stay.'
  );
}

function whyHeld(line: number): string {
  return (
    `A membership that we hold would end, and line ${line}, which does not say which practice it is about, may be the rest of ` +
    'its history.'
  );
}

/** What our records became, and what the report should say about it. */
interface Decided {
  readonly ours: readonly MemberDays[];
  readonly note: string | null;
}

async function bringIntoLine(
  context: ApplyContext,
  { practiceId, code, ours }: MemberHistory,
  merged: readonly MemberDays[],
  source: string,
): Promise<Result<Decided, string>> {
  if (sameMemberships(merged, ours)) return ok({ ours, note: null });
  if (!(await isWorkedWith(context.db, practiceId))) {
    await rewriteMemberships(context.db, practiceId, withIds(merged, ours), source);
    return ok({ ours: merged, note: null });
  }
  const tomorrow = addDays(context.today, 1);
  const wanted = mergeFrom(merged, ours, tomorrow);
  const note = sameMemberships(wanted, merged)
    ? null
    : 'What the file says about past days differs from our records, which people have worked with; our records stay.';
  if (sameMemberships(wanted, ours)) return ok({ ours, note });
  const changed = await step(context, { practiceId, code }, { ours, wanted, tomorrow, source });
  return changed.ok ? ok({ ours: wanted, note }) : changed;
}

/**
 * Gives each merged membership the id of one of ours in the same PCN: the one with the same first day, or else the next
 * one.
 */
function withIds(merged: readonly MemberDays[], ours: readonly OurMembership[]) {
  const left = [...ours];
  const take = (matches: (held: OurMembership) => boolean): string | null => {
    const index = left.findIndex(matches);
    return index < 0 ? null : (left.splice(index, 1)[0]?.id ?? null);
  };
  const exact = merged.map(({ pcn, from }) => take((held) => held.pcn === pcn && held.from === from));
  return merged.map((days, index) => ({ ...days, id: exact[index] ?? take((held) => held.pcn === days.pcn) }));
}

/** Changes our records to the wanted ones, command by command; all of the changes or none. */
async function step(
  context: ApplyContext,
  practice: { readonly practiceId: string; readonly code: string },
  change: {
    readonly ours: readonly MemberDays[];
    readonly wanted: readonly MemberDays[];
    readonly tomorrow: string;
    readonly source: string;
  },
): Promise<Result<null, string>> {
  const { wanted, tomorrow } = change;
  const source = new OfficialSource(change.source);
  const pcns = [...change.ours, ...wanted].filter(({ to }) => to === null || to > tomorrow).map(({ pcn }) => pcn);
  const icb = await commonIcbCode(context.db, [practice.code, ...new Set(pcns)], context.today);
  if (icb === undefined) {
    return refuse(
      'No single ICB commissions the practice and its networks, so none can decide it. ' +
        'Load their commissioners with --epraccur and --epcn-details, then import again.',
    );
  }
  const viewer = importViewer(icb);
  const done = await context.as(viewer, async (tx) => {
    let ours = change.ours;
    for (let count = 0; count < mostSteps; count += 1) {
      const next = nextStep(wanted, ours, tomorrow);
      if (next === undefined) break;
      const taken = await take(next);
      if (!taken.ok) return taken;
      ours = await membershipsHeld(tx.db, practice.practiceId);
    }
    return sameMemberships(ours, wanted)
      ? ok(null)
      : refuse({
          code: 'CONFLICT',
          message:
            'It cannot be reached by moves from tomorrow on. Use leaveNetwork and joinNetwork, then import again.',
        });

    async function take(next: MembershipStep): Promise<Result<unknown>> {
      const { code } = practice;
      if (next.kind === 'JOIN') {
        const { pcn, from, to } = next;
        return joinNetwork(tx, viewer, { practice: code, pcn, from, to: to ?? undefined, source });
      }
      const { from, joins } = next;
      const left = await leaveNetwork(tx, viewer, { practice: code, from, joins: joins ?? undefined, source });
      if (!left.ok || left.value.performed) return left;
      const [
        first = {
          code: 'CONFLICT',
          message: 'It clashes with plans for the practice. Settle those first, then import again.',
        },
        ...more
      ] = problemsOf(left.value);
      return refuse(first, ...more);
    }
  });
  await context.resumeBatch();
  return done.ok ? ok(null) : refuse(`It cannot be changed: ${done.problems.map(({ message }) => message).join(' ')}`);
}

function daysInWords({ pcn, from, to }: MemberDays): string {
  return `${pcn} from ${from}${to === null ? '' : ` until ${to}`}`;
}

/** What became of each row of a practice, now that its history is settled. */
function outcomesOf({ file, ours }: MemberHistory, decided: Result<Decided, string>): RowOutcome[] {
  if (!decided.ok) return file.map(({ line }) => ({ line, outcome: 'refused', what: decided.problems.join(' ') }));
  const { ours: now, note } = decided.value;
  if (sameMemberships(now, ours)) return file.map(({ line }) => ({ line, outcome: 'unchanged', what: note }));
  const touched = (row: MemberDays, all: readonly MemberDays[]) =>
    all.filter(
      ({ pcn, from, to }) => pcn === row.pcn && (row.to === null || from < row.to) && (to === null || to > row.from),
    );
  const outcomes = file.map((row): RowOutcome => {
    const before = touched(row, ours);
    const after = touched(row, now);
    if (sameMemberships(before, after)) return { line: row.line, outcome: 'unchanged', what: note };
    return {
      line: row.line,
      outcome: before.length === 0 ? 'new' : 'changed',
      what: changeInWords(before, after, note),
    };
  });
  if (outcomes.some(({ outcome }) => outcome !== 'unchanged')) return outcomes;
  // A membership that the file does not mention at all is gone. No row is about it, so the practice's first row reports
  // it.
  return outcomes.map((row, index) =>
    index === 0 ? { ...row, outcome: 'changed', what: changeInWords(ours, now, note) } : row,
  );
}

function changeInWords(before: readonly MemberDays[], after: readonly MemberDays[], note: string | null): string {
  const was = before.length === 0 ? '' : ` (was ${before.map(daysInWords).join(', ')})`;
  const is = after.length === 0 ? 'not a member' : after.map(daysInWords).join(', ');
  return [`Now ${is}${was}.`, note].filter((part) => part !== null).join(' ');
}
