/**
 * Figures as clients read them. Digits that sums of binary fractions or divisions leave beyond the decimals of the unit
 * mean nothing, but look as if they did. Add up before rounding: adding up rounded figures is off by half a last digit
 * for each line.
 */
function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** People, full-time equivalents, hours, and counts per 1,000 people: to hundredths. */
export function inHundredths(value: number): number {
  return rounded(value, 2);
}

/**
 * Parts of a place or of a turn to host: to six decimals, as a session stores them, so that its preview shows the same
 * and a year of them can be added up.
 */
export function inParts(value: number): number {
  return rounded(value, 6);
}

/** What someone is owed of places or turns, as recorded in a ledger. */
export interface Owed {
  readonly broughtForward: number;
  readonly entitlement: number;
  readonly drift: number;
  readonly balance: number;
}

/**
 * The same to six decimals, so that drift = brought forward + entitlement - taken holds for the figures shown.
 * @param taken what was given or hosted, in whole ones.
 */
export function owedInParts(owed: Owed, taken: number): Owed {
  const [broughtForward, drift] = [inParts(owed.broughtForward), inParts(owed.drift)];
  return {
    broughtForward,
    drift,
    balance: inParts(owed.balance),
    entitlement: inParts(drift - broughtForward + taken),
  };
}
