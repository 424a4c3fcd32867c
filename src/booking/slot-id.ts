import { globalId, numberedIds } from '../platform/ids/global-id.js';
import type { SlotKey } from './claim.queries.js';

/** A slot's global id: its session and its number there. */
export function slotId(sessionId: string, slotNumber: number): string {
  return globalId('Slot', `${sessionId}/${slotNumber}`);
}

/** The ids of a session's slots by their number, for many at once. */
export function slotIdsOf(sessionId: string): (slotNumber: number) => string {
  return numberedIds('Slot', sessionId);
}

/** The slot that an input's id names. @param key the key of the id: session and number. */
export function slotOf(key: string): SlotKey {
  const [sessionId = '', number = ''] = key.split('/');
  return { sessionId, slotNumber: Number(number) };
}
