/** Who asks for a slot, in the terms of the database's `slot_barred`. */
export type Asker = 'PRACTICE' | 'NHS_111' | 'OTHER_PARTNER';

/**
 * A booking partner takes slots only on its NHS 111 channel; everyone else is a practice, or acts for one.
 * @param channels that they ask through, or may.
 */
export function askerOf(role: string, channels: readonly string[]): Asker {
  if (role !== 'booking-partner') return 'PRACTICE';
  return channels.includes('NHS_111') ? 'NHS_111' : 'OTHER_PARTNER';
}
