import type { Kernel } from '../solver/kernel.js';
import type { Blocking, WhyNot } from './why-not.js';

/**
 * The smallest change after which the clinician could take the line: nothing at all; a colleague takes over one of their
 * sessions; the one thing in the way is lifted (a limit raised by `amount`, a leave cancelled); or one of their sessions
 * is left open instead.
 */
export type NearestChange =
  | { kind: 'NONE' }
  | { kind: 'MOVE'; sessionId: string; line: number; toClinicianId: string }
  | { kind: 'LIFT'; rule: string; amount: number }
  | { kind: 'RELEASE'; sessionId: string; line: number };

/** Null when more than one thing stands in the way. Leaves the kernel as it was, with a fresh mark. */
export function nearestChange(
  kernel: Kernel,
  whyNot: WhyNot,
  { clinician, line, reasons }: { clinician: number; line: number; reasons: readonly Blocking[] },
): NearestChange | null {
  const { problem } = kernel;
  if (reasons.length === 0) return { kind: 'NONE' };
  const [only] = reasons;
  const lift: NearestChange | null =
    reasons.length === 1 && only !== undefined && only.rule >= 0
      ? { kind: 'LIFT', rule: problem.rules[only.rule]?.id ?? '', amount: only.amount }
      : null;
  if (reasons.some(({ fixed }) => fixed)) return lift;
  let release: NearestChange | null = null;
  for (const own of linesInTheWay(kernel, clinician, line, reasons)) {
    const to = whoTakes(kernel, clinician, line, own);
    if (to === null) continue;
    const there = problem.model.lines[own]!;
    const place = { sessionId: there.session.id, line: there.number };
    const person = problem.model.clinicians[to];
    if (person !== undefined) return { kind: 'MOVE', ...place, toClinicianId: person.id };
    release ??= { kind: 'RELEASE', ...place };
  }
  return lift ?? release;
}

/** The clinician's own lines that could go: what clashes, or else what is near enough to count towards a limit. */
function linesInTheWay(kernel: Kernel, clinician: number, line: number, reasons: readonly Blocking[]): number[] {
  const { problem } = kernel;
  const clashing = reasons.flatMap(({ subject }) =>
    subject.other < 0 ? [] : [subject.line === line ? subject.other : subject.line],
  );
  const own = [...(problem.linesOf[clinician] ?? [])].filter((each) => kernel.mayRemove(clinician, each));
  if (clashing.length > 0) return clashing.filter((each) => own.includes(each));
  const day = problem.dayOfLine[line]!;
  return own.sort((a, b) => Math.abs(problem.dayOfLine[a]! - day) - Math.abs(problem.dayOfLine[b]! - day) || a - b);
}

/** Who could take `own` so that the clinician could take `line`: -1 nobody, but it would help; null: it does not help. */
function whoTakes(kernel: Kernel, clinician: number, line: number, own: number): number | null {
  const { problem } = kernel;
  kernel.mark();
  const before = kernel.levels[0]!;
  kernel.remove(clinician, own);
  if (!kernel.mayAdd(clinician, line)) return undo(kernel, null);
  kernel.add(clinician, line);
  if (kernel.levels[0]! > before) return undo(kernel, null);
  for (const other of problem.cliniciansOf[own] ?? []) {
    if (other === clinician || !kernel.mayAdd(other, own)) continue;
    kernel.add(other, own);
    if (kernel.levels[0]! <= before) return undo(kernel, other);
    kernel.remove(other, own);
  }
  return undo(kernel, -1);
}

function undo<T>(kernel: Kernel, answer: T): T {
  kernel.rollback();
  return answer;
}
