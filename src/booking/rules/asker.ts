/** Who asks for a slot, as the database's `slot_barred` tells them apart. */
export type Asker = 'PRACTICE' | 'NHS_111' | 'OTHER_PARTNER';

/**
 * A booking partner takes slots on its channel of NHS 111 alone; everyone else is a practice, or acts for one.
 * @param channels that they ask through, or may.
 */
export function askerOf(role: string, channels: readonly string[]): Asker {
  if (role !== 'booking-partner') return 'PRACTICE';
  return channels.includes('NHS_111') ? 'NHS_111' : 'OTHER_PARTNER';
}
