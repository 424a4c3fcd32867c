import type { Line, Model } from '../model/model.js';
import { rolesFor } from './role.js';
import type { Rule, TermContext } from './rule.js';
import { about } from '../model/subject.js';
import type { Terms } from './terms.js';

/**
 * Whoever needs supervision (by role, by name or because the line requires it) works only while somebody of a
 * supervising role is at the same site, for the whole of the session: on this rota, or known to be there anyway.
 */
export const supervision: Rule = {
  id: 'supervision',
  name: 'Supervisor on site',
  unit: 'unsupervised stretch of a session',
  source:
    'NHS England after the Leng review (July 2025) for physician associates; Network Contract DES for other supervised roles',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: (context, terms) => {
    const { model, linesOf } = context;
    const needs = new Map<string, { roles: readonly string[]; pieces: Piece[] }>();
    model.clinicians.forEach((_, clinician) => {
      for (const line of linesOf(clinician)) {
        for (const roles of needsOf(model, clinician, line)) {
          const key = `${line.site} ${roles.join(' ')}`;
          const need = needs.get(key) ?? { roles, pieces: [] };
          need.pieces.push({ clinician, line });
          needs.set(key, need);
        }
      }
    });
    for (const { roles, pieces } of needs.values()) {
      const dependent = new Set(pieces.map(({ clinician }) => clinician));
      const supervisors = model.clinicians.flatMap((person, clinician): Piece[] =>
        dependent.has(clinician) || !person.roles.some((code) => roles.includes(code))
          ? []
          : linesOf(clinician).map((line) => ({ clinician, line })),
      );
      for (const [day, ofDay] of Map.groupBy(pieces, ({ line }) => line.day)) {
        const near = supervisors.filter(
          ({ line }) => line.site === ofDay[0]?.line.site && Math.abs(line.day - day) <= 1,
        );
        supportsOfDay(context, terms, { roles, pieces: ofDay, near });
      }
    }
  },
  sentence: (model, { line, day, site }) =>
    `No supervisor is at ${model.instance.sites[site]?.name} through all of ${line < 0 ? model.dayName(day) : model.lineName(line)}.`,
};

interface Piece {
  clinician: number;
  line: Line;
}

function needsOf(model: Model, clinician: number, line: Line): (readonly string[])[] {
  const person = model.clinicians[clinician];
  const byRole = rolesFor(model, clinician, line).map((code) => model.roleOf(code)?.supervisedBy ?? []);
  // A clinician who may work the line in a role that needs no supervisor works it in that role.
  const ofRole = byRole.some((roles) => roles.length === 0) ? [] : byRole.slice(0, 1);
  return [...ofRole, person?.supervisedBy ?? [], line.staffing.supervisedBy].filter((roles) => roles.length > 0);
}

/** One support for each line that needs it and each stretch of it in which the same supervisors could be there. */
function supportsOfDay(
  { model }: TermContext,
  terms: Terms,
  { roles, pieces, near }: { roles: readonly string[]; pieces: readonly Piece[]; near: readonly Piece[] },
): void {
  for (const dependents of Map.groupBy(pieces, ({ line }) => line.index).values()) {
    const line = dependents[0]?.line;
    if (line === undefined) continue;
    const present = model.instance.presences.filter(
      ({ siteId, role }) => model.siteIndex(siteId) === line.site && roles.includes(role),
    );
    const edges = [...near.map((piece) => piece.line), ...present].flatMap(({ start, end }) => [start, end]);
    const cuts = [line.start, line.end, ...edges.filter((at) => at > line.start && at < line.end)];
    const seen = new Set<string>();
    for (const start of new Set(cuts.sort((a, b) => a - b))) {
      if (start === line.end) continue;
      const there = near.filter((piece) => piece.line.start <= start && start < piece.line.end);
      const known = present.filter((presence) => presence.start <= start && start < presence.end).length;
      const key = `${known > 0 ? 'known' : ''}${there.map((piece) => `${piece.clinician} ${piece.line.index}`).join()}`;
      if (known > 0 || seen.has(key)) continue;
      seen.add(key);
      const support = terms.support(about({ line: line.index, day: line.day, site: line.site }), 0);
      for (const { clinician } of dependents) terms.dependsOn(support, clinician, line.index);
      for (const piece of there) terms.sustains(support, piece.clinician, piece.line.index);
    }
  }
}
