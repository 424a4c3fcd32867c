import type { Line, Model } from '../model/model.js';
import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

interface Stretch {
  startElapsed: number;
  endElapsed: number;
}

/** Work without a rest of the required length inside or between: from the start of the first to the end of the last. */
function tooLong(model: Model, first: Stretch, last: Stretch): boolean {
  return last.endElapsed - first.startElapsed > model.profile.numbers.breakWhenOverMinutes;
}

function follows(model: Model, earlier: Stretch, later: Stretch): boolean {
  const gap = later.startElapsed - earlier.endElapsed;
  return gap >= 0 && gap < model.profile.numbers.breakMinutes;
}

function rests(model: Model, line: Line): boolean {
  return line.session.breakMinutes >= model.profile.numbers.breakMinutes;
}

/**
 * A stretch of work is a session, or sessions with less than a break between them; a session with a break of its own
 * inside ends the stretch. Two sessions are a clash; longer chains are counted, each as a set that must not be
 * complete.
 */
export const breakOverSixHours: Rule = {
  id: 'break',
  name: 'A break in a long stretch of work',
  unit: 'stretch',
  source: 'Working Time Regulations 1998, regulation 12: 20 minutes away from work when the day is longer than 6 hours',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, line) => {
    if (rests(model, line)) return false;
    if (tooLong(model, line, line)) return true;
    const other = model.otherWork[clinician] ?? [];
    return other.some(
      (work) =>
        (follows(model, work, line) && tooLong(model, work, line)) ||
        (follows(model, line, work) && tooLong(model, line, work)),
    );
  },
  clashes: (model, _, earlier, later) =>
    !rests(model, earlier) && !rests(model, later) && follows(model, earlier, later) && tooLong(model, earlier, later),
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach((_, clinician) => {
      for (const chain of chainsOf(model, linesOf(clinician))) {
        const [first] = chain;
        const subject = about({ clinician, line: first?.index ?? -1, day: first?.day ?? -1, limit: chain.length });
        const counter = terms.counter({ subject, high: chain.length - 1 });
        for (const { index } of chain) terms.countPiece(counter, clinician, index, 1);
      }
    });
  },
  sentence: (model, { clinician, line, other }) => {
    const { breakMinutes, breakWhenOverMinutes } = model.profile.numbers;
    const to = other < 0 ? '' : ` to ${model.lineName(other)}`;
    return (
      `${model.clinicians[clinician]?.name} would work more than ${breakWhenOverMinutes / 60} hours without a break of ` +
      `${breakMinutes} minutes: ${model.lineName(line)}${to}.`
    );
  },
};

/** Chains of three and more that are too long, none of which holds a shorter one that is. */
function chainsOf(model: Model, lines: readonly Line[]): Line[][] {
  const open = lines.filter((line) => !rests(model, line));
  const found: Line[][] = [];
  const extend = (chain: Line[], from: number): void => {
    const [first] = chain;
    const last = chain.at(-1);
    if (first === undefined || last === undefined) return;
    for (let at = from; at < open.length; at += 1) {
      const next = open[at];
      if (next === undefined || next.startElapsed - last.endElapsed >= model.profile.numbers.breakMinutes) break;
      if (!follows(model, last, next)) continue;
      if (model.travel(last.site, next.site) > next.startElapsed - last.endElapsed) continue;
      if (!tooLong(model, first, next)) extend([...chain, next], at + 1);
      else if (chain.length > 1 && !tooLong(model, chain[1] ?? first, next)) found.push([...chain, next]);
    }
  };
  open.forEach((line, at) => extend([line], at + 1));
  return found;
}
