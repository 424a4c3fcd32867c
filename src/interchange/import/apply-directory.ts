import { closeOrganisations, refuseClosings, reopenOrganisations } from './closing.queries.js';
import {
  addCommissioners,
  addOrganisations,
  correctOpenings,
  findOrganisations,
  moveCommissioners,
  renameOrganisations,
} from './directory.queries.js';
import { type ApplyFile, sourceOfFile } from '../official-files/loaded-file.js';
import { moveSubIcbs, refuseParents } from './parents.queries.js';
import { refuseHalves, settleRepeats } from '../official-files/stage.queries.js';

/**
 * Applies practices, hubs or PCNs with their names, commissioners and days. New organisations are added at once, so
 * that memberships and lists find them. Known ones are changed when all files have been applied, since a PCN can only
 * close once its members have left it. Every refusal of a row comes before its first change.
 */
export const applyDirectory: ApplyFile = async ({ db, liesAhead }, file) => {
  const { table } = file;
  const editionOn = file.editionOn ?? '';
  const told = { source: sourceOfFile(file), editionOn };
  await settleRepeats(db, table, ['code'], ['kind', 'name', 'icb', 'commissioner', 'opened_on', 'closed_on']);
  await refuseHalves(db, table);
  await findOrganisations(db, table);
  await refuseParents(db, table, editionOn);
  await addCommissioners(db, table, told.source);
  await addOrganisations(db, table, told);
  await reopenOrganisations(db, table, editionOn);
  return async () => {
    await refuseClosings(db, table, editionOn, liesAhead);
    for (const moved of await moveSubIcbs(db, table, told)) file.warn(moved);
    await moveCommissioners(db, table, told);
    await closeOrganisations(db, table, editionOn);
    await correctOpenings(db, table);
    await renameOrganisations(db, table, editionOn);
  };
};
