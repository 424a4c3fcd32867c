import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CancelSessionPayload } from '../../booking/cancel-session.type.js';
import type { Context } from '../../identity/context.js';
import { OverrideSharesPayload } from '../../sessions/places/override-shares.type.js';
import type { SessionSource } from '../../sessions/session/session.type.js';
import { type ChangeReport, ReportDraft } from '../change-report.js';
import { ChangeReportType } from '../change-report.type.js';
import { agreeing, many } from '../rules/days.js';
import { endedWithSession } from './session-change.queries.js';

/** What a command on one session took away, for the payloads of lower areas. */
@Resolver(() => OverrideSharesPayload)
export class OverriddenSharesResolver {
  @FieldResolver(() => ChangeReportType, {
    nullable: true,
    description: 'Which practices have more or fewer places than before, and who must be told; null if it was refused.',
  })
  change(@Root() { overridden }: OverrideSharesPayload): ChangeReport | null {
    if (overridden == null) return null;
    const { sessionId, sessionOn, changed } = overridden;
    const draft = new ReportDraft(sessionOn);
    for (const { practiceId, code, before, after } of changed) {
      draft.note('moves', 'PLACES', `${code} has ${many(after, 'place')} instead of ${before}.`, {
        count: Math.abs(after - before),
        about: { type: 'Session', key: sessionId },
        before: String(before),
        after: String(after),
      });
      draft.tell(practiceId, `You have ${many(after, 'place')} instead of ${before} in the session of ${sessionOn}.`);
    }
    return { ...draft.report, performed: true };
  }
}

@Resolver(() => CancelSessionPayload)
export class CancelledSessionResolver {
  @FieldResolver(() => ChangeReportType, {
    nullable: true,
    description: 'What ended with the session, and who must ring which patients; null if it was refused.',
  })
  async change(@Root() { session }: CancelSessionPayload, @Ctx() context: Context): Promise<ChangeReport | null> {
    const key = (session as SessionSource | null | undefined)?.key;
    const ended = key === undefined ? undefined : await context.query((db) => endedWithSession(db, key));
    if (ended === undefined) return null;
    const { sessionOn, title } = ended;
    const draft = new ReportDraft(sessionOn);
    const sum = (of: 'confirmed' | 'holds') => ended.bookings.reduce((total, each) => total + each[of], 0);
    const [bookings, holds] = [sum('confirmed'), sum('holds')];
    draft.note('moves', 'BOOKINGS', `${many(bookings, 'booking ends', 'bookings end')} with the session.`, {
      count: bookings,
    });
    draft.note(
      'moves',
      'BOOKINGS',
      `${many(holds, 'held slot is', 'held slots are')} released; waiting patients keep their turn.`,
      { count: holds },
    );
    draft.note(
      'moves',
      'PLACES',
      `${many(ended.places, 'place')} ${agreeing(ended.places, 'no longer belongs', 'no longer belong')} to a practice; the ledger owes them again.`,
      {
        count: ended.places,
      },
    );
    for (const { assignmentId, name, employerIds } of ended.assignments) {
      draft.note('moves', 'ASSIGNMENT', `${name} no longer works there.`, {
        about: { type: 'Assignment', key: assignmentId },
      });
      for (const id of employerIds)
        draft.tell(id, `${name} no longer works in “${title}” on ${sessionOn}: it is cancelled.`);
    }
    for (const { practiceId, confirmed } of ended.bookings) {
      if (confirmed === 0) continue;
      draft.tell(
        practiceId,
        `Ring the patients of ${many(confirmed, 'booking')} in “${title}” on ${sessionOn}: it is cancelled.`,
      );
    }
    return { ...draft.report, performed: true };
  }
}
