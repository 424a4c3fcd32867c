import { type ClassType, Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { type SessionSource, SessionType } from '../../sessions/session/session.type.js';
import { ChangeReportType } from '../change-report.type.js';

/** What a mutation that changes one session returns. */
export interface SessionPayload extends MutationPayload {
  readonly change?: ChangeReportType | null;
  readonly session?: SessionSource | null;
}

function sessionPayloadType(name: string, description: string, session: string): ClassType<SessionPayload> {
  @ObjectType(name, { implements: MutationPayload, description })
  class Payload extends MutationPayload {
    @Field(() => ChangeReportType, {
      nullable: true,
      description:
        'What the change does, given with the reasons too if something is in its way. Null if it could not even be tried.',
    })
    change?: ChangeReportType | null;

    @Field(() => SessionType, { nullable: true, description: session })
    session?: SessionSource | null;
  }
  return Payload;
}

const asItIs = 'The session as it is now; null if the change could not even be tried.';

export const MoveSessionPayload = sessionPayloadType(
  'MoveSessionPayload',
  'A session at another time or place.',
  asItIs,
);

export const ReinstateSessionPayload = sessionPayloadType(
  'ReinstateSessionPayload',
  'A session that takes place after all.',
  asItIs,
);

export const AddSessionPayload = sessionPayloadType(
  'AddSessionPayload',
  'A session of its own.',
  'The new session; null when it was refused, and for a dry run.',
);
