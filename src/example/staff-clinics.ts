import { pcnSystemViewer } from '../identity/system-viewer.js';
import type { RunAs } from '../platform/database/database.js';
import type { Db } from '../platform/database/scope.js';
import { globalId } from '../platform/graphql/global-id.js';
import { assignClinician } from '../sessions/assign-clinician.js';
import { addDays } from '../time/london.js';
import { openPostsBefore } from './example.queries.js';
import type { ClinicFacts } from './facts/clinics.js';
import { clinicianId } from './workforce-rows.js';

export interface StaffClinics {
  /** By their ids. */
  readonly clinics: ReadonlyMap<string, ClinicFacts>;
  readonly around: string;
  /** Sessions from this day on are left without staff. */
  readonly until: string;
}

/** From so many days after `around`, every fourth session of a clinic is left open: a rota is never quite full. */
const fullForDays = 14;

/**
 * Fills the open posts by the use case that everybody else's assignments go through: the people of the line in turn, and
 * the next one where somebody is on leave or elsewhere. Posts for which nobody is left stay open.
 * @returns how many were filled.
 */
export const staffClinics = async (db: Db, as: RunAs, { clinics, around, until }: StaffClinics): Promise<number> => {
  const thinFrom = addDays(around, fullForDays);
  let filled = 0;
  for (const post of await openPostsBefore(db, until)) {
    const clinic = clinics.get(post.clinicId);
    const staff = clinic?.lines[post.line - 1]?.staff ?? [];
    if (clinic === undefined || (post.sessionOn >= thinFrom && post.turn % 4 === 3)) continue;
    const viewer = pcnSystemViewer(clinic.pcn, 'example');
    for (let attempt = 0; attempt < staff.length; attempt += 1) {
      const code = staff[(post.turn + attempt) % staff.length] ?? '';
      const assigned = await as(viewer, (tx) =>
        assignClinician(tx, viewer, {
          session: globalId('Session', post.sessionId),
          post: globalId('Post', `${post.sessionId}/${post.postNumber}`),
          clinician: globalId('Clinician', clinicianId(code)),
        }),
      );
      if (!assigned.ok) continue;
      filled += 1;
      break;
    }
  }
  return filled;
};
