import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseUrls } from '../database-urls.js';
import { dataHome } from './data-home.js';
import { lockData } from './data-lock.js';
import { readIfThere, writePrivately } from './private-file.js';

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
  return text === undefined ? undefined : (JSON.parse(text) as DatabaseUrls);
}

/** Throws EmbeddedPostgresError ALREADY_RUNNING if a server holds the data folder; starts and creates nothing. */
export async function demandUnserved(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const unlock = await lockData(dataHome(dataDir).path);
  unlock();
}
