/**
 * What the audit trail shows of each table, in the words of the schema. Deny by default: a table or column that is not
 * listed is never shown. Tests compare this list with the tables and the schema.
 */
export interface AuditedKind {
  readonly table: string;
  /** For the schema, to a PCN manager. */
  readonly description: string;
  /** The object that a client knows, and the column that holds its key; null if no single object represents the row. */
  readonly object: readonly [type: string, column: string] | null;
  /** Columns and the fields that show them; `name:Type` if the column holds the key of another object. */
  readonly shown: Readonly<Record<string, string>>;
  /** Columns that are not shown, besides the row's own id and network. */
  readonly hidden?: readonly string[];
}

/** A field and, if its column holds the key of an object, that object's type. */
export function fieldOf(shown: string): { readonly field: string; readonly type?: string } {
  const [field = '', type] = shown.split(':');
  return type === undefined ? { field } : { field, type };
}

/** The things of one room that leave entries, by their names in the schema. */
export type AuditedKinds = Readonly<Record<string, AuditedKind>>;
