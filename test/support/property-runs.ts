/** How often a property is tried: as often as the test says, and `PROPERTY_FACTOR` times that in a soak. */
export function runs(usual: number): number {
  return usual * Number(process.env['PROPERTY_FACTOR'] ?? 1);
}
