/** `real` with what the printed reply leaves out left out too: ids cut short by "…", and lists that end with "…". */
export function asPrinted(real: unknown, printed: unknown): unknown {
  if (typeof printed === 'string' && printed.endsWith('…') && typeof real === 'string') {
    return real.startsWith(printed.slice(0, -1)) ? printed : real;
  }
  if (Array.isArray(printed) && Array.isArray(real)) {
    const cut = printed.at(-1) === '…' ? printed.length - 1 : undefined;
    const shown = real.slice(0, cut).map((value, i) => asPrinted(value, printed[i]));
    return cut === undefined ? shown : [...shown, '…'];
  }
  if (printed !== null && typeof printed === 'object' && real !== null && typeof real === 'object') {
    const expected = printed as Record<string, unknown>;
    return Object.fromEntries(Object.entries(real).map(([key, value]) => [key, asPrinted(value, expected[key])]));
  }
  return real;
}
