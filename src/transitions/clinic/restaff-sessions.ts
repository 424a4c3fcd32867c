import type { Tx } from '../../platform/database/scope.js';
import { busyInWords, type BusyTime } from '../../sessions/staffing/rules/busy-wording.js';
import { overlaps } from '../../time/interval.js';
import { londonTime } from '../../time/london.js';
import { busyBetween } from '../../workforce/absence.queries.js';
import { patternsOf } from '../../workforce/eligibility.queries.js';
import { patternCovers } from '../../workforce/rules/weekly-pattern.js';
import type { ReportDraft } from '../change-report.js';
import type { StaffAhead } from './clinic-form.queries.js';
import type { RetimedSession } from './rehouse-sessions.js';
import { many } from '../rules/days.js';

interface Restaffing {
  readonly title: string;
  readonly staff: readonly StaffAhead[];
  /** The sessions whose time changes, by id. */
  readonly retimed: ReadonlyMap<string, RetimedSession>;
  /** Posts that no longer exist, as `session/number`. */
  readonly gonePosts: ReadonlySet<string>;
  /** Why people may not work there on another day, in a sentence, by assignment. */
  readonly barred?: ReadonlyMap<string, string>;
}

/**
 * Who stays assigned at the new times: everyone whose post remains and who is free, by the same checks as an
 * assignment by hand. Working outside the weekly pattern is reported. Employers are told what changes for their staff.
 * Precondition: the clinicians and the sessions are locked.
 * @returns the assignments that end.
 */
export async function restaffSessions(
  tx: Tx,
  draft: ReportDraft,
  { title, staff, retimed, gonePosts, barred }: Restaffing,
): Promise<string[]> {
  const ended: string[] = [];
  const news = new Map<string, { person: StaffAhead; lines: string[] }>();
  const tell = (person: StaffAhead, line: string) => {
    const known = news.get(person.clinicianId) ?? { person, lines: [] };
    news.set(person.clinicianId, { ...known, lines: [...known.lines, line] });
  };
  const busy = await busyElsewhere(tx, staff, retimed);
  const ids = [...new Set(staff.map(({ clinicianId }) => clinicianId))];
  const patterns = retimed.size === 0 ? new Map<string, never[]>() : await patternsOf(tx.db, ids);
  let kept = 0;
  for (const person of staff) {
    const { sessionId, sessionOn: on, postNumber, assignmentId, name } = person;
    const moved = retimed.get(sessionId);
    const line = { on, about: { type: 'Assignment', key: assignmentId } };
    if (gonePosts.has(`${sessionId}/${postNumber}`)) {
      ended.push(assignmentId);
      draft.note('moves', 'ASSIGNMENT', `The post of ${name} on ${on} no longer exists: the assignment ends.`, line);
      tell(person, `no longer on ${on}`);
      continue;
    }
    if (moved === undefined) {
      kept += 1;
      continue;
    }
    const { session, range, heldOn = on } = moved;
    const dayOf = (day: string) => (heldOn === on ? '' : `${day}, `);
    const before = `${dayOf(on)}${session.startTime} to ${session.endTime}`;
    const times = `${londonTime(range.start)} to ${londonTime(range.end)}`;
    const after = `${dayOf(heldOn)}${times}`;
    const clashes = busy.get(assignmentId) ?? [];
    const why = barred?.get(assignmentId) ?? (clashes.length > 0 ? busyInWords(name, clashes) : undefined);
    if (why !== undefined) {
      ended.push(assignmentId);
      draft.note('moves', 'ASSIGNMENT', `A post on ${heldOn} is open again. ${why}`, { ...line, before });
      tell(person, `no longer on ${on}`);
      continue;
    }
    const outside = patternCovers(patterns.get(person.clinicianId) ?? [], range)
      ? ''
      : ' This is outside the weekly pattern.';
    draft.note('moves', 'ASSIGNMENT', `${name} works on ${heldOn} from ${times}.${outside}`, {
      ...line,
      before,
      after,
    });
    tell(person, `on ${heldOn} from ${times} instead of ${before}`);
  }
  draft.note('stays', 'ASSIGNMENT', `${many(kept, 'assignment does not change', 'assignments do not change')}.`, {
    count: kept,
  });
  for (const { person, lines } of news.values()) {
    for (const id of person.employerIds) draft.tell(id, `${person.name} works in “${title}” ${lines.join('; ')}.`);
  }
  return ended;
}

/** What is in the way at the new time, by assignment, except the assignments that are moving. */
async function busyElsewhere(
  tx: Tx,
  staff: readonly StaffAhead[],
  retimed: Restaffing['retimed'],
): Promise<Map<string, BusyTime[]>> {
  const moving = staff.flatMap((person) => {
    const moved = retimed.get(person.sessionId);
    return moved === undefined ? [] : [{ person, ...moved }];
  });
  if (moving.length === 0) return new Map();
  const instants = moving.flatMap(({ range }) => [range.start, range.end]);
  const [from, to] = [Math.min(...instants), Math.max(...instants)].map((at) => new Date(at).toISOString());
  const ids = [...new Set(moving.map(({ person }) => person.clinicianId))];
  const known = await busyBetween(tx.db, ids, from ?? '', to ?? '');
  const own = new Set(
    moving.map(
      ({ person, session }) => `${person.clinicianId} ${Date.parse(session.startsAt)} ${Date.parse(session.endsAt)}`,
    ),
  );
  const times = known.flatMap(({ clinicianId, startsAt, endsAt, kind, own: ours }) => {
    const time = { start: Date.parse(startsAt), end: Date.parse(endsAt), kind, own: ours, what: null };
    const moves = kind === 'ASSIGNMENT' && own.has(`${clinicianId} ${time.start} ${time.end}`);
    return moves ? [] : [{ clinicianId, time }];
  });
  return new Map(
    moving.map(({ person, range }) => [
      person.assignmentId,
      times
        .filter((each) => each.clinicianId === person.clinicianId && overlaps(each.time, range))
        .map(({ time }) => time),
    ]),
  );
}
