import { clinicKinds } from './audited-clinics.js';
import { anyOrganisation, type AuditedKind, fieldOf } from './audited-kind.js';
import { organisationKinds } from './audited-organisations.js';
import { organisationTypes } from './organisation-types.js';
import { workforceKinds } from './audited-workforce.js';

/** Every kind of thing that the audit trail tells of. */
export const auditedKinds = { ...organisationKinds, ...workforceKinds, ...clinicKinds } as const;

export type AuditedKindName = keyof typeof auditedKinds;

const kinds: Readonly<Record<string, AuditedKind>> = auditedKinds;

const byTable = new Map(
  Object.entries(kinds).map(([name, kind]) => [kind.table, { name: name as AuditedKindName, kind }]),
);

export const auditedTables: readonly string[] = [...byTable.keys()];

/** Precondition: the table is one of `auditedTables`. */
export const kindOfTable = (table: string): { readonly name: AuditedKindName; readonly kind: AuditedKind } => {
  const found = byTable.get(table);
  if (found === undefined) throw new Error(`the audit trail has no words for the table ${table}`);
  return found;
};

/** The types of whose objects the trail tells, by themselves or because an entry names them. */
export const auditedTypes: readonly string[] = [
  ...new Set(
    Object.values(kinds)
      .flatMap(({ object, shown }) => [object?.[0], ...Object.values(shown).map((field) => fieldOf(field).type)])
      .flatMap((type) => (type === anyOrganisation ? organisationTypes : (type ?? []))),
  ),
].sort();

/** The columns, table by table, in which an entry holds the key of an object of the type: its own, or one it names. */
export const columnsNaming = (type: string): { readonly table: string; readonly column: string }[] =>
  Object.values(kinds).flatMap(({ table, object, shown }) =>
    [
      ...(object?.[0] === type ? [object[1]] : []),
      ...Object.keys(shown).filter((column) => fieldOf(shown[column] ?? '').type === type),
    ].map((column) => ({ table, column })),
  );
