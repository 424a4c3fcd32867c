import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { generalProblems, type Words } from '../problem-codes.js';
import type { Problem, Result } from '../result.js';
import { requestErrorOf } from './request-error.js';

/** Filled when the schema is built, from what the areas declare. */
const UserErrorCode: Record<string, string> = {};

/** Puts the areas' problem codes into the enum. Call it once, right before the schema is built. */
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
      'The input field that was wrong, as a path inside `input`, outermost name first; a place in a list is its number from 0. Null when it is not about one field.',
  })
  field!: string[] | null;

  @Field(() => String, { description: 'What was wrong and what to do, for people.' })
  message!: string;
}

@InterfaceType('MutationPayload', {
  description: 'What every mutation answers with beside its result.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class MutationPayload {
  @Field(() => [UserErrorType], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: UserErrorType[];

  @Field(() => Boolean, {
    description:
      'True when the change was made and something of its result is not shown to you: then a null beside it is no refusal.',
  })
  resultWithheld!: boolean;
}

type Answered = Pick<MutationPayload, 'userErrors' | 'resultWithheld'>;

const onlyAsError = new Set<string>([generalProblems.FORBIDDEN, generalProblems.UNAUTHENTICATED]);

/**
 * A mutation's payload out of a use case's result: `pick` names the changed objects when all went well, null for one
 * that the viewer may not see, or not any more when a request is repeated; the payload then says so.
 * @throws RequestError when the viewer may not do this at all.
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
