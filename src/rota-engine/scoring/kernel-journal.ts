/** The changes since the mark, the last one last: a piece that was added, or `~piece` for one that was removed. */
export class Journal {
  entries = new Int32Array(256);
  length = 0;

  note(entry: number): void {
    if (this.length === this.entries.length) {
      const grown = new Int32Array(this.entries.length * 2);
      grown.set(this.entries);
      this.entries = grown;
    }
    this.entries[this.length] = entry;
    this.length += 1;
  }
}
