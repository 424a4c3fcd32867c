import type { Tx } from '../../platform/database/scope.js';
import { londonTime } from '../../time/london.js';
import type { ReportDraft } from '../change-report.js';
import type { AffectedAssignments } from '../leave/approve-leave.js';
import { agreeing, many } from '../rules/days.js';
import { openWork, type WorkOfClinician } from './clinician-change.queries.js';

/** Work that a clinician could not do any more. */
export interface UnfitWork {
  readonly work: WorkOfClinician;
  readonly why: string;
}

/**
 * What becomes of work that a clinician cannot do any more, and whom to tell. REFUSE: each session clashes. OPEN: the
 * clinician is taken off, and what is booked stays booked. What is over stays as it was. Precondition: the clinician is
 * locked.
 */
export async function settleWork(
  tx: Tx,
  draft: ReportDraft,
  unfit: readonly UnfitWork[],
  how: {
    readonly clinicianId: string;
    readonly name: string;
    readonly affectedAssignments: AffectedAssignments | undefined;
    /** Why each assignment ended, for its network. */
    readonly reason: string;
  },
): Promise<void> {
  const past = unfit.filter(({ work }) => work.over).length;
  draft.note(
    'stays',
    'ASSIGNMENT',
    `${many(past, 'session')} that ${agreeing(past, 'is', 'are')} over stay on record.`,
    {
      count: past,
    },
  );
  const ahead = unfit.filter(({ work }) => !work.over);
  const open = how.affectedAssignments === 'OPEN';
  if (open && ahead.length > 0) {
    const starts = ahead.map(({ work }) => work.startsAt);
    await openWork(tx.db, how.clinicianId, starts, how.reason);
  }
  for (const { work, why } of ahead) {
    const { sessionId, sessionOn, startsAt, endsAt, taken, pcnId } = work;
    const when = `${sessionOn} ${londonTime(Date.parse(startsAt))} to ${londonTime(Date.parse(endsAt))}`;
    const booked =
      taken === 0
        ? 'nothing is booked there'
        : `${many(taken, 'slot')} booked there ${agreeing(taken, 'stays', 'stay')} booked`;
    const line = { on: sessionOn, about: sessionId === null ? null : { type: 'Session', key: sessionId } };
    if (open) {
      draft.note('moves', 'ASSIGNMENT', `The post on ${when} is open; ${booked}.`, line);
    } else {
      const rest = 'Have someone else assigned there first, or open it with `affectedAssignments: OPEN`.';
      draft.note('clashes', 'ASSIGNMENT', `${how.name} works on ${when}. ${why} ${rest}`, line);
    }
    draft.tell(pcnId, `Someone else is needed on ${when}; ${booked}.`);
  }
}
