import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { atBeginning, atOf } from '../../organisation/directory/at.js';
import { work } from '../../platform/graphql/limits/work.js';
import { type PoolReleaseSource, PoolReleaseType } from '../../workforce/employment.type.js';
import { readRelease } from '../../workforce/pool-release.resolver.js';
import { changeThenRead } from '../change-report.resolver.js';
import { changeRelease } from './change-release.js';
import { endRelease } from './end-release.js';
import { ChangeReleaseInput, EndReleaseInput } from './release-change.input.js';
import { ChangeReleasePayload, EndReleasePayload, type ReleaseChangePayload } from './release-change.type.js';

@Resolver(() => PoolReleaseType)
export class ReleaseChangeResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether it is neither declined nor over, and you may change and end it.',
  })
  async viewerCanChange(@Root() release: PoolReleaseSource, @Ctx() context: Context): Promise<boolean> {
    const { day } = await atOf(context, null);
    if (release.state === 'DECLINED' || (release.to !== null && release.to <= day)) return false;
    return viewerCan(context, 'releaseToPool', { organisationId: release.employerId });
  }

  @Mutation(() => ChangeReleasePayload, {
    complexity: work(500),
    description:
      'Changes how many minutes a week of a job a PCN may roster from a day on; another release begins then. A PCN that the employer is not a member of must accept it.',
  })
  changeRelease(
    @Arg('input', () => ChangeReleaseInput, { description: 'Which release, how much, when and why.' })
    input: ChangeReleaseInput,
    @Ctx() context: Context,
  ): Promise<ReleaseChangePayload> {
    return changeThenRead(context, input, changeRelease, async ({ moves }) => {
      const next = moves.find(({ about }) => about?.type === 'PoolRelease')?.about;
      return { release: next && (await readRelease(context, next.key, await atBeginning(context, input.from))) };
    });
  }

  @Mutation(() => EndReleasePayload, {
    complexity: work(500),
    description:
      'Ends a release to the pool of a PCN on a day. Its published sessions that no other release covers are in the way, or opened.',
  })
  endRelease(
    @Arg('input', () => EndReleaseInput, { description: 'Which release, when and why.' }) input: EndReleaseInput,
    @Ctx() context: Context,
  ): Promise<ReleaseChangePayload> {
    return changeThenRead(context, input, endRelease, async () => ({
      release: await readRelease(context, input.release, await atOf(context, null)),
    }));
  }
}
