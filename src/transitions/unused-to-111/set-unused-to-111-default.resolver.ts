import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { readUnusedTo111Default } from '../../sessions/clinic/unused-to-111.resolver.js';
import { setUnusedTo111Default } from './set-unused-to-111-default.js';
import { SetUnusedTo111DefaultInput, SetUnusedTo111DefaultPayload } from './set-unused-to-111-default.type.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class SetUnusedTo111DefaultResolver {
  @Mutation(() => SetUnusedTo111DefaultPayload, {
    complexity: work(8000),
    description:
      "Sets the time of day from which NHS 111 may also book a network's unused slots, for clinics that set none of their own. Published sessions that have not begun take the new time; what is booked stays booked. For clinical directors.",
  })
  async setUnusedTo111Default(
    @Arg('input', () => SetUnusedTo111DefaultInput, { description: 'Which network, what time and from when.' })
    input: SetUnusedTo111DefaultInput,
    @Ctx() context: Context,
  ): Promise<SetUnusedTo111DefaultPayload> {
    const asked = { ...input, unusedTo111From: input.unusedTo111From ?? null };
    const result = await context.command((tx, viewer) => setUnusedTo111Default(tx, viewer, asked));
    const performed = result.ok && result.value.change.performed;
    const said = performed ? await readUnusedTo111Default(context, result.value.pcnId, input.from) : null;
    return payloadOf(result, ({ sessionCount, change }) => ({
      unusedTo111Default: said ?? undefined,
      sessionCount,
      change,
    })) as unknown as SetUnusedTo111DefaultPayload;
  }
}
