import type { Assignment } from '../model/instance.js';
import type { Model } from '../model/model.js';
import type { Problem } from './problem.js';

/** The pieces that are 1 in an array by piece, in order of number. */
export function piecesIn(held: Uint8Array): Int32Array {
  const found: number[] = [];
  for (let piece = held.indexOf(1); piece >= 0; piece = held.indexOf(1, piece + 1)) found.push(piece);
  return Int32Array.from(found);
}

/**
 * Finds the piece of an assignment: undefined where the model has no such clinician. What it gives throws RangeError
 * for a staffing line that the model does not have.
 */
export function pieceFinder(model: Model): (assignment: Assignment) => number | undefined {
  const clinicians = new Map(model.clinicians.map(({ id }, index) => [id, index]));
  return ({ clinicianId, sessionId, line }) => {
    const clinician = clinicians.get(clinicianId);
    return clinician === undefined ? undefined : clinician * model.lines.length + model.lineOf(sessionId, line);
  };
}

/** The piece by ids, for whoever reads a rota without its problem. @throws RangeError for a number that is no piece. */
export function assignmentOf({ model, lineCount }: Problem, piece: number): Assignment {
  const clinician = model.clinicians[Math.floor(piece / lineCount)];
  const line = model.lines[piece % lineCount];
  if (clinician === undefined || line === undefined) throw new RangeError(`There is no piece ${piece}`);
  return { clinicianId: clinician.id, sessionId: line.session.id, line: line.number };
}
