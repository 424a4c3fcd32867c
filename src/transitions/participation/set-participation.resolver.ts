import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atBeginning } from '../../organisation/directory/at.js';
import { readParticipation } from '../../organisation/participation/participation.resolver.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { setParticipation } from './set-participation.js';
import { SetParticipationInput, SetParticipationPayload } from './set-participation.type.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class SetParticipationResolver {
  @Mutation(() => SetParticipationPayload, {
    complexity: work(5500),
    description:
      'Lets a practice take part in a service of its network, opt out of it or join its pilot. Free places that it may no longer use return to the pool.',
  })
  async setParticipation(
    @Arg('input', () => SetParticipationInput, { description: 'Which practice, which service, and from when.' })
    input: SetParticipationInput,
    @Ctx() context: Context,
  ): Promise<SetParticipationPayload> {
    const result = await context.command((tx, viewer) => setParticipation(tx, viewer, input));
    const id = result.ok ? result.value.participationId : null;
    const participation =
      id === null ? undefined : await readParticipation(context, id, await atBeginning(context, input.from));
    return payloadOf(result, ({ change }) => ({ participation, change })) as unknown as SetParticipationPayload;
  }
}
