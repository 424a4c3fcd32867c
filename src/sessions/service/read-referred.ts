import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { roomLoader, siteLoader } from '../../organisation/site/site.loader.js';
import { type RoomSource, roomSource, type SiteSource, siteSource } from '../../organisation/site/site.type.js';
import { staffRoleLoader } from '../../workforce/clinician.loader.js';
import type { StaffRoleRow } from '../../workforce/staff-role.queries.js';

/** The GraphQL source of a site that a row of this area refers to, as it is today. Precondition: it exists. */
export async function readSite(context: Context, id: string): Promise<SiteSource> {
  const row = await context.use(siteLoader).load(id);
  if (row === null) throw new Error(`site ${id} is referred to and does not exist`);
  return siteSource(row, await atOf(context, undefined));
}

/** The same for a room, if any. */
export async function readRoom(context: Context, id: string | null): Promise<RoomSource | null> {
  const row = id === null ? null : await context.use(roomLoader).load(id);
  return row && roomSource(row, await atOf(context, undefined));
}

/** The role of the catalogue that a row of this area refers to. Precondition: it exists. */
export async function readStaffRole(context: Context, code: string): Promise<StaffRoleRow> {
  const row = await context.use(staffRoleLoader).load(code);
  if (row === null) throw new Error(`staff role ${code} is referred to and does not exist`);
  return row;
}
