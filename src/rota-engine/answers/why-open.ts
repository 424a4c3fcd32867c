import type { Kernel } from '../scoring/kernel.js';
import { nearestChange, type Step } from './nearest-change.js';
import { type Blocking, WhyNot } from './why-not.js';

/** One clinician and everything that keeps them from the post; `reasons` is empty when they could take it now. */
export interface Candidate {
  clinician: number;
  reasons: readonly Blocking[];
}

export interface OpenLine {
  line: number;
  /** How many of the posts are open. */
  open: number;
  /** All clinicians who do not hold it, those with the fewest reasons first. */
  candidates: Candidate[];
}

/**
 * For every line with an open post, or only the given one, why each clinician is not there. The kernel holds the rota.
 */
export function whyOpen(kernel: Kernel, only?: number): OpenLine[] {
  const { problem } = kernel;
  const whyNot = new WhyNot(kernel);
  const found: OpenLine[] = [];
  for (let line = 0; line < problem.lineCount; line += 1) {
    const open = problem.posts[line]! - kernel.cover[line]!;
    if (only === undefined ? open <= 0 : line !== only) continue;
    const candidates: Candidate[] = [];
    for (let clinician = 0; clinician < problem.clinicianCount; clinician += 1) {
      if (kernel.held[clinician * problem.lineCount + line] === 1) continue;
      candidates.push({ clinician, reasons: whyNot.of(clinician, line) });
    }
    candidates.sort((a, b) => a.reasons.length - b.reasons.length || a.clinician - b.clinician);
    found.push({ line, open: Math.max(0, open), candidates });
  }
  return found;
}

export interface ToldCandidate {
  clinicianId: string;
  /** Rule and sentence of every obstacle; rule `past` where the session has begun. */
  reasons: { rule: string; sentence: string }[];
  /** The nearest change, with all its steps; null where the session has begun. */
  nearest: readonly Step[] | null;
}

/** The same for one line, in sentences, with the nearest change that would make room for each candidate. */
export function whyOpenInWords(kernel: Kernel, line: number): ToldCandidate[] {
  const { problem } = kernel;
  const whyNot = new WhyNot(kernel);
  return whyOpen(kernel, line).flatMap(({ candidates }) =>
    candidates.map(({ clinician, reasons }) => ({
      clinicianId: problem.model.clinicians[clinician]?.id ?? '',
      reasons: reasons.map((reason) => ({
        rule: problem.rules[reason.rule]?.id ?? 'past',
        sentence: whyNot.sentence(reason),
      })),
      nearest: nearestChange(kernel, whyNot, { clinician, line, reasons }),
    })),
  );
}
