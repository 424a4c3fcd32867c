import type { Problem } from '../scoring/problem.js';
import type { MipContext } from './mip-context.js';

/**
 * Of lines that all clash with one another, a clinician holds at most one. Cliques are grown greedily until every clash
 * is in one: far fewer rows than pairs, and a tighter relaxation. Nothing that clashes with a fixed line is possible.
 */
export function clashRows({ problem, builder, columnOf, fixed }: MipContext, free: readonly number[]): void {
  const { lineCount, bandReach, band, bandGroup } = problem;
  const width = 2 * bandReach + 1;
  const byClinician = Map.groupBy(free, (piece) => Math.floor(piece / lineCount));
  for (const [clinician, pieces] of byClinician) {
    const bits = band[bandGroup[clinician]!]!;
    const lines = pieces.map((piece) => piece % lineCount).sort((a, b) => a - b);
    const clash = (a: number, b: number) => Math.abs(b - a) <= bandReach && bits[a * width + b - a + bandReach] === 1;
    const done = new Set<number>();
    for (const [at, line] of lines.entries()) {
      const column = columnOf[clinician * lineCount + line]!;
      for (let other = Math.max(0, line - bandReach); other <= Math.min(lineCount - 1, line + bandReach); other += 1) {
        if (fixed[clinician * lineCount + other] === 1 && clash(line, other)) builder.restrict(column, 0);
      }
      const near = lines.slice(at + 1, lines.findLastIndex((other) => other - line <= bandReach) + 1);
      const clashing = near.filter((other) => clash(line, other));
      for (const other of clashing) {
        if (done.has(line * lineCount + other)) continue;
        const clique = [line, other];
        for (const third of clashing) {
          if (third !== other && clique.every((member) => member === line || clash(member, third))) clique.push(third);
        }
        for (const a of clique) for (const b of clique) if (a < b) done.add(a * lineCount + b);
        builder.row(
          -Infinity,
          1,
          clique.map((member) => columnOf[clinician * lineCount + member]!),
          clique.map(() => 1),
        );
      }
    }
  }
}

/** Whether no two of the pieces can be held together, by the clashes of their one clinician. */
export function exclude(problem: Problem, pieces: readonly number[]): boolean {
  const { lineCount, bandReach, band, bandGroup } = problem;
  const clinician = Math.floor(pieces[0]! / lineCount);
  const bits = band[bandGroup[clinician]!]!;
  return pieces.every((piece, at) =>
    pieces.slice(at + 1).every((other) => {
      if (Math.floor(other / lineCount) !== clinician) return false;
      const distance = other - piece;
      return (
        Math.abs(distance) <= bandReach && bits[(piece % lineCount) * (2 * bandReach + 1) + distance + bandReach] === 1
      );
    }),
  );
}
