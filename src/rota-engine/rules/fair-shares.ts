import type { Clinician, Work } from '../model/instance.js';
import type { Line, Model } from '../model/model.js';
import type { TermContext } from './rule.js';
import { about } from '../model/subject.js';
import type { Terms } from './terms.js';

interface Burden {
  /** Whether working the line is one. */
  ofLine: (line: Line) => boolean;
  /** Whether it was one in the past. */
  ofWork: (model: Model, work: Work) => boolean;
}

/**
 * Shares a burden in proportion to contracted time among those who may bear it: the posts of the horizon among the
 * clinicians of each, and what was borne earlier in the window among those of one role. The whole numbers on either
 * side of the exact share are fair; each one beyond costs a unit, and each beyond the next costs two.
 */
export function shareFairly({ model, linesOf, cliniciansOf }: TermContext, terms: Terms, burden: Burden): void {
  const heavy = model.lines.filter(burden.ofLine);
  const contract = model.clinicians.map(weightOf);
  const share = model.clinicians.map(() => 0);
  for (const line of heavy) {
    const clinicians = cliniciansOf(line.index);
    const total = clinicians.reduce((sum, clinician) => sum + (contract[clinician] ?? 0), 0);
    for (const clinician of clinicians) {
      share[clinician] = (share[clinician] ?? 0) + (line.staffing.count * (contract[clinician] ?? 0)) / total;
    }
  }
  const past = model.clinicians.map((person) => borne(model, person, burden));
  const bearers = model.clinicians.flatMap((_, clinician) => ((share[clinician] ?? 0) > 0 ? [clinician] : []));
  for (const group of Map.groupBy(bearers, (clinician) => model.clinicians[clinician]?.roles[0] ?? '').values()) {
    const total = group.reduce((sum, clinician) => sum + (contract[clinician] ?? 0), 0);
    const all = group.reduce((sum, clinician) => sum + (past[clinician] ?? 0), 0);
    for (const clinician of group) {
      const fair = (share[clinician] ?? 0) + (all * (contract[clinician] ?? 0)) / total;
      const lines = linesOf(clinician).filter(burden.ofLine);
      for (const slack of [0, 1]) {
        const low = Math.max(0, Math.floor(fair + 1e-9) - slack);
        const high = Math.ceil(fair - 1e-9) + slack;
        const subject = about({ clinician, limit: Math.round(fair * 10) / 10 });
        const counter = terms.counter({ subject, low, high, base: past[clinician] ?? 0 });
        for (const { index } of lines) terms.countPiece(counter, clinician, index, 1);
      }
    }
  }
}

/** Contracted minutes a week; whoever has no contract counts for one, so that a share can be formed. */
function weightOf({ employments }: Clinician): number {
  return Math.max(
    1,
    employments.reduce((sum, { contractedMinutesPerWeek }) => sum + contractedMinutesPerWeek, 0),
  );
}

function borne(model: Model, { history }: Clinician, burden: Burden): number {
  const from = model.days - model.profile.numbers.fairnessWeeks * 7;
  return history.filter((work) => work.start >= from * 1440 && work.start < 0 && burden.ofWork(model, work)).length;
}
