import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedLeighton } from '../../support/network/leighton.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
});
afterAll(() => app.close());

test('the enum of role codes has every role of the catalogue and no other, under its name', async () => {
  const ask = await app.as('clinical-director', 'U15644');
  const { data } = await ask(
    '{ staffRoles { code name } __type(name: "StaffRoleCode") { enumValues { name description } } }',
  );
  const catalogue = data.staffRoles.map(({ code, name }: any) => [code, `${name}.`]).sort();
  expect(data.__type.enumValues.map(({ name, description }: any) => [name, description]).sort()).toEqual(catalogue);
});
