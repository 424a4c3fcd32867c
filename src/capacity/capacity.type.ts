import { Field, Float, Int, ObjectType } from 'type-graphql';
import { inHundredths } from '../platform/figures.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { PopulationBasisEnum } from '../organisation/population/population.type.js';
import type { NetworkPopulation } from '../organisation/population/rules/network-population.js';
import type { CapacityWeek } from './read-capacity.js';
import type { Offer } from './rules/planned-weeks.js';
import { listOf } from '../platform/graphql/limits/list-size.js';
import type { PopulationBasis } from '../organisation/directory/rules/population-basis.js';

@ObjectType('PopulationBase', {
  description: 'The people that figures are measured against: one basis, never mixed with another.',
  simpleResolvers: true,
})
export class PopulationBaseType {
  @Field(() => PopulationBasisEnum, { description: 'What is counted.' })
  basis!: PopulationBasis;

  @Field(() => Float, { nullable: true, description: 'How many people; null when a part is missing.' })
  value!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the oldest count in it.' })
  countedFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the newest count in it.' })
  countedTo!: string | null;

  @Field(() => [String], { description: 'Where the counts come from.' })
  sources!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What is missing, and what to do; null when nothing is.' })
  missing!: string | null;
}

@ObjectType('CapacityFigure', { description: 'Appointments and clinical minutes.', simpleResolvers: true })
export class CapacityFigureType {
  @Field(() => Int, { description: 'Clinical minutes: the lengths of the appointments’ slots.' })
  minutes!: number;

  @Field(() => Int, { description: 'Appointments.' })
  appointments!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Clinical minutes per 1,000 people of the base; null without one.',
  })
  minutesPer1000!: number | null;

  @Field(() => Float, { nullable: true, description: 'Appointments per 1,000 people of the base; null without one.' })
  appointmentsPer1000!: number | null;
}

@ObjectType('CapacityWeek', {
  description: 'One week, Monday to Sunday, or the part of it that is in the period.',
  simpleResolvers: true,
})
export class CapacityWeekType {
  @Field(() => DateScalar, { description: 'Its Monday.' })
  weekOn!: string;

  @Field(() => CapacityFigureType, {
    description: 'What is published, and what the shared clinics’ series will add to it.',
  })
  planned!: CapacityFigureType;

  @Field(() => CapacityFigureType, { description: 'What is in published sessions that are not cancelled.' })
  published!: CapacityFigureType;

  @Field(() => CapacityFigureType, { description: 'The part of the published that has a clinician assigned.' })
  staffed!: CapacityFigureType;

  @Field(() => CapacityFigureType, { description: 'What is booked, whatever its outcome. Holds do not count.' })
  booked!: CapacityFigureType;
}

@ObjectType('CapacityReport', {
  description: 'What capacity a network offers and uses, week by week, against the people it serves.',
  simpleResolvers: true,
})
export class CapacityReportType {
  @Field(() => DateScalar, { description: 'The first day of the period.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day after the period.' })
  to!: string;

  @Field(() => PopulationBaseType, { description: 'The people the figures are measured against, as of the first day.' })
  population!: PopulationBaseType;

  @Field(() => [CapacityWeekType], {
    complexity: listOf(14),
    description: 'The weeks that the period touches, in order; at most 14.',
  })
  weeks!: readonly CapacityWeekType[];

  @Field(() => String, { description: 'Where the figures of capacity come from.' })
  source!: string;
}

function perThousand(count: number, people: number | null): number | null {
  return people === null || people === 0 ? null : inHundredths((count / people) * 1000);
}

/** The GraphQL source of a report; figures per 1,000 people are rounded to two decimals. */
export function capacityReport(
  from: string,
  to: string,
  { reason, ...population }: NetworkPopulation & { readonly basis: PopulationBasis },
  weeks: readonly CapacityWeek[],
): CapacityReportType {
  const figure = ({ minutes, appointments }: Offer): CapacityFigureType => ({
    minutes,
    appointments,
    minutesPer1000: perThousand(minutes, population.value),
    appointmentsPer1000: perThousand(appointments, population.value),
  });
  const week = (each: CapacityWeek): CapacityWeekType => ({
    weekOn: each.weekOn,
    planned: figure(each.planned),
    published: figure(each.published),
    staffed: figure(each.staffed),
    booked: figure(each.booked),
  });
  return {
    from,
    to,
    population: { ...population, missing: reason },
    weeks: weeks.map(week),
    source: 'PCN Rota: the network’s own shared clinics, sessions and bookings',
  };
}
