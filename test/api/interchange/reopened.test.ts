import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  countsOf,
  epcnDetailsOf,
  epcnPartnersOf,
  epraccurOf,
  icbFiles,
  imported,
} from '../../support/interchange/official-files.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.sql(`update app_clock set shift = '2026-11-23T09:00:00Z'::timestamptz - clock_timestamp()`);
  await imported(database, icbFiles);
});
afterAll(() => database.drop());

const practice = { code: 'E81044', name: 'LEIGHTON ROAD SURGERY' };
let day = 1;
/** A later edition each time. @returns what it says of its only row. */
async function edition(row: { code: string; name: string; closed?: string; status?: string }) {
  day += 1;
  const on = `2026-01-${String(day).padStart(2, '0')}`;
  const { epraccur } = await imported(database, { [`epraccur_${on}.csv`]: epraccurOf([row]) });
  return (
    epraccur &&
    [countsOf(epraccur), ...epraccur.changes, ...epraccur.refusals].map((it) => ('what' in it ? it.what : it))
  );
}
function closed(on: string) {
  return edition({ ...practice, closed: on, status: 'C' });
}

/** Everything dated that hangs on a practice, and its site. */
async function facts(code = practice.code) {
  return (
    await database.sql<{ fact: string }>(
      `with p as (select id, closed_on from organisation where ods_code = $1)
      select 'closed ' || closed_on as fact from p where closed_on is not null
      union all select concat_ws(' ', 'member', m.id, n.ods_code, m.valid_from, m.valid_to, m.source) from membership m
        join p on p.id = m.practice_id join organisation n on n.id = m.pcn_id
      union all select concat_ws(' ', 'commissioned', c.id, c.commissioner_id, c.valid_from, c.valid_to) from commissioning c
        join p on p.id = c.organisation_id
      union all select concat_ws(' ', 'runs', y.id, t.name, y.valid_from, y.valid_to, t.closed_on) from site_operation y
        join site t on t.id = y.site_id join p on p.id = y.operator_id order by 1`,
      [code],
    )
  ).map(({ fact }) => fact);
}

describe('what a closing ended, a reopening brings back', () => {
  test('membership, planned memberships, commissioner and site are what they were, row by row', async () => {
    await database.sql(`update membership set valid_to = '2027-04-01' where practice_id =
      (select id from organisation where ods_code = 'E81044')`);
    await database.sql(`insert into membership (practice_id, pcn_id, valid_from, source)
      select p.id, n.id, '2027-04-01', 'planned' from organisation p, organisation n
      where p.ods_code = 'E81044' and n.ods_code = 'U27128'`);
    const before = await facts();
    expect(await closed('20251130')).toEqual([
      [0, 1, 0, 0, 0],
      'Closed: 2025-12-01 is the first day without it, was open.',
    ]);
    expect(await facts()).toEqual([
      'closed 2025-12-01',
      expect.stringMatching(/^commissioned .* 2021-04-01 2025-12-01$/),
      expect.stringMatching(/^member .* U15644 2019-10-01 2025-12-01 /),
      expect.stringMatching(/^runs .* LEIGHTON ROAD SURGERY 1974-04-01 2025-12-01 2025-12-01$/),
    ]);
    expect(await edition(practice)).toEqual([
      [0, 1, 0, 0, 0],
      'Open again; was closed on 2025-12-01. Brought back: its membership of U15644. Brought back: its membership of U27128. ' +
        'Brought back: its commissioner M1J4Y. Brought back: its site LEIGHTON ROAD SURGERY.',
    ]);
    expect(await facts()).toEqual(before);
    expect(await database.sql('select from closing_effect')).toEqual([]);
  });

  test('a closing that is moved, later or earlier, ends the same things on its new day; a reopening still brings all back', async () => {
    const before = await facts();
    for (const [lastDay, first] of [
      ['20251130', '2025-12-01'],
      ['20251214', '2025-12-15'],
      ['20251109', '2025-11-10'],
    ] as const) {
      await closed(lastDay);
      expect((await facts()).map((fact) => fact.split(' ').includes(first))).toEqual([true, true, true, true]);
    }
    await edition(practice);
    expect(await facts()).toEqual(before);
  });

  test('what has been taken meanwhile, and what cannot be known, is named', async () => {
    await database.sql(`insert into contract (practice_id, type, holder_id, valid_from, valid_to, source)
      select id, 'GMS', id, '2004-04-01', '2025-12-01', 'test' from organisation where ods_code = 'E81044'`);
    await closed('20251130');
    await database.sql(`update site set closed_on = null where name = 'LEIGHTON ROAD SURGERY'`);
    await database.sql(`insert into site_operation (site_id, operator_id, kind, valid_from, source)
      select t.id, o.id, 'BRANCH', '2025-12-01', 'test' from site t, organisation o
      where t.name = 'LEIGHTON ROAD SURGERY' and o.ods_code = 'E81004'`);
    expect(await edition(practice)).toEqual([
      [0, 1, 0, 0, 0],
      'Open again; was closed on 2025-12-01. Brought back: its membership of U15644. Brought back: its membership of U27128. ' +
        'Brought back: its commissioner M1J4Y. Not brought back, since something else is there now: its site ' +
        'LEIGHTON ROAD SURGERY. No contract runs since 2025-12-01: say with awardContract who holds it.',
    ]);
  });

  test('a practice that was closed when it was first told has its site and commissioner, and its membership is named', async () => {
    expect(await edition({ code: 'E81064', name: 'BRAMINGHAM PARK MEDICAL CENTRE' })).toEqual([
      [0, 1, 0, 0, 0],
      'Open again; was closed on 2025-03-01. Brought back: its commissioner M1J4Y. Brought back: its site BRAMINGHAM PARK ' +
        'MEDICAL CENTRE. Its membership of U27128 ended on that day, and no record says whether by the closing: ' +
        'joinNetwork, if it goes on.',
    ]);
  });

  test('a network that opens again has its commissioner, and its members by the partners’ file', async () => {
    const network = (end: string) => ({
      'epcn-details_2026-01-20.csv': epcnDetailsOf([['U55555', 'A PCN', '20250101', end]]),
      'epraccur_2026-01-20.csv': epraccurOf([{ code: 'E81999', name: 'A MEMBER' }]),
    });
    const member = (end: string) => ({
      'epcn-partners_2026-01-20.csv': epcnPartnersOf([['E81999', 'U55555', '20250101', end]]),
    });
    await imported(database, { ...network(''), ...member('') });
    const before = await facts('U55555');
    const members = await facts('E81999');
    const closing = await imported(database, { ...network('20251231'), ...member('20251231') });
    expect(closing['epcn-details'] && countsOf(closing['epcn-details'])).toEqual([0, 1, 0, 0, 0]);
    await imported(database, { ...network(''), ...member('') });
    expect([await facts('U55555'), await facts('E81999')]).toEqual([before, members]);
  });
});
