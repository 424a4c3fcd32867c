import type { Problem } from '../solver/problem.js';

/** An assignment by ids, for whoever reads an answer without its problem. */
export interface NamedPiece {
  clinicianId: string;
  sessionId: string;
  line: number;
}

/** Who has to be told what of a change. */
export interface Told {
  clinicianId: string;
  loses: { sessionId: string; line: number }[];
  gains: { sessionId: string; line: number }[];
}

export function named(problem: Problem, piece: number): NamedPiece {
  const clinician = problem.model.clinicians[Math.floor(piece / problem.lineCount)];
  const line = problem.model.lines[piece % problem.lineCount];
  if (clinician === undefined || line === undefined) throw new RangeError(`There is no piece ${piece}`);
  return { clinicianId: clinician.id, sessionId: line.session.id, line: line.number };
}

/**
 * What differs between two rotas, by clinician in order of name of id. Both are given by ids, because what was published
 * may name sessions that are cancelled by now, and clinicians who may not work them any more.
 */
export function changesBetween(before: readonly NamedPiece[], after: readonly NamedPiece[]): Told[] {
  const told = new Map<string, Told>();
  const note = (list: 'loses' | 'gains', { clinicianId, sessionId, line }: NamedPiece) => {
    const entry = told.get(clinicianId) ?? { clinicianId, loses: [], gains: [] };
    told.set(clinicianId, entry);
    entry[list].push({ sessionId, line });
  };
  const key = ({ clinicianId, sessionId, line }: NamedPiece) =>
    `${line} ${clinicianId.length} ${clinicianId}${sessionId}`;
  const had = new Set(before.map(key));
  const has = new Set(after.map(key));
  for (const each of before) if (!has.has(key(each))) note('loses', each);
  for (const each of after) if (!had.has(key(each))) note('gains', each);
  return [...told.values()].sort((a, b) => (a.clinicianId < b.clinicianId ? -1 : 1));
}
