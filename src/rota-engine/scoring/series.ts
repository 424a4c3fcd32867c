import type { Problem } from './problem.js';

/** Lines that belong together: of a series, or else of one kind of session, in order of time. */
export function seriesOf({ model }: Problem): { groups: readonly Int32Array[]; groupOfLine: Int32Array } {
  const groupOfLine = new Int32Array(model.lines.length);
  const byName = Map.groupBy(
    model.lines,
    ({ session, number }) => `${session.seriesId ?? `kind ${session.kind}`} ${number}`,
  );
  const groups = [...byName.values()].map((lines, group) => {
    for (const { index } of lines) groupOfLine[index] = group;
    return Int32Array.from(lines, ({ index }) => index);
  });
  return { groups, groupOfLine };
}
