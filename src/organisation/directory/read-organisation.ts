import type { Context } from '../../identity/context.js';
import type { At } from './at.js';
import { organisationLoader } from './organisation.loader.js';
import { type OrganisationSource, organisationSource } from './organisation.type.js';

/** The GraphQL source of an organisation that a row refers to, read on a day. Precondition: it exists. */
export async function readOrganisation(context: Context, id: string, at: At): Promise<OrganisationSource> {
  const row = await context.use(organisationLoader).load({ id, day: at.day });
  if (row === null) throw new Error(`organisation ${id} is referred to and does not exist`);
  return organisationSource(row, at);
}
