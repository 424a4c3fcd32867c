import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { overrideShares } from './override-shares.js';
import { OverrideSharesInput, OverrideSharesPayload } from './override-shares.type.js';
import { sessionLoader } from '../session/session.loader.js';
import { type SessionSource, sessionSource, SessionType } from '../session/session.type.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver(() => SessionType)
export class OverrideSharesResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may share its places differently from the ledger.' })
  async viewerCanOverrideShares(@Root() session: SessionSource, @Ctx() context: Context): Promise<boolean> {
    return session.row.state === 'PUBLISHED' && viewerCan(context, 'overrideShares', { pcnId: session.row.pcnId });
  }

  @Mutation(() => OverrideSharesPayload, {
    complexity: work(150),
    description:
      'Shares the free places of a session differently from the ledger. The ledger remembers: a practice is owed what it loses by this.',
  })
  async overrideShares(
    @Arg('input', () => OverrideSharesInput, { description: 'Which practices get how many places, and why.' })
    input: OverrideSharesInput,
    @Ctx() context: Context,
  ): Promise<OverrideSharesPayload> {
    const result = await context.command((tx, viewer) => overrideShares(tx, viewer, input));
    const row = result.ok ? await context.use(sessionLoader).load(result.value.sessionId) : null;
    return payloadOf(result, (overridden) => ({
      session: row && sessionSource(row),
      overridden,
    })) as OverrideSharesPayload;
  }
}
