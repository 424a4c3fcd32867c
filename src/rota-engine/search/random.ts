/** Random numbers that are the same for the same seed, on every machine (sfc32, Chris Doty-Humphrey's PractRand). */
export class Random {
  private a: number;
  private b = 0x9e3779b9 | 0;
  private c = 0x243f6a88 | 0;
  private count = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    for (let warm = 0; warm < 16; warm += 1) this.bits();
  }

  /** A whole number from 0 up to, but not including, `limit` (below 2^31). */
  below(limit: number): number {
    return ((this.bits() >>> 0) * limit * 2 ** -32) | 0;
  }

  /** Above 0, at most 1. */
  unit(): number {
    return ((this.bits() >>> 0) + 1) * 2 ** -32;
  }

  private bits(): number {
    const sum = (this.a + this.b + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }
}
