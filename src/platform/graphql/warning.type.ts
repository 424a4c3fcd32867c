import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Result, Warning } from '../result.js';
import type { Words } from '../problem-codes.js';

/** Filled when the schema is built, from what the areas declare. */
const WarningCode: Record<string, string> = {};

/** Puts the areas' warnings into the enum. Call it once, just before the schema is built. */
export function registerWarningCodes(words: Words): void {
  const described = Object.entries(words);
  for (const [code] of described) WarningCode[code] = code;
  registerEnumType(WarningCode, {
    name: 'WarningCode',
    description: 'What to check after a mutation. Stable: a front end may branch on it.',
    valuesConfig: Object.fromEntries(described.map(([code, description]) => [code, { description }])),
  });
}

@ObjectType('Warning', {
  description: 'Something to check that did not stop the mutation.',
  simpleResolvers: true,
})
export class WarningType implements Pick<Warning, 'code' | 'message'> {
  @Field(() => WarningCode, { description: 'What to check, for programs.' })
  code!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The input field that it is about, as a path inside `input`, outermost name first; a position in a list is its number from 0. Null if it is not about one field.',
  })
  field!: string[] | null;

  @Field(() => String, { description: 'What to check and what to do, for people.' })
  message!: string;
}

/** The warnings of a use case's result, for a payload; none if it was refused. */
export function warningsOf(result: Result<{ readonly warnings: readonly Warning[] }>): WarningType[] {
  return result.ok
    ? result.value.warnings.map(({ code, field, message }) => ({
        code,
        field: field === undefined ? null : [...field],
        message,
      }))
    : [];
}

/** How every payload with warnings describes them. */
export const warningsDescription = 'What to check; the mutation was done. Empty if there is nothing.';
