import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, print, visit } from 'graphql';
import { brokenPromises } from '../../../schema/landed.js';

/** The schema without its descriptions, in which a line can be found by its text. */
const landed = print(
  visit(parse(readFileSync('schema/schema.graphql', 'utf8')), {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  }),
);
const today = '2026-11-22';

function without(text: string, schema = landed): string {
  expect(schema).toContain(text);
  return schema.replace(text, '');
}
function instead(text: string, other: string, schema = landed): string {
  expect(schema).toContain(text);
  return schema.replace(text, other);
}
function deprecated(field: string, reason: string): string {
  return instead(field, `${field} @deprecated(reason: "${reason}")`);
}

const leaveIt =
  'Clients rely on it as it is: leave it, add what you need beside it, and deprecate the old with the day on which it goes.';
const deprecateFirst =
  'Put it back, deprecate it with deprecationReason "Use X. Removed after YYYY-MM-DD", and land that first.';

test('the schema as it landed breaks nothing, nor do new types, fields and optional arguments', async () => {
  const grown = `${instead('(asOf: Date)', '(asOf: Date, more: Boolean)')}\ntype More { a: Int! }\n`;
  expect(await brokenPromises(landed, landed, today)).toEqual([]);
  expect(await brokenPromises(landed, grown, today)).toEqual([]);
});

describe('what was promised and is gone is refused with what to do', () => {
  test.each([
    [
      'a field',
      without('  languages: [String!]!\n'),
      `Field 'languages' was removed from object type 'Clinician'. ${deprecateFirst}`,
    ],
    [
      'a value',
      without('  LEFT_UNSEEN\n'),
      `Enum value 'LEFT_UNSEEN' was removed from enum 'BookingOutcome'. ${deprecateFirst}`,
    ],
    [
      'a field of an input',
      without('  workingMinutes: Int\n'),
      `Input field 'workingMinutes' was removed from input object type 'DeclareCommitmentInput'. ${deprecateFirst}`,
    ],
    [
      'an argument',
      without('(includeEnded: Boolean! = false)'),
      `Argument 'includeEnded: Boolean!' was removed from field 'Clinician.employments'. ${deprecateFirst}`,
    ],
    [
      'that a value is never null',
      instead('  languages: [String!]!\n', '  languages: [String!]\n'),
      `Field 'Clinician.languages' changed type from '[String!]!' to '[String!]'. ${leaveIt}`,
    ],
    [
      'that an argument may be left out',
      instead('  gpOnSite: Boolean\n', '  gpOnSite: Boolean!\n'),
      `Input field 'ChangeServiceInput.gpOnSite' changed type from 'Boolean' to 'Boolean!'. ${leaveIt}`,
    ],
    [
      'an interface of a type',
      instead('type Room implements Node {', 'type Room {'),
      `'Room' object type no longer implements 'Node' interface. ${leaveIt}`,
    ],
  ])('%s', async (_what, current, words) => {
    expect(await brokenPromises(landed, current, today)).toEqual([words]);
  });
});

describe('a field that was deprecated when it landed', () => {
  const field = '  languages: [String!]!';
  const gone = without(`${field}\n`);

  test('may go once its last day is over', async () => {
    const before = deprecated(field, 'Use spokenLanguages. Removed after 2026-11-21');
    expect(await brokenPromises(before, gone, today)).toEqual([]);
  });

  test('stays until then', async () => {
    const before = deprecated(field, 'Use spokenLanguages. Removed after 2026-11-22');
    expect(await brokenPromises(before, gone, today)).toEqual([
      "Field 'languages' (deprecated) was removed from object type 'Clinician'. It was promised until 2026-11-22. Put it back until then.",
    ]);
  });

  test('stays where no day was named', async () => {
    const before = deprecated(field, 'Use spokenLanguages.');
    expect(await brokenPromises(before, gone, today)).toEqual([
      `Field 'languages' (deprecated) was removed from object type 'Clinician'. It was deprecated without a day. Put it back, say "Removed after YYYY-MM-DD" in its reason, and land that first.`,
    ]);
  });

  test('takes with it the types that it alone led to, and no others', async () => {
    const before = 'type Query { a: Int old: Old @deprecated(reason: "Use a. Removed after 2026-01-01") }';
    const old = 'type Old implements Node { id: ID! kept: Kept } interface Node { id: ID! } type Kept { a: Int }';
    expect(await brokenPromises(`${before} ${old}`, 'type Query { a: Int }', today)).toEqual([]);
    const elsewhere = before.replace('a: Int', 'a: Kept');
    expect(
      await brokenPromises(`${elsewhere} ${old}`, 'type Query { a: Int } interface Node { id: ID! }', today),
    ).toEqual([`Type 'Kept' was removed. ${leaveIt}`, `Field 'Query.a' changed type from 'Kept' to 'Int'. ${leaveIt}`]);
  });
});
