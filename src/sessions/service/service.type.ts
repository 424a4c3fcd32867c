import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import type { RoomKind } from '../../organisation/site/room.entity.js';
import { RoomKindEnum } from '../../organisation/site/site.type.js';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DeliveryModeEnum } from './delivery-mode.type.js';
import { NeedEnum } from './need.type.js';
import type { Need } from './rules/needs.js';
import type { DeliveryMode } from './rules/delivery-mode.js';
import type { ServiceRow } from './service.queries.js';

export const AppointmentCategoryEnum = enumOf(
  'AppointmentCategory',
  'The national category of an appointment, as in NHS England’s Appointments in General Practice.',
  {
    CARE_HOME_NEEDS_ASSESSMENT: 'Care home needs assessment and personalised care and support planning.',
    CARE_HOME_VISIT: 'A visit to a care home.',
    CLINICAL_TRIAGE: 'Clinical triage.',
    GENERAL_CONSULTATION_ACUTE: 'A general consultation about something new.',
    GENERAL_CONSULTATION_ROUTINE: 'A routine general consultation.',
    GROUP_CONSULTATION: 'A group consultation or group education.',
    HOME_VISIT: 'A visit at home.',
    PLANNED_CLINICAL_PROCEDURE: 'A planned procedure, such as dressings or injections.',
    PLANNED_CLINICS: 'A planned clinic, such as for diabetes or respiratory disease.',
    SOCIAL_PRESCRIBING_SERVICE: 'Social prescribing.',
    STRUCTURED_MEDICATION_REVIEW: 'A structured medication review.',
    UNPLANNED_CLINICAL_ACTIVITY: 'Unplanned clinical activity.',
    WALK_IN: 'A walk-in appointment.',
  },
);

export type AppointmentCategory = keyof typeof AppointmentCategoryEnum;

/** What resolvers of a service get as their source. */
export interface ServiceSource {
  readonly __typename: 'Service';
  readonly id: string;
  readonly key: string;
  readonly pcnId: string | null;
  readonly row: ServiceRow;
}

@ObjectType('Service', {
  implements: Node,
  description: 'What is offered to patients: who may give it, how, how long it takes and what room it needs.',
  simpleResolvers: true,
})
export class ServiceType extends Node {
  @Field(() => String, { description: 'Its short name for programs, e.g. `first-contact-physiotherapy`.' })
  code!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => [String], { description: 'Skills that the clinician must have.' })
  skills!: readonly string[];

  @Field(() => Int, { description: 'How long one slot lasts unless a clinic says otherwise, in minutes.' })
  slotMinutes!: number;

  @Field(() => [DeliveryModeEnum], { description: 'How patients may be seen.' })
  deliveryModes!: readonly DeliveryMode[];

  @Field(() => AppointmentCategoryEnum, { description: 'The national category in which it is counted.' })
  appointmentCategory!: AppointmentCategory;

  @Field(() => RoomKindEnum, { nullable: true, description: 'The kind of room it needs; null when any will do.' })
  roomKind!: RoomKind | null;

  @Field(() => [String], { description: 'The equipment that the room must have.' })
  equipment!: readonly string[];

  @Field(() => Boolean, { description: 'Whether patients come with problems that nobody has assessed yet.' })
  undifferentiated!: boolean;

  @Field(() => Boolean, { description: 'Whether it is triage.' })
  triage!: boolean;

  @Field(() => Boolean, { description: 'Whether a GP must be on site while it is given.' })
  gpOnSite!: boolean;

  @Field(() => [NeedEnum], {
    description: 'The needs it is for; empty when it names none and can be booked for any.',
  })
  needs!: readonly Need[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is not offered any more; null while no such day is set.',
  })
  retiredOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is retired; null if it is not.' })
  retiredBecause!: string | null;
}

/** The GraphQL source of a service. */
export function serviceSource(row: ServiceRow) {
  return {
    __typename: 'Service' as const,
    id: globalId('Service', row.id),
    key: row.id,
    pcnId: row.pcnId,
    row,
    code: row.code,
    name: row.name,
    skills: row.skills,
    slotMinutes: row.slotMinutes,
    deliveryModes: row.deliveryModes,
    appointmentCategory: row.appointmentCategory as AppointmentCategory,
    roomKind: row.roomKind,
    equipment: row.equipment,
    undifferentiated: row.undifferentiated,
    triage: row.triage,
    gpOnSite: row.gpOnSite,
    needs: row.needs,
    retiredOn: row.retiredOn,
    retiredBecause: row.retiredBecause,
  };
}

@Directive('@oneOf')
@InputType('ServiceBy', { description: 'Which service. Give exactly one of these.' })
export class ServiceBy {
  @Field(() => String, { nullable: true, description: 'By its code in the common catalogue.' })
  code?: string;

  @IdField('Service', { nullable: true, description: 'By its global id.' })
  id?: string;
}

export const { Connection: ServiceConnection } = connectionTypes('Service', () => ServiceType, 'services');
