import { type AuditedKind, type AuditedKinds, fieldOf } from '../../platform/audit/audited-kind.js';
import { anyOrganisation } from './audited-columns.js';
import { organisationTypes } from './organisation-types.js';

/** Every kind of thing in the audit trail, by name, by table and by the objects that it concerns. */
export class AuditTrailKinds {
  private readonly byTable: ReadonlyMap<string, { readonly name: string; readonly kind: AuditedKind }>;

  constructor(readonly byName: AuditedKinds) {
    this.byTable = new Map(Object.entries(byName).map(([name, kind]) => [kind.table, { name, kind }]));
  }

  get tables(): readonly string[] {
    return [...this.byTable.keys()];
  }

  /** The tables of some kinds. Precondition: each name is that of a kind. */
  tablesOf(names: readonly string[]): string[] {
    return names.flatMap((name) => this.byName[name]?.table ?? []);
  }

  /** Precondition: the table is one of `tables`. */
  ofTable(table: string): { readonly name: string; readonly kind: AuditedKind } {
    const found = this.byTable.get(table);
    if (found === undefined) throw new Error(`the audit trail has no words for the table ${table}`);
    return found;
  }

  /** The types of the objects in the trail, because they have entries of their own or because an entry names them. */
  get types(): readonly string[] {
    const types = Object.values(this.byName)
      .flatMap(({ object, shown }) => [object?.[0], ...Object.values(shown).map((field) => fieldOf(field).type)])
      .flatMap((type) => (type === anyOrganisation ? organisationTypes : (type ?? [])));
    return [...new Set(types)].sort();
  }

  /** The columns, by table, in which an entry holds the key of an object of the type: its own, or one it names. */
  columnsNaming(type: string): { readonly table: string; readonly column: string }[] {
    return Object.values(this.byName).flatMap(({ table, object, shown }) =>
      [
        ...(object?.[0] === type ? [object[1]] : []),
        ...Object.keys(shown).filter((column) => fieldOf(shown[column] ?? '').type === type),
      ].map((column) => ({ table, column })),
    );
  }
}
