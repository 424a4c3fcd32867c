import type { Tx } from '../../platform/database/scope.js';
import { containsDay, type DayRange } from '../../time/interval.js';
import { releasesOf } from '../../workforce/employment.queries.js';
import type { PoolRelease } from '../../workforce/pool-release.entity.js';
import { workOfClinician } from '../clinician/clinician-change.queries.js';
import type { UnfitWork } from '../clinician/settle-work.js';

/**
 * The published work for a release's network, on days of that release, that no accepted release which the viewer sees
 * covers. Precondition: what changes of the releases is flushed.
 */
export async function workWithoutRelease(
  tx: Tx,
  { clinicianId, pcnId }: Pick<PoolRelease, 'clinicianId' | 'pcnId'>,
  days: DayRange,
): Promise<UnfitWork[]> {
  const accepted = (await releasesOf(tx.db, [clinicianId])).filter(
    (release) => release.pcnId === pcnId && release.state === 'ACCEPTED',
  );
  return (await workOfClinician(tx.db, clinicianId, days.from))
    .filter(
      (work) =>
        work.pcnId === pcnId &&
        containsDay(days, work.sessionOn) &&
        !accepted.some((release) => containsDay(release, work.sessionOn)),
    )
    .map((work) => ({ work, why: 'They would not be released to the network then.' }));
}
