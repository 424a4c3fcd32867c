import { describe, expect, test } from '@jest/globals';
import { changesOf, textOf } from '../../../src/identity/rules/audit-changes.js';
import type { AuditedKind } from '../../../src/platform/audit/audited-kind.js';

const kind: AuditedKind = {
  table: 'session',
  description: '',
  object: ['Session', 'id'],
  shown: { state: 'state', site_id: 'site:Site', needs: 'accessNeeds' },
  hidden: ['reference'],
};

describe('what a change was', () => {
  test('the fields that differ, and of these only those that are shown', () => {
    expect(
      changesOf(
        kind,
        { id: '1', state: 'PUBLISHED', site_id: 'a', reference: 'x', needs: [] },
        { id: '1', state: 'CANCELLED', site_id: 'a', reference: 'y', needs: [], unheardOf: 'z' },
      ),
    ).toEqual([{ field: 'state', before: 'PUBLISHED', after: 'CANCELLED' }]);
  });

  test('of what is new or gone, all that it says', () => {
    const row = { id: '1', state: 'PUBLISHED', site_id: 'a', reference: 'x', needs: [] };
    expect(changesOf(kind, null, row)).toEqual([
      { field: 'state', before: null, after: 'PUBLISHED' },
      { field: 'site', type: 'Site', before: null, after: 'a' },
    ]);
    expect(changesOf(kind, row, null)).toEqual([
      { field: 'state', before: 'PUBLISHED', after: null },
      { field: 'site', type: 'Site', before: 'a', after: null },
    ]);
  });

  test('of a batch, nothing', () => {
    expect(changesOf(kind, null, null)).toEqual([]);
  });
});

test.each([
  [null, null],
  [[], null],
  [true, 'yes'],
  [false, 'no'],
  [0, '0'],
  [12.5, '12.5'],
  ['PUBLISHED', 'PUBLISHED'],
  [['FACE_TO_FACE', 'VIDEO'], 'FACE_TO_FACE, VIDEO'],
  ['2026-11-25T09:00:00+00:00', '2026-11-25T09:00:00Z'],
  ['2026-11-25T09:00:00.123456+00:00', '2026-11-25T09:00:00Z'],
  ['2026-11-25', '2026-11-25'],
  ['18:30:00', '18:30'],
])('%j is written %j', (value, text) => {
  expect(textOf(value)).toBe(text);
});
