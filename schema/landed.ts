/**
 * Compares schema/schema.graphql with what was promised when it last landed (schema/landed.graphql), and with `--land`
 * makes it the new promise. Why so: docs/decisions/0050-what-the-schema-was-when-it-landed.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  buildASTSchema,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  type TypeDefinitionNode,
  visit,
  isTypeDefinitionNode,
} from 'graphql';

/** The day in `@deprecated(reason: "Use X. Removed after 2027-03-31")`; undefined without the directive or a day. */
function lastDayOf(node: { readonly directives?: readonly DirectiveNode[] }): string | undefined {
  const reason = node.directives
    ?.find((directive) => directive.name.value === 'deprecated')
    ?.arguments?.find((argument) => argument.name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? /Removed after (\d{4}-\d{2}-\d{2})/.exec(reason.value)?.[1] : undefined;
}

type Definitions = ReadonlyMap<string, TypeDefinitionNode>;

function definitionsOf(document: DocumentNode): Definitions {
  return new Map(
    document.definitions.filter(isTypeDefinitionNode).map((definition) => [definition.name.value, definition]),
  );
}

/** The types that fields, arguments and unions name, from the roots on; not those that only implement an interface. */
function namedFromRoots(definitions: Definitions): Set<string> {
  const found = new Set<string>();
  const look = (name: string): void => {
    const definition = definitions.get(name);
    if (found.has(name) || definition === undefined) return;
    found.add(name);
    visit(definition, { NamedType: (type) => look(type.name.value) });
  };
  for (const root of ['Query', 'Mutation', 'Subscription']) look(root);
  return found;
}

/**
 * What of a landed schema still binds us on a day: all of it but what was deprecated with a last day that is over, and
 * the types that nothing else named.
 */
function stillPromised(landed: DocumentNode, today: string): DocumentNode {
  const isOver = (node: { readonly directives?: readonly DirectiveNode[] }): null | undefined => {
    const lastDay = lastDayOf(node);
    return lastDay !== undefined && lastDay < today ? null : undefined;
  };
  const kept = visit(landed, { FieldDefinition: isOver, InputValueDefinition: isOver, EnumValueDefinition: isOver });
  const before = namedFromRoots(definitionsOf(landed));
  const after = namedFromRoots(definitionsOf(kept));
  const definitions = kept.definitions.filter(
    (definition) =>
      !isTypeDefinitionNode(definition) || after.has(definition.name.value) || !before.has(definition.name.value),
  );
  return { ...kept, definitions };
}

const removals: readonly string[] = [
  'FIELD_REMOVED',
  'FIELD_ARGUMENT_REMOVED',
  'INPUT_FIELD_REMOVED',
  'ENUM_VALUE_REMOVED',
];

interface Named {
  readonly name: { readonly value: string };
  readonly directives?: readonly DirectiveNode[];
  readonly fields?: readonly Named[];
  readonly values?: readonly Named[];
  readonly arguments?: readonly Named[];
}

/** The definition at `Type.field.argument`, `Enum.VALUE` or `Input.field`. */
function definitionAt(document: DocumentNode, path: string): Named | undefined {
  const [type = '', ...steps] = path.split('.');
  const inside = (node: Named | undefined, step: string): Named | undefined =>
    [...(node?.fields ?? []), ...(node?.values ?? []), ...(node?.arguments ?? [])].find(
      ({ name }) => name.value === step,
    );
  return steps.reduce(inside, definitionsOf(document).get(type) as Named | undefined);
}

function adviceFor(change: Change, landed: DocumentNode): string {
  if (!removals.includes(String(change.type))) {
    return 'Clients rely on it as it is: leave it, add what you need beside it, and deprecate the old with the day on which it goes.';
  }
  const definition = definitionAt(landed, change.path ?? '');
  const deprecated = definition?.directives?.some((directive) => directive.name.value === 'deprecated') === true;
  if (!deprecated) {
    return 'Put it back, deprecate it with deprecationReason "Use X. Removed after YYYY-MM-DD", and land that first.';
  }
  const lastDay = definition === undefined ? undefined : lastDayOf(definition);
  return lastDay === undefined
    ? 'It was deprecated without a day. Put it back, say "Removed after YYYY-MM-DD" in its reason, and land that first.'
    : `It was promised until ${lastDay}. Put it back until then.`;
}

/**
 * What would break clients without their having been told in time, each change in a sentence with what to do.
 * @param landed the schema as it last landed, SDL. @param current the schema now, SDL. @param today `YYYY-MM-DD`.
 */
export async function brokenPromises(landed: string, current: string, today: string): Promise<string[]> {
  const document = parse(landed);
  const options = { assumeValidSDL: true, assumeValid: true };
  const changes = await diff(
    buildASTSchema(stillPromised(document, today), options),
    buildASTSchema(parse(current), options),
  );
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .map((change) => `${change.message}. ${adviceFor(change, document)}`);
}

function file(name: string): string {
  return join(fileURLToPath(new URL('.', import.meta.url)), name);
}

async function run(land: boolean): Promise<void> {
  const current = readFileSync(file('schema.graphql'), 'utf8');
  const landed = readFileSync(file('landed.graphql'), 'utf8');
  const broken = await brokenPromises(landed, current, new Date().toISOString().slice(0, 10));
  if (broken.length > 0) {
    console.error(`schema/schema.graphql breaks what was promised to clients:\n${broken.join('\n')}`);
    process.exitCode = 1;
    return;
  }
  if (land) {
    writeFileSync(file('landed.graphql'), current);
    console.log('schema/landed.graphql is now what clients may rely on. Commit it.');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(process.argv.includes('--land'));
