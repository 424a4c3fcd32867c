import { type ClassType, Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { ClinicianType } from '../../workforce/clinician.type.js';
import { type ChangePayload, ChangeReportType } from '../change-report.type.js';

export interface ClinicianChangePayload extends ChangePayload {
  readonly clinician?: ClinicianType | null;
}

function clinicianPayloadType(name: string, description: string): ClassType<ClinicianChangePayload> {
  @ObjectType(name, { implements: MutationPayload, description })
  class Payload extends MutationPayload {
    @Field(() => ClinicianType, {
      nullable: true,
      description: 'The clinician, as before after a dry run; null if it was refused.',
    })
    clinician?: ClinicianType | null;

    @Field(() => ChangeReportType, {
      nullable: true,
      description: 'What the change does, or would do; given with the reasons too if something is in its way.',
    })
    change?: ChangeReportType | null;
  }
  return Payload;
}

export const ChangeClinicianPayload = clinicianPayloadType('ChangeClinicianPayload', 'A changed clinician.');
export const EndRegistrationPayload = clinicianPayloadType(
  'EndRegistrationPayload',
  'A clinician one of whose registrations ends.',
);
