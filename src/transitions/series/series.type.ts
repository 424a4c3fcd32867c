import { type ClassType, Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { type SharedClinicSource, SharedClinicType } from '../../sessions/clinic/shared-clinic.type.js';
import { ChangeReportType } from '../change-report.type.js';

/** What a mutation that changes a series returns. */
export interface SeriesPayload extends MutationPayload {
  readonly change?: ChangeReportType | null;
  readonly clinic?: SharedClinicSource | null;
}

function seriesPayloadType(name: string, description: string): ClassType<SeriesPayload> {
  @ObjectType(name, { implements: MutationPayload, description })
  class Payload extends MutationPayload {
    @Field(() => ChangeReportType, {
      nullable: true,
      description:
        'What the change does, given with the reasons too if something is in its way. Null if it could not even be tried.',
    })
    change?: ChangeReportType | null;

    @Field(() => SharedClinicType, {
      nullable: true,
      description: 'The clinic as it is now; null if the change could not even be tried.',
    })
    clinic?: SharedClinicSource | null;
  }
  return Payload;
}

export const EndSharedClinicPayload = seriesPayloadType('EndSharedClinicPayload', 'A series that ends.');

export const RenameClinicPayload = seriesPayloadType('RenameClinicPayload', 'A clinic with another title.');

export const SkipDatePayload = seriesPayloadType('SkipDatePayload', 'A series with a day less.');

export const AddDatePayload = seriesPayloadType('AddDatePayload', 'A series with a day more.');

export const SetClinicPlanningPayload = seriesPayloadType(
  'SetClinicPlanningPayload',
  'A clinic with other terms for plans of the rota.',
);
