import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { runCommand } from 'citty';
import { strictCommand } from '../../../src/commands/strict-command.js';
import { StartError } from '../../../src/start/start-error.js';

afterEach(() => {
  process.exitCode = 0;
  jest.restoreAllMocks();
});

/** What a command of one argument and three options got, what it said, and its exit code. */
async function called(rawArgs: string[], run: () => Promise<void> = async () => {}) {
  const told: string[] = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
  let got: unknown = null;
  const command = strictCommand({
    description: 'A command',
    args: {
      role: { type: 'positional', description: 'A role', required: false },
      'as-of': { type: 'string', description: 'A day' },
      out: { type: 'string', description: 'A file' },
      json: { type: 'boolean', description: 'JSON' },
    },
    run: async ({ role, 'as-of': asOf, json }) => {
      got = { role, asOf, json };
      await run();
    },
  });
  await runCommand(command, { rawArgs });
  return { got, told: told.join('\n'), exitCode: process.exitCode ?? 0 };
}

test('a command gets the options that it knows', async () => {
  expect(await called(['boss', '--as-of', '2026-11-23', '--json'])).toEqual({
    got: { role: 'boss', asOf: '2026-11-23', json: true },
    told: '',
    exitCode: 0,
  });
  expect(await called(['--as-of=2026-11-23'])).toMatchObject({ got: { asOf: '2026-11-23' }, exitCode: 0 });
});

describe('a wrong call is refused with the usage, before anything is done', () => {
  const usage = 'It takes: [--as-of …] [--out …] [--json].';
  test.each([
    [['--as-off', '2026-11-23'], "Unknown option '--as-off'."],
    [['--no-colour'], "Unknown option '--colour'."],
    [['--as-of'], '--as-of needs a value.'],
    [['--as-of', '--json'], '--as-of needs a value.'],
    [['boss', 'U15644'], "'U15644' is not used. Please check the command."],
  ])('%j', async (rawArgs, words) => {
    expect(await called(rawArgs)).toEqual({ got: null, told: `${words}\n${usage}`, exitCode: 2 });
  });
});

test('what a person can put right is told in a line, with the exit code 1', async () => {
  const fails = async () => Promise.reject(new StartError('There is no such file.'));
  expect(await called([], fails)).toMatchObject({ told: 'There is no such file.', exitCode: 1 });
});
