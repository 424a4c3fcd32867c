import type { Problem } from '../scoring/problem.js';

/** Clinicians and lines that eligibility does not connect with others; single terms may still span several. */
export interface Component {
  clinicians: readonly number[];
  /** Every piece that may be decided, in order of number. */
  pieces: Int32Array;
}

/**
 * The connected components of eligibility, largest first; lines that nobody may hold and clinicians who may hold
 * nothing are in none.
 */
export function componentsOf(problem: Problem): Component[] {
  const { clinicianCount, lineCount, linesOf, cliniciansOf, eligible } = problem;
  const seen = new Uint8Array(clinicianCount);
  const found: Component[] = [];
  for (let first = 0; first < clinicianCount; first += 1) {
    if (seen[first] === 1) continue;
    seen[first] = 1;
    const clinicians = [first];
    // The list grows during the loop.
    for (const clinician of clinicians) {
      for (const line of linesOf[clinician]!) {
        for (const other of cliniciansOf[line]!) {
          if (seen[other] === 1) continue;
          seen[other] = 1;
          clinicians.push(other);
        }
      }
    }
    clinicians.sort((a, b) => a - b);
    const pieces = clinicians.flatMap((clinician) =>
      Array.from(linesOf[clinician]!, (line) => clinician * lineCount + line).filter((piece) => eligible[piece] === 1),
    );
    if (pieces.length > 0) found.push({ clinicians, pieces: Int32Array.from(pieces).sort() });
  }
  return found.sort((a, b) => b.pieces.length - a.pieces.length);
}
