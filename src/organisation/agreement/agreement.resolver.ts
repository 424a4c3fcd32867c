import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { warningsOf } from '../../platform/graphql/warning.type.js';
import { DraftAgreementInput, SignAgreementInput } from './agreement.input.js';
import { agreementLoader, signaturesLoader } from './agreement.loader.js';
import {
  AgreementSignatureType,
  agreementSource,
  type AgreementSource,
  AgreementStateEnum,
  DraftAgreementPayload,
  NetworkAgreementType,
  SignAgreementPayload,
  signatureSource,
  type SignatureSource,
} from './agreement.type.js';
import { type At, atOf } from '../directory/at.js';
import { draftAgreement } from './draft-agreement.js';
import { membersLoader } from '../membership/membership.loader.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';
import { type AgreementState, agreementStateOn } from './rules/agreement.js';
import { signAgreement } from './sign-agreement.js';

async function read(context: Context, id: string, at: At) {
  const row = await context.use(agreementLoader).load(id);
  if (row === null || !(await viewerCan(context, 'readNetworkPapers', { pcnId: row.pcnId }))) return null;
  return agreementSource(row, at);
}

/** How `node` reads these types again. */
export const agreementNodes: Nodes<Context> = {
  NetworkAgreement: async (context: Context, id) => read(context, id.key, await atOf(context, id.asOf)),
};

/** The signatures given by the day the agreement is read on. */
async function signaturesOn(context: Context, { key, at }: AgreementSource) {
  return (await context.use(signaturesLoader).load(key)).filter(({ signedOn }) => signedOn <= at.day);
}

/** The ids of the members, on the day the agreement is read on, that had not signed by then. */
async function missingOn(context: Context, agreement: AgreementSource): Promise<string[]> {
  const { row, at } = agreement;
  const signed = new Set((await signaturesOn(context, agreement)).map(({ practiceId }) => practiceId));
  const members = await context.use(membersLoader).load({ id: row.pcnId, day: at.day });
  return members.map(({ practiceId }) => practiceId).filter((id) => !signed.has(id));
}

@Resolver(() => NetworkAgreementType)
export class AgreementResolver {
  @FieldResolver(() => PrimaryCareNetworkType, { description: 'The PCN.' })
  pcn(@Root() { row, at }: AgreementSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, row.pcnId, at);
  }

  @FieldResolver(() => AgreementStateEnum, { description: 'Its state on the day asked for.' })
  async state(@Root() agreement: AgreementSource, @Ctx() context: Context): Promise<AgreementState> {
    const signatures = await context.use(signaturesLoader).load(agreement.key);
    return agreementStateOn(
      agreement.row,
      signatures.map(({ signedOn }) => signedOn),
      agreement.at.day,
    );
  }

  @FieldResolver(() => [AgreementSignatureType], {
    description: 'Who had signed by the day asked for, in order.',
  })
  async signatures(@Root() agreement: AgreementSource, @Ctx() context: Context): Promise<object[]> {
    return (await signaturesOn(context, agreement)).map((row) => signatureSource(row, agreement.at));
  }

  @FieldResolver(() => [PracticeType], {
    description: 'The members on the day asked for that had not signed by then. A practice that joins later signs too.',
  })
  async missing(@Root() agreement: AgreementSource, @Ctx() context: Context): Promise<OrganisationSource[]> {
    const ids = await missingOn(context, agreement);
    return Promise.all(ids.map((id) => readOrganisation(context, id, agreement.at)));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether your practice has still to sign and you may sign for it.',
  })
  async viewerCanSign(@Root() agreement: AgreementSource, @Ctx() context: Context): Promise<boolean> {
    if (agreement.row.discardedBecause !== null) return false;
    const missing = await missingOn(context, agreement);
    const asked = missing.map((organisationId) => viewerCan(context, 'signAgreement', { organisationId }));
    return (await Promise.all(asked)).includes(true);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it is a draft, signed by some or nobody, that you may discard.',
  })
  async viewerCanDiscard(@Root() { row }: AgreementSource, @Ctx() context: Context): Promise<boolean> {
    if (row.inForceFrom !== null || row.endedOn !== null) return false;
    return viewerCan(context, 'draftAgreement', { pcnId: row.pcnId });
  }

  @Mutation(() => DraftAgreementPayload, {
    description: 'Drafts a network agreement for the members to sign. For clinical directors.',
  })
  async draftAgreement(
    @Arg('input', () => DraftAgreementInput, { description: 'The draft.' }) input: DraftAgreementInput,
    @Ctx() context: Context,
  ): Promise<DraftAgreementPayload> {
    const result = await context.command((tx, viewer) => draftAgreement(tx, viewer, input));
    const agreement = result.ok ? await read(context, result.value.agreementId, await atOf(context, null)) : null;
    return { warnings: warningsOf(result), ...payloadOf(result, () => ({ agreement })) };
  }

  @Mutation(() => SignAgreementPayload, {
    description: 'Signs a network agreement for a practice. With the last signature it comes into force.',
  })
  async signAgreement(
    @Arg('input', () => SignAgreementInput, { description: 'Who signs what.' }) input: SignAgreementInput,
    @Ctx() context: Context,
  ): Promise<SignAgreementPayload> {
    const result = await context.command((tx, viewer) => signAgreement(tx, viewer, input));
    const agreement = result.ok ? await read(context, result.value.agreementId, await atOf(context, null)) : null;
    return { warnings: warningsOf(result), ...payloadOf(result, () => ({ agreement })) };
  }
}

@Resolver(() => AgreementSignatureType)
export class AgreementSignatureResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice that signed.' })
  practice(@Root() { practiceId, at }: SignatureSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, practiceId, at);
  }
}
