import { expect, test } from '@jest/globals';
import { checkPlainText } from '../../../src/organisation/directory/rules/plain-text.js';

test('names as people write them are kept, composed and without spaces around them', () => {
  const names = [
    'Kingsway & Bramingham Surgery',
    "St Mary's, Room 2/3 (upstairs)",
    'Ty\u0302 Gwyn ',
    'Dr Ünal ®',
    '診療所',
    'Synthetic O’Neill-Ağaoğlu',
    'می\u200cخواهم', // Persian, with the joiner that its spelling needs
    'क्\u200dष',
  ];
  expect(names.map((name) => checkPlainText(name, 200, 'name'))).toEqual([
    { ok: true, value: names[0] },
    { ok: true, value: names[1] },
    { ok: true, value: 'Tŷ Gwyn' },
    { ok: true, value: names[3] },
    ...names.slice(4).map((value) => ({ ok: true, value })),
  ]);
});

test.each([
  ['nothing', '   '],
  ['a NUL byte', 'Surgery\u0000'],
  ['a line end', 'Surgery\nRoom'],
  ['an emoji', 'Surgery 🏥'],
  ['a family of emoji', 'Family 👩‍👧'],
  ['a joiner that joins nothing', 'Surgery\u200d'],
  ['a flag', 'Surgery 🇬🇧'],
  ['a character that turns the direction', 'Surgery\u202e'],
  ['half a surrogate pair', 'Surgery\ud83d'],
  ['too many characters', 'x'.repeat(201)],
])('%s is refused with its field', (_what, text) => {
  expect(checkPlainText(text, 200, 'rooms', '0', 'name')).toMatchObject({
    ok: false,
    problems: [{ code: 'INVALID_INPUT', field: ['rooms', '0', 'name'] }],
  });
});

test('length is counted in characters, not in code units', () => {
  expect(checkPlainText('𝔖'.repeat(200), 200, 'name').ok).toBe(true);
});
