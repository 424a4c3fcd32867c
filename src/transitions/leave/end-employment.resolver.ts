import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { readEmployment } from '../../workforce/employment.resolver.js';
import { endEmploymentWithReport } from './end-employment.js';
import { EndEmploymentInput, EndEmploymentPayload } from './end-employment.type.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class EndEmploymentResolver {
  @Mutation(() => EndEmploymentPayload, {
    complexity: work(700),
    description:
      'Ends a job on a day, with its releases to pools and its working pattern, and reports what depended on it.',
  })
  async endEmployment(
    @Arg('input', () => EndEmploymentInput, { description: 'Which job, and when.' }) input: EndEmploymentInput,
    @Ctx() context: Context,
  ): Promise<EndEmploymentPayload> {
    const result = await context.command((tx, viewer) =>
      endEmploymentWithReport(tx, viewer, { ...input, employmentId: input.employment }),
    );
    const employment = result.ok ? await readEmployment(context, input.employment, await atOf(context, null)) : null;
    return payloadOf(result, (change) => ({ employment, change })) as unknown as EndEmploymentPayload;
  }
}
