import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** They do not split by noun: one rule of the rota is one file, and people and bookings are one noun each. */
const mayHaveMore = ['src/rota-engine/rules', 'src/booking', 'src/workforce'];

test('no folder of src holds more than 20 files of its own, but for three', () => {
  const files = readdirSync('src', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const byFolder = Map.groupBy(files, ({ parentPath }) => parentPath);
  const tooFull = [...byFolder].filter(([folder, { length }]) => length > 20 && !mayHaveMore.includes(folder));
  expect(tooFull.map(([folder, { length }]) => `${folder}: ${length}`)).toEqual([]);
});
