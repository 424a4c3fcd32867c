import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DatabaseUrls } from '../database-urls.js';
import { dataHome } from './data-home.js';
import { lockData } from './data-lock.js';
import { damaged } from './embedded-postgres-error.js';
import { readIfThere, writePrivately } from './private-file.js';

const url = z.url({ protocol: /^postgres(ql)?$/ });
const remembered = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('no JSON');
      return z.NEVER;
    }
  })
  .pipe(z.object({ app: url, owner: url, worker: url }));

function file(dataDir: string): string {
  return join(dataDir, 'database-urls.json');
}

/** Records in the data folder, readable by its owner only, how to reach the database that runs on it. */
export function rememberUrls(dataDir: string, urls: DatabaseUrls): void {
  return writePrivately(file(dataDir), `${JSON.stringify(urls, undefined, 2)}\n`);
}

/**
 * How to reach the database of a data folder while a server runs on it. Precondition: a server holds the folder;
 * otherwise the answer may be out of date.
 */
export function rememberedUrls(dataDir: string): DatabaseUrls | undefined {
  const text = readIfThere(file(dataDir));
  if (text === undefined) return undefined;
  const urls = remembered.safeParse(text);
  if (urls.success) return urls.data;
  throw damaged(file(dataDir), 'Stop the server that runs on the folder and start it again: it writes the file anew.');
}

/** Throws EmbeddedPostgresError ALREADY_RUNNING if a server holds the data folder; starts and creates nothing. */
export async function demandUnserved(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const unlock = await lockData(dataHome(dataDir).path);
  unlock();
}
