/** What was published of the Shift Scheduling Benchmark's instances (schedulingbenchmarks.org); null: no result. */
export interface PublishedResult {
  bestKnown: number;
  /** Gurobi 5.6.3 after 10 minutes. */
  gurobi: number | null;
  /** Rahimian, Akartunali and Levine 2017 (integer programming with variable neighbourhoods) after 10 minutes. */
  ipVns: number | null;
}

const rows: [bestKnown: number, gurobi: number | null, ipVns: number | null][] = [
  [607, 607, 607],
  [828, 828, 828],
  [1001, 1001, 1001],
  [1716, 1716, 1716],
  [1143, 1143, 1143],
  [1950, 1950, 1950],
  [1056, 1056, 1056],
  [1300, 8995, 1364],
  [439, 439, 439],
  [4631, 4631, 4631],
  [3443, 3443, 3443],
  [4040, 4045, 4042],
  [1348, 500410, 3109],
  [1278, 1482, 1281],
  [3829, 78144, 4144],
  [3225, 3521, 3306],
  [5746, 6149, 5760],
  [4459, 7950, 5049],
  [3149, 29968, 3974],
  [4769, null, null],
  [21133, null, null],
  [30241, null, null],
  [17428, null, null],
  [42463, null, null],
];

/** By number of the instance, from 1. */
export const publishedResults = new Map(
  rows.map(([bestKnown, gurobi, ipVns], index): [number, PublishedResult] => [index + 1, { bestKnown, gurobi, ipVns }]),
);
