import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { rules } from '../../../src/rota-engine/rules/rules.js';

const meaning = { PROHIBITS: 'prohibits', OBLIGES: 'obliges', PREFERS: 'prefers', OFF: 'off' };

/** The table of rules as docs/rota.md shows it. */
function table() {
  return [
    '| rule | says | by default | weight per unit | source |',
    '| --- | --- | --- | --- | --- |',
    ...rules.map(({ id, name, unit, source, defaults: { hardness, rank, weight } }) => {
      const how = hardness === 'OBLIGES' ? `obliges, rank ${rank}` : meaning[hardness];
      return `| \`${id}\` | ${name} | ${how} | ${weight} per ${unit} | ${source} |`;
    }),
  ];
}

describe('docs/rota.md', () => {
  test('lists every rule with its default, weight and source', () => {
    const page = readFileSync('docs/rota.md', 'utf8');
    const shown = page.slice(page.indexOf('<!-- rules -->'), page.indexOf('<!-- /rules -->'));
    const cells = (row: string) => row.split('|').map((cell) => cell.trim());
    const rows = shown.split('\n').filter((row) => row.startsWith('|'));
    expect(rows.slice(2).map(cells)).toEqual(table().slice(2).map(cells));
  });
});
