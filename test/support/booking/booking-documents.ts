/** Documents that several booking tests send. */
export const bookDocument = `mutation ($input: BookSlotInput!) {
  bookSlot(input: $input) { booking { id state slotNumber startsAt reference } userErrors { code field message } }
}`;

export const holdDocument = `mutation ($input: HoldSlotInput!) {
  holdSlot(input: $input) { hold { id state expiresAt } userErrors { code field message } }
}`;

export const moveDocument = `mutation ($input: MoveBookingInput!) {
  moveBooking(input: $input) { booking { id state slotNumber startsAt } userErrors { code field message } }
}`;

export const cancelDocument = `mutation ($input: CancelBookingInput!) {
  cancelBooking(input: $input) { booking { id state } userErrors { code field message } }
}`;

/** The input of a plain booking of a slot. */
export function bookInput(slot: string, practice: string, reference: string, more: object = {}) {
  return {
    input: { what: { slot }, practice, reference, channel: 'PHONE', need: 'MUSCULOSKELETAL', ...more },
  };
}
