import { leighton } from '../network/leighton.js';
import type { TestDatabase } from '../database/test-database.js';

/** A booking partner of the Leighton scene's ICB: YGMC1. */
export async function addPartner(database: Pick<TestDatabase, 'sql'>): Promise<void> {
  await database.sql(
    `with o as (insert into organisation (ods_code, kind, source) values ('YGMC1', 'COMMUNITY_PROVIDER', 'test') returning id)
    insert into commissioning (organisation_id, commissioner_id, valid_from, source) select id, $1, '2020-01-01', 'test' from o`,
    [leighton.icb],
  );
}
