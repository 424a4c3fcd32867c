import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Result, Warning } from '../result.js';
import type { Words } from '../problem-codes.js';

/** Filled when the schema is built, from what the areas declare. */
const WarningCode: Record<string, string> = {};

/** Puts the areas' warnings into the enum. Call it once, right before the schema is built. */
export function registerWarningCodes(words: Words): void {
  const described = Object.entries(words);
  for (const [code] of described) WarningCode[code] = code;
  registerEnumType(WarningCode, {
    name: 'WarningCode',
    description: 'What there is to see to after a mutation. Stable: a front end may branch on it.',
    valuesConfig: Object.fromEntries(described.map(([code, description]) => [code, { description }])),
  });
}

@ObjectType('Warning', {
  description: 'Something to see to that stopped nothing: the mutation was done all the same.',
  simpleResolvers: true,
})
export class WarningType implements Pick<Warning, 'code' | 'message'> {
  @Field(() => WarningCode, { description: 'What there is to see to, for programs.' })
  code!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The input field that it is about, as a path inside `input`, outermost name first; a place in a list is its number from 0. Null when it is not about one field.',
  })
  field!: string[] | null;

  @Field(() => String, { description: 'What there is to see to and what to do, for people.' })
  message!: string;
}

/** The warnings of a use case's result, for a payload; none when it was refused. */
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
export const warningsDescription = 'What to see to; it was done all the same. Empty when there is nothing.';
