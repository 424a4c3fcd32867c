import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { atOf } from '../../organisation/directory/at.js';
import { organisationByCode } from '../../organisation/directory/organisation.queries.js';
import { type OrganisationSource, PracticeType } from '../../organisation/directory/organisation.type.js';
import { readOrganisation } from '../../organisation/directory/read-organisation.js';
import { type SiteSource, SiteType } from '../../organisation/site/site.type.js';
import { RequestError, requestErrorOf } from '../../platform/graphql/request-error.js';
import { accountsOfService, hostSums, practiceSums } from './fairness.queries.js';
import {
  FairnessArgs,
  fairnessSource,
  FairnessType,
  HostFairnessType,
  type PracticeFairnessSource,
  PracticeFairnessType,
} from './fairness.type.js';
import { readSite } from '../service/read-place.js';
import { sharedClinicLoader } from '../clinic/shared-clinic.loader.js';
import { type SharedClinicSource, sharedClinicSource, SharedClinicType } from '../clinic/shared-clinic.type.js';

@Resolver(() => PracticeFairnessType)
export class FairnessResolver {
  @Query(() => FairnessType, {
    nullable: true,
    description:
      'Who was entitled to which part of a shared service’s places, what they were given and used, and the same of the turns to host.',
  })
  async fairness(@Args(() => FairnessArgs) args: FairnessArgs, @Ctx() context: Context): Promise<FairnessType> {
    const { from, to, service: serviceId } = args;
    if (to <= from) throw new RequestError('BAD_USER_INPUT', '`to` must be a later day than `from`.');
    return context.query(async (db, scope) => {
      const pcn = await organisationByCode(db, args.pcn, scope.today);
      if (pcn?.kind !== 'PCN')
        throw new RequestError('NOT_FOUND', `There is no PCN with the ODS code ${args.pcn}. Please check the code.`);
      const barred = refusalOf(context.viewer, scope, 'readFairness', { pcnId: pcn.id });
      if (barred !== undefined) throw requestErrorOf(barred);
      const slotMinutes = args.slotMinutes ?? null;
      const accounts = await accountsOfService(db, { pcnId: pcn.id, serviceId, slotMinutes });
      const ids = accounts.map(({ id }) => id);
      return fairnessSource(
        { from, to },
        accounts,
        await practiceSums(db, ids, { from, to }),
        await hostSums(db, ids, { from, to }),
      );
    });
  }

  @FieldResolver(() => PracticeType, { description: 'The practice.' })
  async practice(@Root() row: PracticeFairnessSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, row.practiceId, await atOf(context, undefined));
  }
}

@Resolver(() => HostFairnessType)
export class HostFairnessResolver {
  @FieldResolver(() => SiteType, { description: 'The site.' })
  site(@Root() row: { readonly siteId: string }, @Ctx() context: Context): Promise<SiteSource> {
    return readSite(context, row.siteId);
  }

  @FieldResolver(() => SharedClinicType, { description: 'The clinic it hosts in turn.' })
  async clinic(@Root() row: { readonly clinicId: string }, @Ctx() context: Context): Promise<SharedClinicSource> {
    const clinic = await context.use(sharedClinicLoader).load(row.clinicId);
    if (clinic === null) throw new Error('the clinic of a visible turn is visible');
    return sharedClinicSource(clinic);
  }
}
