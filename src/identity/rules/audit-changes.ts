import { type AuditedKind, fieldOf } from '../../platform/audit/audited-kind.js';

type Columns = Readonly<Record<string, unknown>>;

/** A fact that a change concerned; `type` if its values are keys of other objects. */
export interface AuditChange {
  readonly field: string;
  readonly type?: string;
  readonly before: unknown;
  readonly after: unknown;
}

function isEmpty(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0);
}

function alike(a: unknown, b: unknown): boolean {
  return (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The facts in which two states of a row differ, in the order of the kind's fields; for a row that is new or gone, all
 * its facts. Columns that the kind does not show are left out. A batch has neither state, and no changes.
 */
export function changesOf(kind: AuditedKind, before: Columns | null, after: Columns | null): AuditChange[] {
  return Object.entries(kind.shown).flatMap(([column, shown]) => {
    const [was, is] = [before?.[column] ?? null, after?.[column] ?? null];
    return alike(was, is) ? [] : [{ ...fieldOf(shown), before: was, after: is }];
  });
}

/** A value as text for people: instants in UTC as `2026-11-25T09:00:00Z`, times as `09:00`, lists with commas. */
export function textOf(value: unknown): string | null {
  if (isEmpty(value)) return null;
  if (Array.isArray(value)) return value.map((item) => textOf(item) ?? '').join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+00:00$/.test(text)) return `${text.slice(0, 19)}Z`;
  return /^\d{2}:\d{2}:00$/.test(text) ? text.slice(0, 5) : text;
}
