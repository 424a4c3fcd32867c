/** What one operation is charged, and to whom; shared by every copy of its context. */
export interface Account {
  /** A token's subject in an organisation, or an address if there is no token. */
  readonly payer: string;
  /** Whether the request brought a valid token; without one only the schema can be read. */
  readonly known: boolean;
  /** How many points the payer has left in this period; null where nobody counts them. */
  readonly left: () => Promise<number> | null;
  /** Points charged so far. */
  cost: number;
  /** The same with what reading a new document took. */
  paid: number;
  /** Whether the operation was admitted; otherwise it was refused before anything ran. */
  admitted: boolean;
  /** Whether nothing ran although there was a document: it, its variables or its size were refused. */
  documentRefused: boolean;
}

export function openAccount(payer: string, known = false, left: Account['left'] = () => null): Account {
  return {
    payer,
    known,
    left,
    cost: 0,
    paid: 0,
    admitted: false,
    documentRefused: false,
  };
}
