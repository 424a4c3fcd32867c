import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

/** One counter for each stretch of the hours in which the same people could be there; it costs its minutes. */
export const gpOnSite: Rule = {
  id: 'gp-on-site',
  name: 'A GP on site in Network Standard Hours',
  unit: 'minute',
  source: 'Network Contract DES, enhanced access: a GP physically at one site of the network throughout',
  defaults: { hardness: 'OBLIGES', rank: 1, weight: 100 },
  compile: ({ model, linesOf }, terms) => {
    const { standardHoursRoles } = model.profile.numbers;
    const pieces = model.clinicians.flatMap(({ roles }, clinician) =>
      roles.some((code) => standardHoursRoles.includes(code))
        ? linesOf(clinician).map((line) => ({ clinician, line }))
        : [],
    );
    const byDay = Map.groupBy(pieces, ({ line }) => line.day);
    const present = model.instance.presences.filter(({ role }) => standardHoursRoles.includes(role));
    for (const hours of model.instance.standardHours) {
      const day = Math.floor(hours.start / 1440);
      const near = [...(byDay.get(day - 1) ?? []), ...(byDay.get(day) ?? [])];
      const edges = [...near.map(({ line }) => line), ...present].flatMap(({ start, end }) => [start, end]);
      const inside = edges.filter((at) => at > hours.start && at < hours.end);
      const cuts = [...new Set([hours.start, ...inside, hours.end])].sort((a, b) => a - b);
      const stretches = new Map<string, { minutes: number; there: typeof near }>();
      for (const [at, start] of cuts.slice(0, -1).entries()) {
        if (present.some((presence) => presence.start <= start && start < presence.end)) continue;
        const there = near.filter(({ line }) => line.start <= start && start < line.end);
        const key = there.map(({ clinician, line }) => `${clinician} ${line.index}`).join();
        const minutes = model.elapsed(cuts[at + 1] ?? start) - model.elapsed(start);
        stretches.set(key, { minutes: (stretches.get(key)?.minutes ?? 0) + minutes, there });
      }
      for (const { minutes, there } of stretches.values()) {
        const counter = terms.counter({ subject: about({ day }), low: 1, units: minutes });
        for (const { clinician, line } of there) terms.countPiece(counter, clinician, line.index, 1);
      }
    }
  },
  sentence: (model, { day }, amount) =>
    `${model.dayName(day)}: no GP at any site for ${amount} minutes of the Network Standard Hours.`,
};
