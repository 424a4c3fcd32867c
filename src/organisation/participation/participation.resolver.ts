import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { participationLoader } from './participation.loader.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { type At, atOf } from '../directory/at.js';
import { listParticipations, networkOn } from './list-participations.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import {
  AgreementStandingEnum,
  participationSource,
  type ParticipationSource,
  ParticipationType,
} from './participation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';
import type { AgreementStanding } from '../agreement/rules/agreement.js';
import { readAgreementStanding } from './read-agreement-standing.js';

/** What a practice said; null if the viewer may not see it. */
export async function readParticipation(context: Context, id: string, at: At) {
  const row = await context.use(participationLoader).load(id);
  if (row === null || !(await viewerCan(context, 'readNetworkPapers', { pcnId: row.pcnId }))) return null;
  return participationSource(row, at);
}

/** How `node` reads these types again. */
export const participationNodes: Nodes<Context> = {
  Participation: async (context: Context, id) => readParticipation(context, id.key, await atOf(context, id.asOf)),
};

@Resolver(() => ParticipationType)
export class ParticipationResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice.' })
  practice(@Root() { practiceId, at }: ParticipationSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, practiceId, at);
  }

  @FieldResolver(() => PrimaryCareNetworkType, { description: 'The PCN whose service it is about.' })
  pcn(@Root() { pcnId, at }: ParticipationSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, pcnId, at);
  }
}

/** What a practice has signed and what it takes part in; hidden from those outside its network. */
@Resolver(() => PracticeType)
export class PracticeParticipationResolver {
  @FieldResolver(() => [ParticipationType], {
    nullable: true,
    description:
      'What the practice has said about services for that day; it takes part in all others. Null when it is refused; see `errors`.',
  })
  async participations(
    @Root() practice: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const at = await atOf(context, asOf, practice.at);
    const rows = valueOrThrow(await listParticipations(context, practice.key, at.day));
    return rows.map((row) => participationSource(row, at));
  }

  @FieldResolver(() => AgreementStandingEnum, {
    nullable: true,
    description:
      "Whether the practice had signed its network's agreement by that day. Null when it is refused; see `errors`.",
  })
  async agreementStanding(
    @Root() practice: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<AgreementStanding> {
    const at = await atOf(context, asOf, practice.at);
    return valueOrThrow(await readAgreementStanding(context, practice.key, at.day));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may say in which services this practice takes part.' })
  async viewerCanSetParticipation(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    const pcnId = (await networkOn(context, practice.key, practice.at.day)) ?? null;
    return viewerCan(context, 'setParticipation', { organisationId: practice.key, pcnId });
  }
}
