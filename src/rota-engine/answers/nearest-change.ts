import { charges } from '../scoring/evaluate.js';
import type { Kernel } from '../scoring/kernel.js';
import { tryToAdd } from '../search/try-to-add.js';
import type { Blocking, WhyNot } from './why-not.js';

/**
 * One thing that has to change before the clinician can take the line: a colleague takes over one of their sessions; an
 * obstacle is lifted (a limit raised by `amount`, leave cancelled); or one of their sessions is left open.
 */
export type Step =
  | { kind: 'MOVE'; sessionId: string; line: number; toClinicianId: string }
  | { kind: 'LIFT'; rule: string; amount: number }
  | { kind: 'RELEASE'; sessionId: string; line: number };

interface Asked {
  clinician: number;
  line: number;
  reasons: readonly Blocking[];
}

/**
 * The fewest steps found after which the clinician could take the line; none when they already can, null when the
 * session is past. What clashes is handed on or left open, never lifted. Where only limits are left, handing on one
 * session comes before lifting a limit, and leaving one open before lifting several. Includes prohibitions for others
 * that the steps would break (a supervisor gone). Leaves the kernel as it was, with a fresh mark.
 */
export function nearestChange(kernel: Kernel, whyNot: WhyNot, asked: Asked): readonly Step[] | null {
  const { clinician, line, reasons } = asked;
  if (reasons.some(({ rule }) => rule < 0)) return null;
  const clashing = linesThatClash(kernel, asked);
  const lifts = reasons.filter(({ fixed }) => fixed).map((reason) => liftOf(kernel, reason));
  if (clashing.length === 0 && lifts.length > 0) return lifts;
  const held = kernel.pieces();
  const lawful = kernel.levels[0]!;
  const own = clashing.filter((each) => kernel.mayRemove(clinician, each));
  const pinned = clashing.filter((each) => !own.includes(each)).map((each) => releaseOf(kernel, each));
  for (const each of own) kernel.remove(clinician, each);
  if (pinned.length > 0) lifts.push(...reasons.filter(isLimit).map((reason) => liftOf(kernel, reason)));
  const steps =
    lifts.length + pinned.length > 0
      ? [...lifts, ...pinned, ...own.map((each) => handOn(kernel, clinician, each))]
      : withinLimits(kernel, whyNot, { clinician, line, own, lawful });
  if (kernel.levels[0]! > lawful) steps.push(...liftsSince(kernel, held));
  // Handing on has tried colleagues out: put the rota back as it was.
  kernel.load(held.filter((piece) => kernel.problem.eligible[piece] === 1));
  return steps;
}

/** The clinician's lines that clash with the requested one. */
function linesThatClash({ held, problem }: Kernel, { clinician, line, reasons }: Asked): number[] {
  const others = reasons.map(({ subject }) => (subject.line === line ? subject.other : subject.line));
  return [...new Set(others)].filter((other) => other >= 0 && held[clinician * problem.lineCount + other] === 1);
}

function isLimit({ fixed, subject }: Blocking): boolean {
  return !fixed && subject.other < 0;
}

/** What clashes is already taken away: now the limits. */
function withinLimits(
  kernel: Kernel,
  whyNot: WhyNot,
  { clinician, line, own, lawful }: { clinician: number; line: number; own: readonly number[]; lawful: number },
): Step[] {
  const limits = whyNot.of(clinician, line);
  if (limits.length === 0) {
    kernel.add(clinician, line);
    return own.map((each) => handOn(kernel, clinician, each));
  }
  let release: Step | undefined;
  for (const near of nearestLines(kernel, clinician, line)) {
    kernel.remove(clinician, near);
    if (whyNot.of(clinician, line).length === 0) {
      kernel.add(clinician, line);
      if (own.length === 0 && kernel.levels[0]! <= lawful) release ??= releaseOf(kernel, near);
      const to = colleagueFor(kernel, clinician, near);
      if (to !== undefined && kernel.levels[0]! <= lawful) {
        return [moveOf(kernel, near, to), ...own.map((each) => handOn(kernel, clinician, each))];
      }
      if (to !== undefined) kernel.remove(to, near);
      kernel.remove(clinician, line);
    }
    kernel.add(clinician, near);
  }
  if (release !== undefined && limits.length > 1) return [release];
  return [...own.map((each) => handOn(kernel, clinician, each)), ...limits.map((reason) => liftOf(kernel, reason))];
}

/** The clinician's own lines that may be given up, nearest in time first: they count towards the same limits. */
function nearestLines(kernel: Kernel, clinician: number, line: number): number[] {
  const { problem } = kernel;
  const day = problem.dayOfLine[line]!;
  return [...problem.linesOf[clinician]!]
    .filter((each) => kernel.mayRemove(clinician, each))
    .sort((a, b) => Math.abs(problem.dayOfLine[a]! - day) - Math.abs(problem.dayOfLine[b]! - day) || a - b);
}

/** Gives the line, which the clinician no longer holds, to somebody else, or leaves it open. */
function handOn(kernel: Kernel, clinician: number, own: number): Step {
  const to = colleagueFor(kernel, clinician, own);
  return to === undefined ? releaseOf(kernel, own) : moveOf(kernel, own, to);
}

/** Gives the line to the first colleague who can take it; undefined when there is nobody. */
function colleagueFor(kernel: Kernel, clinician: number, own: number): number | undefined {
  return kernel.problem.cliniciansOf[own]!.find((other) => other !== clinician && tryToAdd(kernel, other, own));
}

/** The prohibitions that the rota breaks further than the one that held these pieces did. */
function liftsSince(kernel: Kernel, held: Int32Array): Step[] {
  const { problem } = kernel;
  const brokenBy = (pieces: Int32Array) => {
    const amounts = new Map<number, number>();
    for (const { level, rule, amount } of charges(problem, pieces)) {
      if (level === 0) amounts.set(rule, (amounts.get(rule) ?? 0) + amount);
    }
    return amounts;
  };
  const before = brokenBy(held);
  return [...brokenBy(kernel.pieces())].flatMap(([rule, amount]): Step[] => {
    const more = amount - (before.get(rule) ?? 0);
    return more > 0 ? [{ kind: 'LIFT', rule: problem.rules[rule]?.id ?? '', amount: more }] : [];
  });
}

function moveOf(kernel: Kernel, own: number, to: number): Step {
  return { kind: 'MOVE', ...placeOf(kernel, own), toClinicianId: kernel.problem.model.clinicians[to]!.id };
}

function releaseOf(kernel: Kernel, own: number): Step {
  return { kind: 'RELEASE', ...placeOf(kernel, own) };
}

function liftOf({ problem }: Kernel, { rule, amount }: Blocking): Step {
  return { kind: 'LIFT', rule: problem.rules[rule]?.id ?? '', amount };
}

function placeOf({ problem }: Kernel, own: number): { sessionId: string; line: number } {
  const there = problem.model.lines[own]!;
  return { sessionId: there.session.id, line: there.number };
}
