/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What a population counts. The three are never mixed in one figure. */
export type PopulationBasis =
  /** The PCN adjusted population, on which the enhanced access duty rests. */
  | 'PCN_ADJUSTED'
  /** Patients on the practice list. */
  | 'REGISTERED'
  /** The list weighted by need (Carr-Hill), as used for reimbursed roles. */
  | 'WEIGHTED';

/** A population figure and its source. */
export type RecordPopulationInput = {
  /** What is counted. */
  readonly basis: PopulationBasis;
  /** The day of the count. */
  readonly countedOn: string;
  /** The practice or PCN. */
  readonly organisation: string;
  /** Where the figure comes from. */
  readonly source: string;
  /** The count. */
  readonly value: number;
};

/** Why a mutation was refused. Stable: a front end may branch on it. */
export type UserErrorCode =
  /** Somebody else changed the same thing a moment ago. Read it again and try again. */
  | 'CONFLICT'
  /** Your role does not allow this, or not for this organisation. */
  | 'FORBIDDEN'
  /** The value is not of the form that the field asks for. */
  | 'INVALID_INPUT'
  /** Nothing with this identifier exists, or you may not see it. */
  | 'NOT_FOUND'
  /** A practice has one contract holder at a time. */
  | 'OVERLAPPING_CONTRACT'
  /** A practice is in one PCN at a time. */
  | 'OVERLAPPING_MEMBERSHIP'
  /** A site is run by one organisation at a time. */
  | 'OVERLAPPING_OPERATOR'
  /** There is a figure of this basis for this organisation and day already. */
  | 'POPULATION_ALREADY_RECORDED'
  /** There is no valid token with the request. */
  | 'UNAUTHENTICATED';

export type RecordPopulationMutationVariables = Exact<{
  input: RecordPopulationInput;
}>;


export type RecordPopulationMutation = { readonly recordPopulation: { readonly population: { readonly id: string, readonly basis: PopulationBasis, readonly countedOn: string, readonly value: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }> } };


export const RecordPopulationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordPopulation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordPopulationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordPopulation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"population"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"countedOn"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RecordPopulationMutation, RecordPopulationMutationVariables>;