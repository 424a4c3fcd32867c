const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * True when a text holds a run of exactly ten digits that may be an NHS number, in any usual spelling. No text in which
 * this finds one is stored: not as a reference, a reason, a name or a key. Canonical UUIDs are exempt: otherwise about 2%
 * of them would be refused.
 * Source: no patient identity is stored; NHS Data Dictionary, NHS NUMBER (check by modulus 11).
 */
export function holdsNhsNumber(text: string): boolean {
  if (canonicalUuid.test(text)) return false;
  const plain = inAsciiDigits(text);
  const runs = [...plain.matchAll(/\d(?:[ -]?\d)*/g), ...plain.matchAll(/\d(?:[ -]*\d)*/g)];
  return runs.some(([run]) => passesNhsNumberCheck(run.replace(/[ -]/g, '')));
}

/** The text with digits of every script and width as 0 to 9, every space a plain one and every dash a hyphen. */
function inAsciiDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode keeps each script's digits together, from zero up, in runs of ten. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
}

/** Ten digits of which the last is 11 less the sum of the others, weighted 10 down to 2, modulo 11; 11 counts as 0 and 10 never passes. */
function passesNhsNumberCheck(digits: string): boolean {
  if (digits.length !== 10) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}
