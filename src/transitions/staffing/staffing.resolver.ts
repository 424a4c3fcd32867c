import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { warningsOf } from '../../platform/graphql/warning.type.js';
import { type SharedClinicSource, SharedClinicType } from '../../sessions/clinic/shared-clinic.type.js';
import { assignmentLoader } from '../../sessions/staffing/assignment.loader.js';
import { type AssignmentSource, assignmentSource, AssignmentType } from '../../sessions/staffing/staffing.type.js';
import { assignSeries } from './assign-series.js';
import { moveAssignment } from './move-assignment.js';
import { AssignSeriesInput, MoveAssignmentInput } from './staffing.input.js';
import { AssignSeriesPayload, MoveAssignmentPayload } from './staffing.type.js';
import { work } from '../../platform/graphql/limits/work.js';

async function readAssignments(context: Context, ids: readonly string[]): Promise<AssignmentSource[]> {
  const rows = await context.use(assignmentLoader).loadMany(ids);
  return rows.flatMap((row) => (row === null || row instanceof Error ? [] : [assignmentSource(row)]));
}

@Resolver(() => SharedClinicType)
export class SeriesStaffingResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may assign clinicians to its sessions.' })
  viewerCanAssignSeries(@Root() clinic: SharedClinicSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'assignClinician', { pcnId: clinic.row.pcnId });
  }

  @Mutation(() => AssignSeriesPayload, {
    complexity: work(5000),
    description:
      'Puts a clinician on a post of many sessions of a shared clinic: of all that are named, or of none. What stands in the way is refused date by date.',
  })
  async assignSeries(
    @Arg('input', () => AssignSeriesInput, { description: 'Which clinician, and which sessions.' })
    input: AssignSeriesInput,
    @Ctx() context: Context,
  ): Promise<AssignSeriesPayload> {
    const result = await context.command((tx, viewer) => assignSeries(tx, viewer, input));
    const assignments = result.ok ? await readAssignments(context, result.value.assignmentIds) : null;
    return {
      ...payloadOf(result, ({ change }) => ({ change, assignments })),
      warnings: warningsOf(result),
    } as unknown as AssignSeriesPayload;
  }
}

@Resolver(() => AssignmentType)
export class AssignmentMovesResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it stands and you may move it.' })
  async viewerCanMove(@Root() { row }: AssignmentSource, @Ctx() context: Context): Promise<boolean> {
    return row.state === 'PUBLISHED' && (await viewerCan(context, 'assignClinician', { pcnId: row.pcnId }));
  }

  @Mutation(() => MoveAssignmentPayload, {
    complexity: work(300),
    description:
      'Moves a clinician to another post or session, or lets another clinician take the post: one assignment ends and one begins, or neither.',
  })
  async moveAssignment(
    @Arg('input', () => MoveAssignmentInput, { description: 'Which assignment, and where or who instead.' })
    input: MoveAssignmentInput,
    @Ctx() context: Context,
  ): Promise<MoveAssignmentPayload> {
    const result = await context.command((tx, viewer) => moveAssignment(tx, viewer, input));
    const id = result.ok ? result.value.assignmentId : null;
    const [assignment = null] = await readAssignments(context, id === null ? [] : [id]);
    return {
      ...payloadOf(result, ({ change }) => ({ change, assignment })),
      warnings: warningsOf(result),
    } as unknown as MoveAssignmentPayload;
  }
}
