import { Field, InputType } from 'type-graphql';

/**
 * What every mutation's input has: extend it, and `context.command` does the rest. Resolvers and use cases never see
 * the key.
 */
@InputType('MutationInput', { description: 'What every mutation takes besides what is to be done.' })
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Your own key for this request, 1 to 100 characters: sent again within 24 hours it answers with the first outcome instead of doing it twice.',
  })
  readonly idempotencyKey?: never;
}
