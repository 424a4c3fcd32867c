import DataLoader from 'dataloader';
import { globalId } from '../platform/ids/global-id.js';
import { organisationKinds } from './audit-trail.queries.js';
import { organisationTypeOf } from './rules/organisation-types.js';
import { anyOrganisation } from './rules/audited-columns.js';
import type { Context } from './context.js';

/** An organisation's global id by its key, whatever its type; null if it no longer exists. */
function organisationIdLoader(context: Context) {
  return new DataLoader<string, string | null>(async (keys) => {
    const kinds = new Map((await context.query((db) => organisationKinds(db, keys))).map(({ id, kind }) => [id, kind]));
    return keys.map((key) => {
      const kind = kinds.get(key);
      return kind === undefined ? null : globalId(organisationTypeOf(kind), key);
    });
  });
}

/** The global id of an object that an entry names; null if it can no longer be found. */
export async function idOfNamed(context: Context, type: string, key: string): Promise<string | null> {
  return type === anyOrganisation ? context.use(organisationIdLoader).load(key) : globalId(type, key);
}
