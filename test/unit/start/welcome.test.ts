import { expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { newDemoKey } from '../../../src/identity/demo-provider.js';
import { roles } from '../../../src/identity/viewer.js';
import { welcome } from '../../../src/start/welcome.js';

const token = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

test('at a terminal the welcome tells a token for each role, and one in the first query', async () => {
  const told = await welcome(readConfig({}), 'http://127.0.0.1:4000', await newDemoKey(), true);
  expect(told.match(token)?.length).toBe(roles.length + 1);
});

test('elsewhere it tells none, and how each is got', async () => {
  const told = await welcome(readConfig({}), 'http://127.0.0.1:4000', await newDemoKey(), false);
  expect(told.match(token)).toBeNull();
  for (const role of roles) expect(told).toMatch(new RegExp(`^ {2}npm run -s token -- ${role} \\S+$`, 'm'));
  expect(told).toContain('-H "authorization: Bearer $(npm run -s token -- clinical-director U15644)"');
});
