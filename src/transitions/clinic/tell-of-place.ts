import type { Tx } from '../../platform/database/scope.js';
import type { ReportDraft } from '../change-report.js';
import type { SessionAhead } from './clinic-change.queries.js';
import { bookingsAhead, staffAhead } from './clinic-form.queries.js';
import { many } from '../rules/days.js';

/**
 * Tells those whose patients or staff go to another site: practices with bookings ring their patients, employers tell
 * their staff. Precondition: the sessions are locked.
 */
export async function tellOfPlace(
  tx: Tx,
  draft: ReportDraft,
  { title, siteName, sessions }: { title: string; siteName: string; sessions: readonly SessionAhead[] },
): Promise<void> {
  const ids = sessions.map(({ id }) => id);
  const dayOf = new Map(sessions.map(({ id, sessionOn }) => [id, sessionOn]));
  const confirmed = (await bookingsAhead(tx.db, ids)).filter((booking) => booking.confirmed);
  for (const [practiceId, own] of Map.groupBy(confirmed, (booking) => booking.practiceId)) {
    const days = [...new Set(own.flatMap(({ sessionId }) => dayOf.get(sessionId) ?? []))].join(', ');
    const bookings = many(own.length, 'booking');
    draft.tell(practiceId, `Ring the patients of ${bookings} in “${title}”, now at ${siteName}: ${days}.`);
  }
  const staff = await staffAhead(tx.db, ids);
  draft.note(
    'stays',
    'ASSIGNMENT',
    `${many(staff.length, 'assignment continues', 'assignments continue')} at ${siteName}.`,
    {
      count: staff.length,
    },
  );
  for (const own of Map.groupBy(staff, ({ clinicianId }) => clinicianId).values()) {
    const [person] = own;
    if (person === undefined) continue;
    const days = own.map(({ sessionOn }) => sessionOn).join(', ');
    for (const id of person.employerIds) draft.tell(id, `${person.name} works in “${title}” at ${siteName}: ${days}.`);
  }
}
