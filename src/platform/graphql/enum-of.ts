import { registerEnumType } from 'type-graphql';

/**
 * The GraphQL enum of a noun's own TypeScript type: `enumOf<LeaveKind>('LeaveKind', 'Why someone is away.', { … })`. It
 * compiles only with a description for every value and for no other, so that the values are written once.
 */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { readonly [Each in Value]: Each } {
  const described = Object.entries<string>(values);
  const made = Object.fromEntries(described.map(([value]) => [value, value]));
  registerEnumType(made, {
    name,
    description,
    valuesConfig: Object.fromEntries(described.map(([value, words]) => [value, { description: words }])),
  });
  return made as { readonly [Each in Value]: Each };
}
