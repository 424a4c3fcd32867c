/** What a term of a rule is about; -1 where it is about nothing in particular. */
export interface Subject {
  clinician: number;
  line: number;
  /** The second line of a clash. */
  other: number;
  day: number;
  week: number;
  site: number;
  /** What the rule compares the amount with, such as the limit. */
  limit: number;
}

/** A subject with the given parts and nothing else. */
export function about(subject: Partial<Subject>): Subject {
  const { clinician = -1, line = -1, other = -1, day = -1, week = -1, site = -1, limit = 0 } = subject;
  return { clinician, line, other, day, week, site, limit };
}
