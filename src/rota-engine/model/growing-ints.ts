/** A list of 32-bit integers that grows, for millions of entries, for which a list of objects would be too heavy. */
export class GrowingInts {
  private items = new Int32Array(1024);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    if (this.count === this.items.length) {
      const grown = new Int32Array(this.items.length * 2);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.count] = value;
    this.count += 1;
  }

  /** Precondition: `index` is below the length. */
  add(index: number, amount: number): void {
    this.items[index] = (this.items[index] ?? 0) + amount;
  }

  /** A view, valid until the next push. */
  view(): Int32Array {
    return this.items.subarray(0, this.count);
  }
}
