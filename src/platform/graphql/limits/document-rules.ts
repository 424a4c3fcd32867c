import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';
import { LimitError } from './limit-error.js';
import type { LimitName, OperationLimits } from './limits.js';

/**
 * Validation rules for what can be counted in the document alone; they run in the same pass as GraphQL's own. The
 * parser counts tokens (`maxTokens`), and GraphQL's own rules refuse introspection loops.
 */
export function documentRules(limits: OperationLimits): readonly ValidationRule[] {
  const rule = (limit: LimitName, n: number) => ({
    n,
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) =>
        context?.reportError(new LimitError(limit, error.message.replace(/^Syntax Error: /, ''))),
    ],
  });
  const off = { enabled: false };
  return new ApolloArmor({
    maxDepth: { ...rule('DEPTH', limits.depth), flattenFragments: true },
    maxAliases: rule('ALIASES', limits.aliases),
    maxDirectives: rule('DIRECTIVES', limits.directives),
    maxTokens: off,
    costLimit: off,
    blockFieldSuggestion: off, // the schema is public
  }).protect().validationRules;
}
