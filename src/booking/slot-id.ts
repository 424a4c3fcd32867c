import { globalId, numberedIds } from '../platform/ids/global-id.js';
import type { SlotKey } from './claim.queries.js';

/** A slot's global id: its session and its number there. */
export const slotId = (sessionId: string, slotNumber: number): string => globalId('Slot', `${sessionId}/${slotNumber}`);

/** The ids of a session's slots by their number, for many at once. */
export const slotIdsOf = (sessionId: string): ((slotNumber: number) => string) => numberedIds('Slot', sessionId);

/** The slot that an input's id names. @param key the key of the id: session and number. */
export const slotOf = (key: string): SlotKey => {
  const [sessionId = '', number = ''] = key.split('/');
  return { sessionId, slotNumber: Number(number) };
};
