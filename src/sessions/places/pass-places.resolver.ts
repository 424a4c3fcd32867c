import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { givePlacesTo, returnPlaces } from './pass-places.js';
import { sessionLoader } from '../session/session.loader.js';
import { type SessionSource, sessionSource } from '../session/session.type.js';
import { GivePlacesToInput, GivePlacesToPayload, ReturnPlacesInput, ReturnPlacesPayload } from './pass-places.type.js';

/** Null when the viewer can no longer see it, as when a practice that has left repeats a request. */
async function readIfSeen(context: Context, id: string): Promise<SessionSource | null> {
  const row = await context.use(sessionLoader).load(id);
  return row && sessionSource(row);
}

@Resolver()
export class PassPlacesResolver {
  @Mutation(() => ReturnPlacesPayload, {
    description: 'Gives free places of a practice back early, so that any practice of the network may use them.',
  })
  async returnPlaces(
    @Arg('input', () => ReturnPlacesInput, { description: 'Which practice’s places, and how many.' })
    input: ReturnPlacesInput,
    @Ctx() context: Context,
  ): Promise<ReturnPlacesPayload> {
    const result = await context.command((tx, viewer) => returnPlaces(tx, viewer, input));
    const session = result.ok ? await readIfSeen(context, result.value.sessionId) : null;
    return payloadOf(result, () => ({ session })) as ReturnPlacesPayload;
  }

  @Mutation(() => GivePlacesToPayload, {
    description: 'Passes free places of a practice to another practice that shares the service.',
  })
  async givePlacesTo(
    @Arg('input', () => GivePlacesToInput, { description: 'From which practice, to which, and how many.' })
    input: GivePlacesToInput,
    @Ctx() context: Context,
  ): Promise<GivePlacesToPayload> {
    const result = await context.command((tx, viewer) => givePlacesTo(tx, viewer, input));
    const session = result.ok ? await readIfSeen(context, result.value.sessionId) : null;
    return payloadOf(result, () => ({ session })) as GivePlacesToPayload;
  }
}
