import { expect, test } from '@jest/globals';
import { globalId, numberedIds } from '../../../src/platform/ids/global-id.js';

test.each(['Slot', 'Post', 'Thing'])('ids of %s joined from parts are those made whole', (type) => {
  const session = '00000000-0000-4000-8000-000000000001';
  const numbers = [1, 9, 10, 99, 100, 999, 1000, 99_999];
  expect(numbers.map(numberedIds(type, session))).toEqual(numbers.map((n) => globalId(type, `${session}/${n}`)));
});
