import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventedHandOver } from '../../../src/example/facts/hand-over.js';
import { addDays } from '../../../src/time/london.js';
import { ContinuityDocument, HandOverPracticeDocument } from '../../generated/graphql.js';
import { checksums } from '../../support/database/changes.js';
import { startExampleApp } from '../../support/example/example-app.js';
import type { Ask, TestApp } from '../../support/server/test-app.js';

const around = '2026-11-23';
const from = addDays(around, inventedHandOver.endsIn);
let app: TestApp;
let icb: Ask;
beforeAll(async () => {
  app = await startExampleApp(around, '09:00');
  icb = await app.as('icb-contract-manager', 'QHG');
});
afterAll(() => app.close());

const { practice, branchOf } = inventedHandOver;
async function handOver(dryRun: boolean) {
  const input = { practice, from, to: { branchOf }, source: 'Synthetic hand-over of the tour', dryRun };
  const reply = await icb(HandOverPracticeDocument, { input });
  expect(reply.errors).toBeUndefined();
  return reply.data.handOverPractice;
}
async function holderGaps() {
  const reply = await icb(ContinuityDocument, { of: { practice }, from: around, to: addDays(from, 28) });
  expect(reply.errors).toBeUndefined();
  return reply.data.continuity?.map((node) => [node.aspect, node.from, node.to]);
}

test('the example’s synthetic notice six weeks ahead is marked so, and leaves a gap until it is handed over', async () => {
  expect(
    await app.database.sql(
      `select c.notice_ends_on::text, c.source from contract c join organisation o on o.id = c.practice_id where o.ods_code = $1`,
      [practice],
    ),
  ).toEqual([{ notice_ends_on: from, source: expect.stringMatching(/^Synthetic: invented for the example/) }]);
  expect(await holderGaps()).toEqual([['HOLDER', from, addDays(from, 28)]]);
});

test('the tour rehearses the hand-over, which changes nothing, and then performs it', async () => {
  const before = await checksums(app.database);
  const rehearsed = await handOver(true);
  expect(await checksums(app.database)).toEqual(before);
  const done = await handOver(false);
  expect(rehearsed).toMatchObject({ userErrors: [], change: { performed: false } });
  expect(done).toEqual({ ...rehearsed, change: { ...rehearsed?.change, performed: true } });
  const kinds = done?.change?.moves.map(({ kind }) => kind) ?? [];
  expect(new Set(kinds)).toEqual(
    new Set([
      'CONTRACT',
      'SITE',
      'MEMBERSHIP',
      'ROOM_OFFER',
      'ORGANISATION',
      'PLACES',
      'POPULATION',
      ...kinds.filter((kind) => kind === 'SHARE_BALANCE'),
    ]),
  );
  expect(done?.change?.moves.find(({ kind }) => kind === 'PLACES')?.count).toBeGreaterThan(0);
  expect(await holderGaps()).toEqual([]);
});
