import { expect, test } from '@jest/globals';
import { behind, together } from '../../../src/booking/availability/rules/availability-change.js';

function change(version: string | undefined, ...sessionIds: string[]) {
  return { sessionIds, version };
}

test('two changes as one name the sessions of both, each once, and the newer version by number', () => {
  expect(together(change('9', 'a', 'b'), change('10', 'b', 'c'))).toEqual(change('10', 'a', 'b', 'c'));
  expect(together(change('10', 'a'), change('9', 'a'))).toEqual(change('10', 'a'));
});

test('what names too many sessions, or holds one that named none, names none', () => {
  const many = Array.from({ length: 20 }, (_, n) => `s${n}`);
  expect(together(change('1', ...many), change('2', 's19'))).toEqual(change('2', ...many));
  expect(together(change('1', ...many), change('2', 's20'))).toEqual(change('2'));
  expect(together(change('1'), change('2', 'a'))).toEqual(change('2'));
  expect(together(change('1', 'a'), change('2'))).toEqual(change('2'));
});

test('where nobody heard the version of a part, that of the whole is not known', () => {
  expect(together(change(undefined), change('2', 'a'))).toEqual(change(undefined));
  expect(together(change('2', 'a'), change(undefined))).toEqual(change(undefined));
});

test('one who lags behind is told to read all again, with the newer version', () => {
  expect(behind(change('9', 'a'), change('10', 'a'))).toEqual(change('10'));
});
