import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Instance } from '../../../../src/rota-engine/model/instance.js';
import type { Hardness } from '../../../../src/rota-engine/model/profile.js';
import { rules } from '../../../../src/rota-engine/rules/rules.js';
import { compile } from '../../../../src/rota-engine/scoring/compile.js';
import { charges } from '../../../../src/rota-engine/scoring/evaluate.js';
import { dice, randomInstance } from '../../../support/rota-engine/random-rota-instance.js';
import { assignments, findings, profile } from '../../../support/rota-engine/rota-instance.js';

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

  test.each(rules.map(({ id }) => id))(
    'may prohibit, oblige, prefer or be off as the profile says, and finds the same: %s',
    (id) => {
      const found = (hardness: Hardness) =>
        drawn.map(({ instance, rota }) => findings(id, instance, rota, alone(id, hardness)).sort());
      const preferred = found('PREFERS');
      expect(preferred.flat()).not.toEqual([]);
      expect(found('OBLIGES')).toEqual(preferred);
      expect(found('PROHIBITS')).toEqual(preferred);
      expect(found('OFF').flat()).toEqual([]);
    },
  );

  test.each(rules.map(({ id }) => id))('costs on the level of what it is to the profile: %s', (id) => {
    const levels = (hardness: Hardness) =>
      new Set(
        drawn.flatMap(({ instance, rota }) => {
          const problem = compile({ ...instance, pins: assignments(rota) }, profile(alone(id, hardness)));
          const last = problem.levelCount - 1;
          const sorts = charges(problem, problem.pins).map(({ level }) => level);
          return sorts.map((level) => (level === 0 ? 'prohibition' : level === last ? 'preference' : 'duty'));
        }),
      );
    expect([...levels('PREFERS')]).toEqual(['preference']);
    expect([...levels('OBLIGES')]).toEqual(['duty']);
    expect([...levels('PROHIBITS')].filter((level) => level !== 'prohibition')).toEqual([]);
  });
});

/** Random rotas that between them break every rule. */
const drawn = Array.from({ length: 15 }, (_, seed): { instance: Instance; rota: string } => {
  const instance = randomInstance(seed);
  const roll = dice(seed);
  const somebody = () => instance.clinicians[roll(instance.clinicians.length)]?.id;
  const somewhere = () => instance.sessions[roll(instance.sessions.length)]?.id;
  const [first, second, ...others] = instance.clinicians;
  const changed = [
    ...(first === undefined ? [] : [{ ...first, registrations: [] }]),
    ...(second === undefined ? [] : [{ ...second, pattern: [] }]),
    ...others,
  ];
  return {
    instance: { ...instance, clinicians: changed },
    rota: Array.from({ length: 16 }, () => `${somebody()}@${somewhere()}`).join(' '),
  };
});

/** A profile in which this rule alone is on. */
function alone(id: string, hardness: Hardness) {
  return {
    rules: Object.fromEntries(rules.map((rule) => [rule.id, { hardness: rule.id === id ? hardness : 'OFF' }] as const)),
    numbers: { breakWhenOverMinutes: 180, weeklyRestDays: 5 },
  };
}
