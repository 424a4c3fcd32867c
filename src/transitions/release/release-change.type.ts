import { type ClassType, Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { PoolReleaseType } from '../../workforce/employment.type.js';
import { type ChangePayload, ChangeReportType } from '../change-report.type.js';

export interface ReleaseChangePayload extends ChangePayload {
  readonly release?: PoolReleaseType | null;
}

function releasePayloadType(name: string, description: string, release: string): ClassType<ReleaseChangePayload> {
  @ObjectType(name, { implements: MutationPayload, description })
  class Payload extends MutationPayload {
    @Field(() => PoolReleaseType, { nullable: true, description: release })
    release?: PoolReleaseType | null;

    @Field(() => ChangeReportType, {
      nullable: true,
      description: 'What the change does, or would do; given with the reasons too if something is in its way.',
    })
    change?: ChangeReportType | null;
  }
  return Payload;
}

export const ChangeReleasePayload = releasePayloadType(
  'ChangeReleasePayload',
  'A release whose minutes change.',
  'The release that begins on that day; null after a dry run, or if it was refused.',
);
export const EndReleasePayload = releasePayloadType(
  'EndReleasePayload',
  'A release that ends.',
  'The release, as it was after a dry run; null if it was refused, or had not begun and is gone.',
);
