import { getNullableType, type GraphQLSchema } from 'graphql';
import type { AskedMutation } from './request-context.js';

/** The part of every mutation's context that is needed here. */
interface Asked {
  beginMutation(asked: AskedMutation): void;
}

/**
 * Makes of every mutation one whose result may be null, so that what was done is returned whatever happens to the other
 * fields of the document, and whose idempotency key is taken off its input and kept for its command.
 */
export function prepareMutations(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.type = getNullableType(field.type);
    const { name, resolve } = field;
    if (resolve === undefined) throw new Error(`nothing performs the mutation ${name}`);
    field.resolve = (source, args: { input: object & { idempotencyKey?: string | null } }, context, info) => {
      const { idempotencyKey, ...asked } = args.input;
      (context as Asked).beginMutation({ mutation: name, key: idempotencyKey ?? null, input: args.input });
      return resolve(source, { ...args, input: asked }, context, info);
    };
  }
}
