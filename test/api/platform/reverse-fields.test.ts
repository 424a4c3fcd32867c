import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startExampleApp } from '../../support/example/example-app.js';
import type { Ask, TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
beforeAll(async () => {
  app = await startExampleApp('2026-11-23');
  director = await app.as('clinical-director', 'U15644');
});
afterAll(() => app.close());

const days = 'from: "2026-11-23", to: "2026-11-30"';

test('a network’s own fields say what the root fields say of it', async () => {
  const { data, errors } = await director(`{
    rota(pcn: "U15644", ${days}, openPosts: true) { totalCount openPostCount }
    services(pcn: "U15644") { totalCount }
    pcn(by: {odsCode: "U15644"}) {
      rota(${days}, openPosts: true) { totalCount openPostCount }
      services { totalCount }
      waitingList { totalCount }
      members { edges { node { waitingList { totalCount } } } }
    } }`);
  expect(errors).toBeUndefined();
  const { rota, services, pcn } = data;
  expect(pcn.rota).toEqual(rota);
  expect(pcn.services).toEqual(services);
  const each = pcn.members.edges.map(({ node }: any) => node.waitingList.totalCount);
  expect(pcn.waitingList.totalCount).toBe(each.reduce((sum: number, count: number) => sum + count, 0));
});

test('sites and rooms list the sessions held there from the day that is asked for', async () => {
  const { data } = await director(`{ rota(pcn: "U15644", ${days}, first: 1) { edges { node { id
    site { sessions(first: 100) { edges { node { id on } } } } room { sessions(first: 100) { edges { node { id } } } } } } } }`);
  const [{ node }] = data.rota.edges;
  const ids = (list: any) => list.edges.map((edge: any) => edge.node.id);
  expect(ids(node.site.sessions)).toContain(node.id);
  expect(ids(node.room.sessions)).toContain(node.id);
  expect(node.site.sessions.edges.map((edge: any) => edge.node.on).sort()[0] >= '2026-11-23').toBe(true);
  const other = await app.as('clinical-director', 'U27128');
  const theirs = await other(
    `query ($id: ID!) { node(id: $id) { ... on Session { site { sessions { totalCount } } } } }`,
    { id: node.id },
  );
  expect(theirs.data.node).toBeNull();
});

test('a wait names its service and practice; a provider lists whom it employs', async () => {
  const navigator = await app.as('care-navigator', 'E81003');
  const { data: found } = await navigator('{ services(first: 1) { edges { node { id name } } } }');
  const [{ node: service }] = found.services.edges;
  const { data } = await navigator(
    `mutation ($input: WaitForSlotInput!) { waitForSlot(input: $input) { waitingEntry { service { name } practice { odsCode } } userErrors { code message } } }`,
    {
      input: {
        service: service.id,
        practice: 'E81003',
        reference: 'WAIT-REVERSE',
        channel: 'PHONE',
        need: 'MUSCULOSKELETAL',
        from: '2026-11-24',
        to: '2026-12-20',
      },
    },
  );
  const { waitingEntry, userErrors } = data.waitForSlot;
  if (waitingEntry !== null) {
    expect(waitingEntry).toEqual({ service: { name: service.name }, practice: { odsCode: 'E81003' } });
  } else expect(userErrors).not.toEqual([]);
});
