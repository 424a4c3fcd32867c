import { type ClassType, Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { ServiceType } from '../../sessions/service/service.type.js';
import { type ChangePayload, ChangeReportType } from '../change-report.type.js';

export interface ServiceChangePayload extends ChangePayload {
  readonly service?: ServiceType | null;
}

function servicePayloadType(name: string, description: string): ClassType<ServiceChangePayload> {
  @ObjectType(name, { implements: MutationPayload, description })
  class Payload extends MutationPayload {
    @Field(() => ServiceType, {
      nullable: true,
      description: 'The service, as it was after a dry run; null if it was refused.',
    })
    service?: ServiceType | null;

    @Field(() => ChangeReportType, {
      nullable: true,
      description: 'What the change does, or would do; given with the reasons too if something is in its way.',
    })
    change?: ChangeReportType | null;
  }
  return Payload;
}

export const ChangeServicePayload = servicePayloadType('ChangeServicePayload', 'A changed service.');
export const RetireServicePayload = servicePayloadType('RetireServicePayload', 'A service that is retired.');
