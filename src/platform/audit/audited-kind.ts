/**
 * What the audit trail tells of each table, in the words of the schema. Deny by default: a table or column that is not
 * here is never shown. Tests hold this list against the tables and the schema.
 */
export interface AuditedKind {
  readonly table: string;
  /** For the schema, to a PCN manager. */
  readonly description: string;
  /** The object that a client knows, and the column that holds its key; null where no single object stands for the row. */
  readonly object: readonly [type: string, column: string] | null;
  /** Columns and the fields they are shown as; `name:Type` where the column holds the key of another object. */
  readonly shown: Readonly<Record<string, string>>;
  /** Columns that are not shown, beside the row's own id and network. */
  readonly hidden?: readonly string[];
}

/** A field and the type of the object that the column holds the key of, if it does. */
export function fieldOf(shown: string): { readonly field: string; readonly type?: string } {
  const [field = '', type] = shown.split(':');
  return type === undefined ? { field } : { field, type };
}

/** What one room has that leaves entries, by the name under which the schema tells of it. */
export type AuditedKinds = Readonly<Record<string, AuditedKind>>;
