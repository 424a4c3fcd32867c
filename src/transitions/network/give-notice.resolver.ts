import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { readContract } from '../../organisation/contract/contract.resolver.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { warningsOf } from '../../platform/graphql/warning.type.js';
import { giveNoticeWithReport } from './give-notice.js';
import { GiveNoticeInput, GiveNoticePayload } from './give-notice.type.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class GiveNoticeResolver {
  @Mutation(() => GiveNoticePayload, {
    complexity: work(({ input }) => 250 * (input as GiveNoticeInput).practices.length),
    description:
      "Gives notice on one or several practices' contracts at once. From the end on they can be awarded again. Reports what depends on them.",
  })
  async giveNotice(
    @Arg('input', () => GiveNoticeInput, { description: 'Which contracts, and when they end.' }) input: GiveNoticeInput,
    @Ctx() context: Context,
  ): Promise<GiveNoticePayload> {
    const result = await context.command((tx, viewer) => giveNoticeWithReport(tx, viewer, input));
    const at = await atOf(context, null);
    const ids = result.ok ? result.value.contractIds : [];
    const contracts = await Promise.all(ids.map((id) => readContract(context, id, at)));
    const picked = payloadOf(result, ({ change }) => ({ contracts, change }));
    return { warnings: warningsOf(result), ...picked } as unknown as GiveNoticePayload;
  }
}
