import { globalId, numberedIds } from '../platform/graphql/global-id.js';
import { keyOfInput } from '../platform/graphql/input-id.js';
import { ok, refuse, type Result } from '../platform/result.js';
import type { SlotKey } from './claim.queries.js';

/** A slot's global id: its session and its number there. */
export const slotId = (sessionId: string, slotNumber: number): string => globalId('Slot', `${sessionId}/${slotNumber}`);

/** The ids of a session's slots by their number, for many at once. */
export const slotIdsOf = (sessionId: string): ((slotNumber: number) => string) => numberedIds('Slot', sessionId);

/** The slot that an input's id names. */
export const slotFromInput = (id: string, field: readonly string[]): Result<SlotKey> => {
  const key = keyOfInput('Slot', id, ...field);
  if (!key.ok) return key;
  const [sessionId = '', number = ''] = key.value.split('/');
  const slotNumber = Number(number);
  return Number.isInteger(slotNumber) && slotNumber >= 1 && slotNumber <= 100_000
    ? ok({ sessionId, slotNumber })
    : refuse({ code: 'INVALID_INPUT', field, message: 'This is not the id of a slot.' });
};
