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
    description: 'Only slots of so many minutes; default every length, each by itself.',
  })
  slotMinutes?: number;

  @Field(() => DateScalar, { description: 'The first day of the period; sessions count on the day they are held.' })
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
    'How a practice stands in a ledger of places: drift = brought forward + entitlement - given. Parts of a place have six decimals.',
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
      'What its part of the places comes to by the clinics’ policies as of each session’s day, and what it took over from a leaver or in a hand-over.',
  })
  entitlement!: number;

  @Field(() => Int, {
    description:
      'Places it was given: by publication or a director, and those received less those passed on. Cancelled sessions count for nothing.',
  })
  given!: number;

  @Field(() => Int, { description: 'Places it gave back to the pool early. They were given all the same.' })
  returned!: number;

  @Field(() => Int, { description: 'Places it passed on to other practices.' })
  passedOn!: number;

  @Field(() => Int, { description: 'Places that other practices passed on to it.' })
  received!: number;

  @Field(() => Float, { description: 'What it is owed (above zero) or ahead (below zero) at the end of the period.' })
  drift!: number;

  @Field(() => Float, {
    description:
      'The same of everything published so far, whatever its day: by this the next places are given, and this is what stays below one place.',
  })
  balance!: number;
}

@ObjectType('HostFairness', {
  description:
    'How a site stands with its turns to host a clinic: drift = brought forward + entitlement - hosted. Parts of a turn have six decimals.',
  simpleResolvers: true,
})
export class HostFairnessType implements Pick<
  HostSums,
  'broughtForward' | 'entitlement' | 'hosted' | 'drift' | 'balance'
> {
  @Field(() => Float, { description: 'Its drift on the day before the period.' })
  broughtForward!: number;

  @Field(() => Float, { description: 'What its part of the turns comes to, those it could not take included.' })
  entitlement!: number;

  @Field(() => Int, { description: 'Sessions it hosts; cancelled ones count for nothing.' })
  hosted!: number;

  @Field(() => Float, { description: 'Turns it is owed (above zero) or ahead (below zero) at the end of the period.' })
  drift!: number;

  @Field(() => Float, { description: 'The same of everything published so far; by this the next turns are given.' })
  balance!: number;
}

@ObjectType('FairnessLedger', {
  description:
    'The ledger of a service’s places with slots of one length, all clinics together in order of publication.',
  simpleResolvers: true,
})
export class FairnessLedgerType {
  @Field(() => Int, { description: 'How long its slots are, in minutes.' })
  slotMinutes!: number;

  @Field(() => [PracticeFairnessType], { description: 'Each practice that ever had a part, by ODS code.' })
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

  @Field(() => [FairnessLedgerType], { description: 'One ledger a slot length, shortest first.' })
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
