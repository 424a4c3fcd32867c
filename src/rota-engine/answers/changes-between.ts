import type { Assignment } from '../model/instance.js';

/** A clinician to be told of a change, and what changed. */
export interface Told {
  clinicianId: string;
  loses: { sessionId: string; line: number }[];
  gains: { sessionId: string; line: number }[];
}

/**
 * What differs between two rotas, by clinician in order of id. Both are given by ids, because what was published may
 * name sessions that have since been cancelled, and clinicians who may no longer work them.
 */
export function changesBetween(before: readonly Assignment[], after: readonly Assignment[]): Told[] {
  const told = new Map<string, Told>();
  const note = (list: 'loses' | 'gains', { clinicianId, sessionId, line }: Assignment) => {
    const entry = told.get(clinicianId) ?? { clinicianId, loses: [], gains: [] };
    told.set(clinicianId, entry);
    entry[list].push({ sessionId, line });
  };
  const key = ({ clinicianId, sessionId, line }: Assignment) =>
    `${line} ${clinicianId.length} ${clinicianId}${sessionId}`;
  const had = new Set(before.map(key));
  const has = new Set(after.map(key));
  for (const each of before) if (!has.has(key(each))) note('loses', each);
  for (const each of after) if (!had.has(key(each))) note('gains', each);
  return [...told.values()].sort((a, b) => (a.clinicianId < b.clinicianId ? -1 : 1));
}
