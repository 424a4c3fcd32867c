/** The GraphQL type of each kind of organisation that has its own type; all other kinds are `Provider`s. */
const typeOfKind: Readonly<Record<string, string>> = {
  ICB: 'IntegratedCareBoard',
  SUB_ICB: 'SubIntegratedCareBoard',
  PCN: 'PrimaryCareNetwork',
  PRACTICE: 'Practice',
  CONTRACT_HOLDER: 'ContractHolder',
};

/** The name of the GraphQL type for organisations of a kind. */
export function organisationTypeOf(kind: string): string {
  return typeOfKind[kind] ?? 'Provider';
}

/** The types of organisations in the schema. */
export const organisationTypes: readonly string[] = [...Object.values(typeOfKind), 'Provider'];
