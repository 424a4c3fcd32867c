import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { generalProblems, type Words } from '../problem-codes.js';
import type { Problem, Result } from '../result.js';
import { requestErrorOf } from './request-error.js';

/** Filled when the schema is built, from what the areas declare. */
const UserErrorCode: Record<string, string> = {};

/** Puts the areas' problem codes into the enum. Call it once, just before the schema is built. */
export function registerUserErrorCodes(words: Words): void {
  const described = Object.entries(words);
  for (const [code] of described) UserErrorCode[code] = code;
  registerEnumType(UserErrorCode, {
    name: 'UserErrorCode',
    description: 'Why a mutation was refused. Stable: a front end may branch on it.',
    valuesConfig: Object.fromEntries(described.map(([code, description]) => [code, { description }])),
  });
}

@ObjectType('UserError', {
  description: 'One reason why a mutation changed nothing.',
  simpleResolvers: true,
})
export class UserErrorType implements Pick<Problem, 'code' | 'message'> {
  @Field(() => UserErrorCode, { description: 'What was wrong, for programs.' })
  code!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The input field that was wrong, as a path inside `input`, outermost name first; a position in a list is its number from 0. Null if it is not about one field.',
  })
  field!: string[] | null;

  @Field(() => String, { description: 'What was wrong and what to do, for people.' })
  message!: string;
}

@InterfaceType('MutationPayload', {
  description: 'What every mutation returns besides its result.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class MutationPayload {
  @Field(() => [UserErrorType], { description: 'Why nothing was changed; empty if something was.' })
  userErrors!: UserErrorType[];

  @Field(() => Boolean, {
    description:
      'True if the change was made but part of its result is not shown to you: a null in the result is then not a refusal.',
  })
  resultWithheld!: boolean;
}

type Answered = Pick<MutationPayload, 'userErrors' | 'resultWithheld'>;

const onlyAsError = new Set<string>([generalProblems.FORBIDDEN, generalProblems.UNAUTHENTICATED]);

/**
 * A mutation's payload from a use case's result. `pick` names the changed objects if all went well, null for one that
 * the viewer may not see, or no longer may when a request is repeated; the payload then says so.
 * @throws RequestError if the viewer may not do this at all.
 */
export function payloadOf<T, P extends object>(result: Result<T>, pick: (value: T) => P): Partial<P> & Answered {
  if (result.ok) {
    const picked = pick(result.value);
    return { ...picked, userErrors: [], resultWithheld: Object.values(picked).includes(null) };
  }
  const barred = result.problems.find((problem) => onlyAsError.has(problem.code));
  if (barred !== undefined) throw requestErrorOf(barred);
  return {
    resultWithheld: false,
    userErrors: result.problems.map(({ code, field, message }) => ({
      code,
      field: field === undefined ? null : [...field],
      message,
    })),
  } as Partial<P> & Answered;
}
