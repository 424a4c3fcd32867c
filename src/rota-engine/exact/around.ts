import type { Problem } from '../scoring/problem.js';

/**
 * The pieces worth deciding again when something happens to the lines: everybody who could be affected, in the weeks of
 * the lines. If that is more than `most`, fewer: only those who could work one of the lines, on the days beside them,
 * and finally only on their days. In order of number.
 */
export function piecesAround(problem: Problem, lines: readonly number[], most: number): Int32Array {
  const { model } = problem;
  const weeks = new Set(lines.map((line) => model.lines[line]!.week));
  const days = new Set(lines.map((line) => problem.dayOfLine[line]!));
  const inWeeks = (line: number) => weeks.has(model.lines[line]!.week);
  const beside = (line: number) => [-1, 0, 1].some((add) => days.has(problem.dayOfLine[line]! + add));
  const onDays = (line: number) => days.has(problem.dayOfLine[line]!);
  const able = new Set(lines.flatMap((line) => [...problem.cliniciansOf[line]!]));
  const choices = [
    () => piecesOf(problem, drawnIn(problem, able, inWeeks), inWeeks),
    () => piecesOf(problem, able, inWeeks),
    () => piecesOf(problem, able, beside),
    () => piecesOf(problem, able, onDays),
  ];
  for (const choice of choices) {
    const pieces = choice();
    if (pieces.length <= most) return pieces;
  }
  return piecesOf(problem, able, (line) => lines.includes(line)).slice(0, most);
}

/** Who is connected with them through lines that both may hold. */
function drawnIn(problem: Problem, able: ReadonlySet<number>, near: (line: number) => boolean): Set<number> {
  const clinicians = new Set(able);
  const seen = new Set<number>();
  // The set grows during the loop.
  for (const clinician of clinicians) {
    for (const line of problem.linesOf[clinician]!) {
      if (seen.has(line) || !near(line)) continue;
      seen.add(line);
      for (const other of problem.cliniciansOf[line]!) clinicians.add(other);
    }
  }
  return clinicians;
}

function piecesOf(problem: Problem, clinicians: Iterable<number>, near: (line: number) => boolean): Int32Array {
  const found: number[] = [];
  for (const clinician of clinicians) {
    for (const line of problem.linesOf[clinician]!) {
      const piece = clinician * problem.lineCount + line;
      if (problem.eligible[piece] === 1 && near(line)) found.push(piece);
    }
  }
  return Int32Array.from(found).sort();
}
