import type { AvailabilityRow } from './availability.queries.js';
import type { DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';

export interface AvailableSlotRow {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly roleCode: string;
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined || text.length <= 2 ? [] : text.slice(1, -1).split(',');
}

const comma = ','.charCodeAt(0);
const zero = '0'.charCodeAt(0);

/** The natural numbers in a list, read without making a text of each: a page may hold thousands. */
function naturalsOf(text: string | undefined): number[] {
  const numbers: number[] = [];
  if (text === undefined || text.length <= 2) return numbers;
  let number = 0;
  for (let i = 1; i < text.length - 1; i += 1) {
    const code = text.charCodeAt(i);
    if (code === comma) {
      numbers.push(number);
      number = 0;
    } else {
      number = number * 10 + code - zero;
    }
  }
  numbers.push(number);
  return numbers;
}

const noModes: readonly DeliveryMode[] = [];

/** The slots of a row in order of start, then number; fields that were not read are NaN or empty. */
export function slotsOf(row: AvailabilityRow): AvailableSlotRow[] {
  const numbers = naturalsOf(row.slotNumbers);
  const starts = naturalsOf(row.slotStarts);
  const ends = naturalsOf(row.slotEnds);
  const modes = listOf(row.slotModes);
  const roles = listOf(row.slotRoles);
  return numbers
    .map((number, i) => ({
      number,
      startsAt: (starts[i] ?? NaN) * 1000,
      endsAt: (ends[i] ?? NaN) * 1000,
      deliveryModes: (modes[i]?.split('+') as DeliveryMode[] | undefined) ?? noModes,
      roleCode: roles[i] ?? '',
    }))
    .sort((a, b) => a.startsAt - b.startsAt || a.number - b.number);
}
