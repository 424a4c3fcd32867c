import type { AvailabilityRow } from './availability.queries.js';
import type { DeliveryMode } from './booking.entity.js';

export interface AvailableSlotRow {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly roleCode: string;
}

const listOf = (text: string | undefined): readonly string[] =>
  text === undefined || text.length <= 2 ? [] : text.slice(1, -1).split(',');

/** The slots of a row in order of start, then number; of what was not read, NaN and empty. */
export const slotsOf = (row: AvailabilityRow): AvailableSlotRow[] => {
  const starts = listOf(row.slotStarts);
  const ends = listOf(row.slotEnds);
  const modes = listOf(row.slotModes);
  const roles = listOf(row.slotRoles);
  return listOf(row.slotNumbers)
    .map((number, i) => ({
      number: Number(number),
      startsAt: Number(starts[i]) * 1000,
      endsAt: Number(ends[i]) * 1000,
      deliveryModes: (modes[i]?.split('+') ?? []) as DeliveryMode[],
      roleCode: roles[i] ?? '',
    }))
    .sort((a, b) => a.startsAt - b.startsAt || a.number - b.number);
};
