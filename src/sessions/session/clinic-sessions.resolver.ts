import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import {
  connectionOf,
  type ConnectionValue,
  keyForms,
  PageArgs,
  pageOf,
} from '../../platform/graphql/connection.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { countSessions, everySessionState, listSessions, type SessionFilter } from './session.queries.js';
import { SessionConnection, type SessionSource, sessionSource } from './session.type.js';
import { type SharedClinicSource, SharedClinicType } from '../clinic/shared-clinic.type.js';

@ArgsType()
class ClinicSessionsArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Only sessions held from this day on.' })
  from?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Only sessions held before this day.' })
  to?: string;
}

@Resolver(() => SharedClinicType)
export class ClinicSessionsResolver {
  @FieldResolver(() => SessionConnection, { description: 'Its published sessions, cancelled ones too, by start.' })
  async sessions(
    @Root() clinic: SharedClinicSource,
    @Args(() => ClinicSessionsArgs) args: ClinicSessionsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<SessionSource>> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const filter: SessionFilter = {
      clinicId: clinic.key,
      from: args.from ?? null,
      to: args.to ?? null,
      states: everySessionState,
    };
    return connectionOf(
      await context.query((db) => listSessions(db, filter, page)),
      page,
      (row) => [row.startsAt, row.id],
      sessionSource,
      async () => (await context.query((db) => countSessions(db, filter))).sessions,
    );
  }
}
