import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { rules } from '../../../../src/rota/rules/rules.js';

const files = readdirSync(import.meta.dirname).map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'));

describe('every rule', () => {
  test('has tests of its own name', () => {
    const described = new Set(
      files.flatMap((text) => [...text.matchAll(/^describe\('([a-z-]+)'/gm)].map(([, id]) => id)),
    );
    expect(rules.map(({ id }) => id).filter((id) => !described.has(id))).toEqual([]);
  });

  test('has an id of its own, a name, a unit and a source', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.filter(({ name, unit, source }) => [name, unit, source].includes(''))).toEqual([]);
  });

  test('can be broken, so that it does something', () => {
    expect(rules.filter(({ blocks, clashes, compile }) => !blocks && !clashes && !compile).map(({ id }) => id)).toEqual(
      [],
    );
  });
});
