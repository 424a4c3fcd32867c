import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { atOf } from '../../organisation/directory/at.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { warningsOf } from '../../platform/graphql/warning.type.js';
import { clinicianLoader } from '../../workforce/clinician.loader.js';
import { type ClinicianSource, clinicianSource, ClinicianType } from '../../workforce/clinician.type.js';
import type { StaffRoleRow } from '../../workforce/staff-role.queries.js';
import { StaffRoleType } from '../../workforce/staff-role.type.js';
import { assignClinician } from './assign-clinician.js';
import { assignmentLoader } from './assignment.loader.js';
import { readStaffRole } from '../service/read-referred.js';
import { postsLoader, sessionLoader } from '../session/session.loader.js';
import {
  type PostSource,
  postSource,
  PostType,
  type SessionSource,
  sessionSource,
  SessionType,
} from '../session/session.type.js';
import {
  AssignClinicianInput,
  AssignClinicianPayload,
  type AssignmentSource,
  assignmentSource,
  AssignmentType,
  UnassignClinicianInput,
  UnassignClinicianPayload,
} from './staffing.type.js';
import { unassignClinician } from './unassign-clinician.js';

async function readSession(context: Context, id: string): Promise<SessionSource> {
  const row = await context.use(sessionLoader).load(id);
  if (row === null) throw new Error(`session ${id} is referred to and cannot be seen`);
  return sessionSource(row);
}

/** Who works where is for those who may read the rota; for others the field is null. */
async function readAssignment(context: Context, id: string | null): Promise<AssignmentSource | null> {
  const row = id === null ? null : await context.use(assignmentLoader).load(id);
  if (row === null) return null;
  return (await viewerCan(context, 'readRota', { pcnId: row.pcnId })) ? assignmentSource(row) : null;
}

async function readClinician(context: Context, id: string | null): Promise<ClinicianSource | null> {
  const row = id === null ? null : await context.use(clinicianLoader).load(id);
  return row && clinicianSource(row, await atOf(context, undefined));
}

/** How `node` reads these types again. */
export const staffingNodes: Nodes<Context> = {
  Assignment: (context: Context, id) => readAssignment(context, id.key),
};

@Resolver(() => PostType)
export class PostResolver {
  @FieldResolver(() => StaffRoleType, { description: 'The role it is for.' })
  role(@Root() { row }: PostSource, @Ctx() context: Context): Promise<StaffRoleRow> {
    return readStaffRole(context, row.roleCode);
  }

  @FieldResolver(() => ClinicianType, {
    nullable: true,
    description:
      'Who fills it. Null while it is open, and for those who may not read the rota; a lender sees its own people.',
  })
  async clinician(@Root() { row }: PostSource, @Ctx() context: Context): Promise<ClinicianSource | null> {
    // A lender reads only its own people's assignments here, not those of people it knows from elsewhere.
    if (row.assignmentId === null || !(await viewerCan(context, 'readRota', { pcnId: row.pcnId }))) return null;
    return readClinician(context, row.clinicianId);
  }

  @FieldResolver(() => AssignmentType, {
    nullable: true,
    description: 'The assignment that fills it, for `unassignClinician`; null where `clinician` is.',
  })
  assignment(@Root() { row }: PostSource, @Ctx() context: Context): Promise<AssignmentSource | null> {
    return readAssignment(context, row.assignmentId);
  }

  @FieldResolver(() => SessionType, { description: 'The session it is in.' })
  session(@Root() { row }: PostSource, @Ctx() context: Context): Promise<SessionSource> {
    return readSession(context, row.sessionId);
  }
}

@Resolver(() => AssignmentType)
export class StaffingResolver {
  @FieldResolver(() => ClinicianType, {
    nullable: true,
    description: 'The clinician; null once they are no longer released to your network or employed by you.',
  })
  clinician(@Root() { row }: AssignmentSource, @Ctx() context: Context): Promise<ClinicianSource | null> {
    return readClinician(context, row.clinicianId);
  }

  @FieldResolver(() => ClinicianType, {
    nullable: true,
    description: 'The GP who supervises; null where none is named.',
  })
  supervisor(@Root() { row }: AssignmentSource, @Ctx() context: Context): Promise<ClinicianSource | null> {
    return readClinician(context, row.supervisorId);
  }

  @FieldResolver(() => PostType, { description: 'The post.' })
  async post(@Root() { row }: AssignmentSource, @Ctx() context: Context): Promise<PostSource> {
    const posts = await context.use(postsLoader).load(row.sessionId);
    const post = posts.find(({ number }) => number === row.postNumber);
    if (post === undefined) throw new Error('an assignment is to a post');
    return postSource(post);
  }

  @FieldResolver(() => SessionType, { description: 'The session.' })
  session(@Root() { row }: AssignmentSource, @Ctx() context: Context): Promise<SessionSource> {
    return readSession(context, row.sessionId);
  }

  @Mutation(() => AssignClinicianPayload, { description: 'Puts a clinician on a post of a published session.' })
  async assignClinician(
    @Arg('input', () => AssignClinicianInput, { description: 'Which clinician, and where.' })
    input: AssignClinicianInput,
    @Ctx() context: Context,
  ): Promise<AssignClinicianPayload> {
    const result = await context.command((tx, viewer) => assignClinician(tx, viewer, input));
    const changed = result.ok && {
      assignment: await readAssignment(context, result.value.assignmentId),
      session: await readSession(context, result.value.sessionId),
    };
    return {
      warningDetails: warningsOf(result),
      warnings: warningsOf(result).map(({ code }) => code),
      ...payloadOf(result, () => changed || {}),
    } as AssignClinicianPayload;
  }

  @Mutation(() => UnassignClinicianPayload, {
    description: 'Takes a clinician off a post. Slots that are booked there stay booked and are counted.',
  })
  async unassignClinician(
    @Arg('input', () => UnassignClinicianInput, { description: 'Which assignment, and why.' })
    input: UnassignClinicianInput,
    @Ctx() context: Context,
  ): Promise<UnassignClinicianPayload> {
    const result = await context.command((tx, viewer) => unassignClinician(tx, viewer, input));
    const changed = result.ok && {
      assignment: await readAssignment(context, result.value.assignmentId),
      session: await readSession(context, result.value.sessionId),
      affectedSlotCount: result.value.affectedSlotCount,
    };
    return payloadOf(result, () => changed || {}) as UnassignClinicianPayload;
  }
}
