import type { RunAs } from '../platform/database/database.js';
import type { Db } from '../platform/database/scope.js';
import type { ClinicFacts } from './facts/clinics.js';

export const staffClinics = async (
  db: Db,
  as: RunAs,
  o: { clinics: ReadonlyMap<string, ClinicFacts>; until: string; around: string },
) => 0;
