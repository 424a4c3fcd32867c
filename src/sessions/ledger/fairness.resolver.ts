import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { type OrganisationSource, PracticeType } from '../../organisation/directory/organisation.type.js';
import { readOrganisation } from '../../organisation/directory/read-organisation.js';
import { type SiteSource, SiteType } from '../../organisation/site/site.type.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import {
  FairnessArgs,
  fairnessSource,
  FairnessType,
  HostFairnessType,
  type PracticeFairnessSource,
  PracticeFairnessType,
} from './fairness.type.js';
import { readFairness } from './read-fairness.js';
import { readSite } from '../service/read-referred.js';
import { sharedClinicLoader } from '../clinic/shared-clinic.loader.js';
import { type SharedClinicSource, sharedClinicSource, SharedClinicType } from '../clinic/shared-clinic.type.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver(() => PracticeFairnessType)
export class FairnessResolver {
  @Query(() => FairnessType, {
    nullable: true,
    complexity: work(200),
    description:
      'What share of a shared service’s places each practice was entitled to, was given and used; and the same for the turns to host.',
  })
  async fairness(@Args(() => FairnessArgs) args: FairnessArgs, @Ctx() context: Context): Promise<FairnessType> {
    const { viewer } = context;
    return fairnessSource(valueOrThrow(await context.query((db, scope) => readFairness(db, scope, viewer, args))));
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
