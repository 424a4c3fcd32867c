import { about } from '../model/subject.js';
import type { Charged } from './charged.js';
import { charges } from './evaluate.js';
import type { Problem } from './problem.js';

/**
 * The rules that keep the clinician from the line whatever else is planned; empty where it may be, or only time froze
 * it.
 */
export function blockingRules(problem: Problem, clinician: number, line: number): number[] {
  const { model, rules, settings } = problem;
  const there = model.lines[line];
  if (there === undefined) return [];
  return rules.flatMap(({ blocks }, rule) =>
    settings[rule]?.hardness === 'PROHIBITS' && blocks?.(model, clinician, there) === true ? [rule] : [],
  );
}

/**
 * The prohibitions that pins and the past break by themselves, each with its rule: no search caused them, and none may
 * make them worse. Without those that only more assignments can mend (least minutes, shortest runs).
 */
export function inherited(problem: Problem): Charged[] {
  const { lineCount, pins, model } = problem;
  const blocked = [...pins].flatMap((piece) => {
    const clinician = Math.floor(piece / lineCount);
    const line = piece % lineCount;
    const subject = about({ clinician, line, day: model.lines[line]?.day ?? -1 });
    return blockingRules(problem, clinician, line).map((rule): Charged => ({
      rule,
      level: 0,
      cost: 0,
      amount: 1,
      subject,
      monotone: true,
      sort: 'BLOCK',
      index: piece,
    }));
  });
  const broken = charges(problem, pins, new Int32Array(problem.supportBase.length)).filter(
    ({ level, monotone, sort }) => level === 0 && (monotone || sort === 'SUPPORT'),
  );
  return [...blocked, ...broken];
}
