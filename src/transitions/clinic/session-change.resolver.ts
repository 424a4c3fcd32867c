import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CancelSessionPayload } from '../../booking/cancel-session.type.js';
import type { Context } from '../../identity/context.js';
import { OverrideSharesPayload } from '../../sessions/places/override-shares.type.js';
import type { SessionSource } from '../../sessions/session/session.type.js';
import { type ChangeReport, ReportDraft } from '../change-report.js';
import { ChangeReportType } from '../change-report.type.js';
import { many } from '../rules/days.js';
import { noteEnded } from './note-ended.js';
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
    const draft = new ReportDraft(ended.sessionOn);
    noteEnded(draft, [ended]);
    return { ...draft.report, performed: true };
  }
}
