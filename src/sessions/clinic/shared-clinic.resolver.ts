import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { atOf } from '../../organisation/directory/at.js';
import {
  type OrganisationSource,
  PracticeType,
  PrimaryCareNetworkType,
} from '../../organisation/directory/organisation.type.js';
import { readOrganisation } from '../../organisation/directory/read-organisation.js';
import { type RoomSource, RoomType, type SiteSource, SiteType } from '../../organisation/site/site.type.js';
import {
  connectionOf,
  type ConnectionValue,
  keyForms,
  PageArgs,
  pageOf,
} from '../../platform/graphql/connection.type.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import type { StaffRoleRow } from '../../workforce/staff-role.queries.js';
import { StaffRoleType } from '../../workforce/staff-role.type.js';
import { readRoom, readSite, readStaffRole } from '../service/read-referred.js';
import { serviceLoader } from '../service/service.loader.js';
import { type ServiceSource, serviceSource, ServiceType } from '../service/service.type.js';
import { sharedClinicLoader } from './shared-clinic.loader.js';
import { listClinics } from './list-clinics.js';
import { countClinicsOf } from './shared-clinic.queries.js';
import {
  type ClinicHostSource,
  ClinicHostType,
  type FixedShareSource,
  FixedShareType,
  SharedClinicConnection,
  type SharedClinicSource,
  sharedClinicSource,
  SharedClinicType,
  type StaffingLineSource,
  StaffingLineType,
} from './shared-clinic.type.js';

/** Null when the viewer can no longer see it. */
export async function readSharedClinic(context: Context, id: string): Promise<SharedClinicSource | null> {
  const row = await context.use(sharedClinicLoader).load(id);
  return row && sharedClinicSource(row);
}

/** How `node` reads these types again. */
export const sharedClinicNodes: Nodes<Context> = {
  SharedClinic: (context: Context, id) => readSharedClinic(context, id.key),
};

@Resolver(() => SharedClinicType)
export class SharedClinicResolver {
  @FieldResolver(() => PrimaryCareNetworkType, { description: 'The PCN whose clinic it is.' })
  async pcn(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, clinic.row.pcnId, await atOf(context, undefined));
  }

  @FieldResolver(() => ServiceType, { description: 'The service it gives.' })
  async service(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<ServiceSource> {
    const row = await context.use(serviceLoader).load(clinic.row.serviceId);
    if (row === null) throw new Error('the service of a visible clinic is visible');
    return serviceSource(row);
  }

  @FieldResolver(() => [ClinicHostType], { description: 'The hosts, in the order of their turns.' })
  hosts(@Root() clinic: SharedClinicSource): readonly ClinicHostSource[] {
    return clinic.row.hosts;
  }

  @FieldResolver(() => [StaffingLineType], { description: 'Who is needed in every session.' })
  staffing(@Root() clinic: SharedClinicSource): readonly StaffingLineSource[] {
    return clinic.row.lines;
  }

  @FieldResolver(() => [FixedShareType], { description: 'The practices’ weights; empty unless the policy is FIXED.' })
  fixedShares(@Root() clinic: SharedClinicSource): readonly FixedShareSource[] {
    return clinic.row.fixedShares;
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may publish sessions of this clinic.' })
  viewerCanPublish(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'publishSessions', { pcnId: clinic.row.pcnId });
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may give turns of a host to another site.' })
  viewerCanMoveHost(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'moveSharedClinicHost', { pcnId: clinic.row.pcnId });
  }
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkClinicsResolver {
  @FieldResolver(() => SharedClinicConnection, {
    nullable: true,
    description: 'The shared clinics of the network, by title. Null when it is refused; see `errors`.',
  })
  async sharedClinics(
    @Root() pcn: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<SharedClinicSource>> {
    const page = pageOf(args, [keyForms.text, keyForms.uuid]);
    const { viewer } = context;
    const rows = await context.query((db, scope) => listClinics(db, scope, viewer, pcn.key, page));
    return connectionOf(
      valueOrThrow(rows),
      page,
      (row) => [row.title, row.id],
      sharedClinicSource,
      () => context.query((db) => countClinicsOf(db, pcn.key)),
    );
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may schedule shared clinics here.' })
  viewerCanScheduleClinics(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'scheduleSharedClinic', { pcnId: pcn.key });
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may define services of the network’s own.' })
  viewerCanDefineService(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'defineService', { pcnId: pcn.key });
  }
}

@Resolver(() => ClinicHostType)
export class ClinicHostResolver {
  @FieldResolver(() => SiteType, { description: 'The hosting site.' })
  site(@Root() host: ClinicHostSource, @Ctx() context: Context): Promise<SiteSource> {
    return readSite(context, host.siteId);
  }

  @FieldResolver(() => RoomType, {
    nullable: true,
    description: 'The room; null for any suitable room on offer there.',
  })
  room(@Root() host: ClinicHostSource, @Ctx() context: Context): Promise<RoomSource | null> {
    return readRoom(context, host.roomId);
  }
}

@Resolver(() => StaffingLineType)
export class StaffingLineResolver {
  @FieldResolver(() => StaffRoleType, { description: 'The role.' })
  role(@Root() line: StaffingLineSource, @Ctx() context: Context): Promise<StaffRoleRow> {
    return readStaffRole(context, line.roleCode);
  }
}

@Resolver(() => FixedShareType)
export class FixedShareResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice.' })
  async practice(@Root() share: FixedShareSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, share.practiceId, await atOf(context, undefined));
  }
}
