/** The GraphQL type of each kind of organisation that has one of its own; those of the other kinds are `Provider`s. */
const typeOfKind: Readonly<Record<string, string>> = {
  ICB: 'IntegratedCareBoard',
  SUB_ICB: 'SubIntegratedCareBoard',
  PCN: 'PrimaryCareNetwork',
  PRACTICE: 'Practice',
  CONTRACT_HOLDER: 'ContractHolder',
};

/** The name of the GraphQL type of organisations of a kind. */
export function organisationTypeOf(kind: string): string {
  return typeOfKind[kind] ?? 'Provider';
}

/** The types that organisations have in the schema. */
export const organisationTypes: readonly string[] = [...Object.values(typeOfKind), 'Provider'];
