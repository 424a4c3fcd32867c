import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type ChangePayload } from '../change-report.type.js';
import { CloseSitePayload } from './close-site.type.js';
import { closeSite } from './close-site.js';
import { CloseSiteInput } from './close-site.input.js';
import { changePayload } from '../change-report.resolver.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class CloseSiteResolver {
  @Mutation(() => CloseSitePayload, {
    complexity: work(1500),
    description:
      'Closes a site from a day on. Refused, with their names, while there are published sessions there from then on.',
  })
  closeSite(
    @Arg('input', () => CloseSiteInput, { description: 'Which site, and when.' }) input: CloseSiteInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, closeSite, 'closeSite');
  }
}
