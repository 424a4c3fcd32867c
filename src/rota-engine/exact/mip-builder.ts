/** Columns and rows of a MIP as they are made, and at the end the sparse arrays that HiGHS takes (CSR, minimised). */
export class MipBuilder {
  private readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly integer: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  /** How many rows there are. */
  get rows(): number {
    return this.rowLower.length;
  }

  /** The number of the new column. */
  column(cost: number, lower: number, upper: number, integer: boolean): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.integer.push(integer ? 1 : 0);
    return this.cost.push(cost) - 1;
  }

  /** Adds an upper bound to the column. */
  restrict(column: number, upper: number): void {
    this.upper[column] = Math.min(this.upper[column] ?? 0, upper);
  }

  /** lower <= sum of value times column <= upper. Precondition: no column twice. */
  row(lower: number, upper: number, columns: readonly number[], values: readonly number[]): void {
    for (const [at, column] of columns.entries()) {
      this.indices.push(column);
      this.values.push(values[at] ?? 0);
    }
    this.starts.push(this.indices.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }

  arrays(offset: number): MipArrays {
    return {
      numCols: this.cost.length,
      numRows: this.rowLower.length,
      offset,
      colCost: Float64Array.from(this.cost),
      colLower: Float64Array.from(this.lower),
      colUpper: Float64Array.from(this.upper),
      integrality: Int32Array.from(this.integer),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      matrix: {
        format: 'csr',
        numRows: this.rowLower.length,
        numCols: this.cost.length,
        starts: Int32Array.from(this.starts),
        indices: Int32Array.from(this.indices),
        values: Float64Array.from(this.values),
      },
    };
  }
}

/** What `highs.createModel` takes. */
export interface MipArrays {
  numCols: number;
  numRows: number;
  offset: number;
  colCost: Float64Array;
  colLower: Float64Array;
  colUpper: Float64Array;
  /** 1 for integer columns. */
  integrality: Int32Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  matrix: {
    format: 'csr';
    numRows: number;
    numCols: number;
    starts: Int32Array;
    indices: Int32Array;
    values: Float64Array;
  };
}
