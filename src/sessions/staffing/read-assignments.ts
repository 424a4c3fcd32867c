import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { ok, type Result } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import { longestWindowDays, windowOf } from '../../time/window.js';
import type { AssignmentState } from './assignment.entity.js';
import { assignmentsOfClinicianLoader } from './assignment.loader.js';
import type { DatedAssignmentRow } from './assignment.queries.js';

/** Whose, on which London days `[from, to)` (by default the 92 from `day` on), and in which states. */
export interface AskedAssignments {
  readonly clinicianId: string;
  readonly day: string;
  readonly from: string | null | undefined;
  readonly to: string | null | undefined;
  readonly states: readonly AssignmentState[];
}

/** A clinician's assignments in the networks whose rota the viewer may read, by start. */
export async function readAssignments(
  context: Context,
  { clinicianId, day, from, to, states }: AskedAssignments,
): Promise<Result<readonly DatedAssignmentRow[]>> {
  const first = from ?? day;
  const days = windowOf(first, to ?? addDays(first, longestWindowDays));
  if (!days.ok) return days;
  const window = { clinicianId, from: days.value.from, to: days.value.to };
  const rows = await context.use(assignmentsOfClinicianLoader).load(window);
  const { viewer } = context;
  return context.query(async (_db, scope) =>
    ok(
      rows.filter(
        ({ state, pcnId }) => states.includes(state) && refusalOf(viewer, scope, 'readRota', { pcnId }) === undefined,
      ),
    ),
  );
}
