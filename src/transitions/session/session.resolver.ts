import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import type { Viewer } from '../../identity/viewer.js';
import { type OrganisationSource, PrimaryCareNetworkType } from '../../organisation/directory/organisation.type.js';
import type { Tx } from '../../platform/database/scope.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import type { Result } from '../../platform/result.js';
import { sessionLoader } from '../../sessions/session/session.loader.js';
import { type SessionSource, sessionSource, SessionType } from '../../sessions/session/session.type.js';
import type { ChangeReport } from '../change-report.js';
import { changePayload } from '../change-report.resolver.js';
import { addSession } from './add-session.js';
import { moveSession } from './move-session.js';
import { reinstateSession } from './reinstate-session.js';
import { AddSessionInput, MoveSessionInput, ReinstateSessionInput } from './session.input.js';
import { AddSessionPayload, MoveSessionPayload, ReinstateSessionPayload, type SessionPayload } from './session.type.js';
import { work } from '../../platform/graphql/limits/work.js';

async function readSession(context: Context, id: string | null): Promise<SessionSource | null> {
  const row = id === null ? null : await context.use(sessionLoader).load(id);
  return row && sessionSource(row);
}

async function sessionChange<Input extends { readonly session: string }>(
  context: Context,
  input: Input,
  command: (tx: Tx, viewer: Viewer, input: Input) => Promise<Result<ChangeReport>>,
): Promise<SessionPayload> {
  const payload = await changePayload(context, input, command);
  return payload.change == null ? payload : { ...payload, session: await readSession(context, input.session) };
}

@Resolver(() => SessionType)
export class SessionMovesResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may move it to another time or place.' })
  async viewerCanMove(@Root() { row }: SessionSource, @Ctx() context: Context): Promise<boolean> {
    return row.state === 'PUBLISHED' && (await viewerCan(context, 'moveSession', { pcnId: row.pcnId }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is cancelled and you may let it take place after all.' })
  async viewerCanReinstate(@Root() { row }: SessionSource, @Ctx() context: Context): Promise<boolean> {
    return row.state === 'CANCELLED' && (await viewerCan(context, 'reinstateSession', { pcnId: row.pcnId }));
  }

  @Mutation(() => MoveSessionPayload, {
    complexity: work(500),
    description:
      'Moves a published session to another time, day, room or site. It keeps its id, slots, places and bookings; bookings move only with `withBookings`.',
  })
  moveSession(
    @Arg('input', () => MoveSessionInput, { description: 'Which session, and when and where instead.' })
    input: MoveSessionInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    return sessionChange(context, input, moveSession);
  }

  @Mutation(() => ReinstateSessionPayload, {
    complexity: work(500),
    description:
      'Lets a cancelled session take place after all, while a room is free. Its places are given anew; what ended with it is listed.',
  })
  reinstateSession(
    @Arg('input', () => ReinstateSessionInput, { description: 'Which session, and why.' })
    input: ReinstateSessionInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    return sessionChange(context, input, reinstateSession);
  }
}

@Resolver(() => PrimaryCareNetworkType)
export class AddSessionResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may add sessions of their own here.' })
  viewerCanAddSession(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'scheduleSharedClinic', { pcnId: pcn.key });
  }

  @Mutation(() => AddSessionPayload, {
    complexity: work(500),
    description: 'Publishes one session on one day, without a series. It is a clinic of one day.',
  })
  async addSession(
    @Arg('input', () => AddSessionInput, { description: 'The session.' }) input: AddSessionInput,
    @Ctx() context: Context,
  ): Promise<SessionPayload> {
    const result = await context.command((tx, viewer) => addSession(tx, viewer, input));
    const session = result.ok ? await readSession(context, result.value.sessionId) : null;
    return payloadOf(result, ({ change }) => ({ change, session })) as unknown as SessionPayload;
  }
}
