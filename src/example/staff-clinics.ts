import { pcnSystemViewer } from '../identity/system-viewer.js';
import type { RunAs } from '../platform/database/database.js';
import type { Db } from '../platform/database/scope.js';
import { assignClinician } from '../sessions/staffing/assign-clinician.js';
import { type InstantRange, overlaps } from '../time/interval.js';
import { addDays, londonInstant, startOfDay, weekdayOf, weekdays } from '../time/london.js';
import { exampleId } from './example-id.js';
import { insertRows, type OpenPost, openPostsBefore } from './example.queries.js';
import { leaves, singleCommitments, weeklyCommitments } from './facts/absences.js';
import type { ClinicFacts } from './facts/clinics.js';
import { clinicianId } from './workforce-rows.js';

export interface StaffClinics {
  /** By their ids. */
  readonly clinics: ReadonlyMap<string, ClinicFacts>;
  readonly around: string;
  /** Sessions from this day on are left without staff. */
  readonly until: string;
}

/** From this many days after `around`, every fourth session of a clinic is left open: a rota is never quite full. */
const fullForDays = 14;

/**
 * Fills the open posts with the people of their line in turn, or the next one where somebody is on leave or elsewhere;
 * a post for which nobody is left stays open. Past sessions are history and are written as one set; future ones go
 * through the same use case as everybody else's assignments.
 * @returns how many were filled.
 */
export async function staffClinics(db: Db, as: RunAs, { clinics, around, until }: StaffClinics): Promise<number> {
  const past = pastAssignments(await openPostsBefore(db, around), clinics, around);
  await insertRows(db, { table: 'assignment', rows: past });
  const thinFrom = addDays(around, fullForDays);
  let filled = past.length;
  for (const post of await openPostsBefore(db, until)) {
    const clinic = clinics.get(post.clinicId);
    const skipped = post.sessionOn < around || (post.sessionOn >= thinFrom && post.turn % 4 === 3);
    if (clinic === undefined || skipped) continue;
    const viewer = pcnSystemViewer(clinic.pcn, 'example');
    for (const code of inTurn(clinic, post)) {
      const assigned = await as(viewer, (tx) =>
        assignClinician(tx, viewer, {
          session: post.sessionId,
          post: `${post.sessionId}/${post.postNumber}`,
          clinician: clinicianId(code),
        }),
      );
      if (!assigned.ok) continue;
      filled += 1;
      break;
    }
  }
  return filled;
}

function inTurn(clinic: ClinicFacts, { line, turn }: OpenPost): string[] {
  const staff = clinic.lines[line - 1]?.staff ?? [];
  const next = staff.length === 0 ? 0 : turn % staff.length;
  return [...staff.slice(next), ...staff.slice(0, next)];
}

function pastAssignments(posts: readonly OpenPost[], clinics: ReadonlyMap<string, ClinicFacts>, around: string) {
  const taken = new Map<string, InstantRange[]>();
  return posts.flatMap((post) => {
    const clinic = clinics.get(post.clinicId);
    const code = (clinic === undefined ? [] : inTurn(clinic, post)).find(
      (candidate) =>
        ![...(taken.get(candidate) ?? []), ...away(candidate, post, around)].some((at) => overlaps(at, post)),
    );
    if (code === undefined) return [];
    taken.set(code, [...(taken.get(code) ?? []), { start: post.start, end: post.end }]);
    return {
      id: exampleId('assignment', `${post.sessionId} ${post.postNumber}`),
      pcn_id: post.pcnId,
      session_id: post.sessionId,
      post_number: post.postNumber,
      starts_at: new Date(post.start).toISOString(),
      ends_at: new Date(post.end).toISOString(),
      clinician_id: clinicianId(code),
      state: 'PUBLISHED',
      assigned_at: new Date(startOfDay(addDays(around, -28)) + 8 * 3_600_000).toISOString(),
      assigned_by: 'example',
    };
  });
}

/** When a clinician cannot work on the day of a session: approved leave and work elsewhere. */
function away(code: string, { sessionOn }: OpenPost, around: string): InstantRange[] {
  return [
    ...leaves
      .filter(({ clinician, state }) => clinician === code && state === 'APPROVED')
      .map(({ from, to }) => ({ start: startOfDay(addDays(around, from)), end: startOfDay(addDays(around, to)) })),
    ...weeklyCommitments
      .filter(({ clinician, weekday }) => clinician === code && weekdays[weekday - 1] === weekdayOf(sessionOn))
      .map(({ from, to }) => ({ start: londonInstant(sessionOn, from), end: londonInstant(sessionOn, to) })),
    ...singleCommitments
      .filter(({ clinician, day }) => clinician === code && addDays(around, day) === sessionOn)
      .map(({ from, to }) => ({ start: londonInstant(sessionOn, from), end: londonInstant(sessionOn, to) })),
  ];
}
