import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schema } from '../app.js';
import { schemaText } from '../platform/graphql/schema.js';
import { StartError } from '../start/start-error.js';

/** From dist/src/commands up to the checkout, where the schema is committed. */
const file = join(dirname(fileURLToPath(import.meta.url)), '../../../schema/schema.graphql');

/** `schema`: writes schema/schema.graphql, or only compares it with the code. */
export async function writeSchema(options: { readonly check: boolean }): Promise<void> {
  const text = schemaText(await schema());
  const committed = readIfThere();
  if (text === committed) {
    console.log('schema/schema.graphql is up to date.');
    return;
  }
  if (options.check) {
    throw new StartError('schema/schema.graphql does not match the code. Run "npm run schema" and commit the file.');
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log('schema/schema.graphql is written.');
}

function readIfThere(): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
