import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killServers, processesOn, runCommand, runServer } from '../support/server/server-process.js';

let scratch: string;
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'damaged-'));
  chmodSync(scratch, 0o711);
  folder = join(scratch, '.data');
  env = { PCN_DATA_DIR: folder, EXAMPLE: 'none' };
  const server = runServer({ env });
  await server.ready();
  server.kill('SIGTERM');
  expect(await server.exited).toEqual({ code: 0, signal: null });
});
afterAll(async () => {
  await killServers();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** How a small file may be found after a bad night; a folder in its place is what even root cannot read. */
const damages: Record<string, (path: string) => void> = {
  empty: (path) => writeFileSync(path, ''),
  cut: (path) => writeFileSync(path, readFileSync(path).subarray(0, 20)),
  binary: (path) => writeFileSync(path, Buffer.from([0, 255, 254, 1, 2, 3, 127, 69, 76, 70])),
  unreadable: (path) => {
    rmSync(path);
    mkdirSync(path);
  },
};

/** Runs `look` while a file of the data folder is damaged, and puts the file right again. */
async function whileDamaged<T>(name: string, damage: string, look: () => Promise<T>): Promise<T> {
  const path = join(folder, name);
  const whole = readFileSync(path);
  damages[damage]?.(path);
  try {
    return await look();
  } finally {
    rmSync(path, { recursive: true, force: true });
    writeFileSync(`${path}.whole`, whole, { mode: 0o600 });
    renameSync(`${path}.whole`, path);
  }
}

async function failedStart() {
  const server = runServer({ env });
  expect(await server.exited).toEqual({ code: 1, signal: null });
  expect(processesOn(folder)).toEqual([]);
  return server.errors().replace(/^\{.*\n/gm, '');
}

function unreadable(name: string): string {
  return (
    `${join(folder, name)} cannot be read (EISDIR). ` +
    'It should be a file that this user may read: make it one, or restore it.\n'
  );
}

const kinds = Object.keys(damages);

function words(damage: string, name: string, what: string): string {
  return damage === 'unreadable' ? unreadable(name) : `${join(folder, name)} is damaged. ${what}\n`;
}

test.each(kinds)('the key to the database is %s: the start says so, and how to go on', async (damage) => {
  expect(await whileDamaged('secret', damage, failedStart)).toBe(
    words(
      damage,
      'secret',
      'It should hold 64 hexadecimal digits, the key to the database beside it. Restore it, or set PCN_DATA_DIR to another folder.',
    ),
  );
});

describe('the key of the demo tokens', () => {
  const said = (damage: string) =>
    words(
      damage,
      'demo-key.json',
      'It should hold the key that signs demo tokens. Delete it: the next start makes a new one, and tokens made before are then refused.',
    );

  test.each(kinds)('is %s: the command that signs says so, and that a new one may be made', async (damage) => {
    const command = () => runCommand(['token', 'clinical-director', 'U15644'], env);
    expect(await whileDamaged('demo-key.json', damage, command)).toEqual({ code: 1, output: '', errors: said(damage) });
  });

  test('is cut: the start says the same, and stops the PostgreSQL that it has started', async () => {
    expect(await whileDamaged('demo-key.json', 'cut', failedStart)).toBe(said('cut'));
  });
});

test('the way to the database of a running server is damaged: a command says who writes it anew', async () => {
  const server = runServer({ env });
  await server.ready();
  for (const damage of kinds) {
    const status = () => runCommand(['migrate', 'status'], env);
    expect(await whileDamaged('database-urls.json', damage, status)).toEqual({
      code: 1,
      output: '',
      errors: words(
        damage,
        'database-urls.json',
        'Stop the server that runs on the folder and start it again: it writes the file anew.',
      ),
    });
  }
  server.kill('SIGTERM');
  expect(await server.exited).toEqual({ code: 0, signal: null });
});

test('a lock that is no lock is named, and what to do with it', async () => {
  writeFileSync(join(folder, 'lock'), 'x'.repeat(5000));
  expect(await failedStart()).toBe(
    `${join(folder, 'lock')} is damaged. It should be empty. Delete it: the next start makes it anew.\n`,
  );
  rmSync(join(folder, 'lock'));
});

test('the start serves again once all is whole, and writes no token where no terminal is', async () => {
  const server = runServer({ env });
  const address = await server.ready();
  expect(server.output()).toContain('  npm run -s token -- clinical-director U15644\n');
  expect(server.output()).toContain('"authorization: Bearer $(npm run -s token -- clinical-director U15644)"');
  expect(`${server.output()}${server.errors()}`).not.toMatch(/eyJ[\w-]+\.[\w-]+/);
  const { output } = await runCommand(['token', 'clinical-director', 'U15644'], env);
  const reply = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${output.trim()}` },
    body: JSON.stringify({ query: '{ pcns { totalCount } }' }),
  });
  expect(await reply.json()).toMatchObject({ data: { pcns: { totalCount: 0 } } });
  server.kill('SIGTERM');
  expect(await server.exited).toEqual({ code: 0, signal: null });
});
