import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { owedInParts } from '../../platform/figures.js';
import type { HostSums, PracticeSums } from './fairness.queries.js';
import type { Fairness } from './read-fairness.js';

@ArgsType()
export class FairnessArgs {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @IdField('Service', { description: 'The service.' })
  service!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Only slots of this many minutes; default every length, each on its own.',
  })
  slotMinutes?: number;

  @Field(() => DateScalar, { description: 'The first day of the period; a session counts on the day it is held.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day after the period.' })
  to!: string;
}

/** What resolvers of a practice's row get as their source. */
export interface PracticeFairnessSource extends PracticeSums {
  readonly from: string;
  readonly to: string;
}

@ObjectType('PracticeFairness', {
  description:
    'How a practice stands in a ledger of places: drift = brought forward + entitlement - given. Fractions of a place have six decimals.',
  simpleResolvers: true,
})
export class PracticeFairnessType implements Pick<
  PracticeSums,
  'broughtForward' | 'entitlement' | 'given' | 'returned' | 'passedOn' | 'received' | 'drift' | 'balance'
> {
  @Field(() => Float, { description: 'Its drift on the day before the period.' })
  broughtForward!: number;

  @Field(() => Float, {
    description:
      'Its share of the places by the clinics’ policies as of the day of each session, with what it took over from a practice that left or in a hand-over.',
  })
  entitlement!: number;

  @Field(() => Int, {
    description:
      'Places it was given: by publication or a director, plus those received, less those passed on. Cancelled sessions do not count.',
  })
  given!: number;

  @Field(() => Int, { description: 'Places it gave back to the pool early. They still count as given.' })
  returned!: number;

  @Field(() => Int, { description: 'Places it passed on to other practices.' })
  passedOn!: number;

  @Field(() => Int, { description: 'Places that other practices passed on to it.' })
  received!: number;

  @Field(() => Float, {
    description: 'What it is owed (above zero) or has had ahead of its share (below zero) at the end of the period.',
  })
  drift!: number;

  @Field(() => Float, {
    description:
      'The same for everything published so far, whatever its day. The next places are given by this figure, and this is what stays below one place.',
  })
  balance!: number;
}

@ObjectType('HostFairness', {
  description:
    'How a site stands with its turns to host a clinic: drift = brought forward + entitlement - hosted. Fractions of a turn have six decimals.',
  simpleResolvers: true,
})
export class HostFairnessType implements Pick<
  HostSums,
  'broughtForward' | 'entitlement' | 'hosted' | 'drift' | 'balance'
> {
  @Field(() => Float, { description: 'Its drift on the day before the period.' })
  broughtForward!: number;

  @Field(() => Float, { description: 'Its share of the turns, including those it could not take.' })
  entitlement!: number;

  @Field(() => Int, { description: 'Sessions it hosts; cancelled ones do not count.' })
  hosted!: number;

  @Field(() => Float, {
    description: 'Turns it is owed (above zero) or has had ahead of its share (below zero) at the end of the period.',
  })
  drift!: number;

  @Field(() => Float, {
    description: 'The same for everything published so far; the next turns are given by this figure.',
  })
  balance!: number;
}

@ObjectType('FairnessLedger', {
  description:
    'The ledger of a service’s places with slots of one length, for all clinics together in order of publication.',
  simpleResolvers: true,
})
export class FairnessLedgerType {
  @Field(() => Int, { description: 'How long its slots are, in minutes.' })
  slotMinutes!: number;

  @Field(() => [PracticeFairnessType], { description: 'Each practice that ever had a share, by ODS code.' })
  practices!: readonly PracticeFairnessSource[];

  @Field(() => [HostFairnessType], { description: 'Each site that ever was a host, by clinic and name.' })
  hosts!: readonly HostSums[];
}

@ObjectType('Fairness', {
  description: 'Whether the places of a shared service, and the turns to host it, were shared fairly.',
  simpleResolvers: true,
})
export class FairnessType {
  @Field(() => DateScalar, { description: 'The first day of the period.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day after the period.' })
  to!: string;

  @Field(() => [FairnessLedgerType], { description: 'One ledger for each slot length, shortest first.' })
  ledgers!: readonly FairnessLedgerType[];
}

/** The GraphQL source of a fairness report. */
export function fairnessSource({ accounts, practices, hosts, ...period }: Fairness): FairnessType {
  return {
    ...period,
    ledgers: accounts.map(({ id, slotMinutes }) => ({
      slotMinutes,
      practices: practices
        .filter(({ accountId }) => accountId === id)
        .map((row) => ({ ...row, ...owedInParts(row, row.given), ...period })),
      hosts: hosts
        .filter(({ accountId }) => accountId === id)
        .map((row) => ({ ...row, ...owedInParts(row, row.hosted) })),
    })),
  };
}
