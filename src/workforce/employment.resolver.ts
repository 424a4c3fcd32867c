import { Arg, Ctx, FieldResolver, Float, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { type At, atOf } from '../organisation/directory/at.js';
import { type OrganisationSource, OrganisationType } from '../organisation/directory/organisation.type.js';
import { readOrganisation } from '../organisation/directory/read-organisation.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { warningsOf } from '../platform/graphql/warning.type.js';
import { shownWholeTimeEquivalent } from './clinician-fields.resolver.js';
import { EmployClinicianInput, SetWorkingPatternInput } from './clinician.input.js';
import { clinicianLoader, readsRecordsOf } from './clinician.loader.js';
import { type ClinicianBy, type ClinicianSource, clinicianSource, ClinicianType } from './clinician.type.js';
import { type EmployClinician, employClinician } from './employ-clinician.js';
import { employmentLoader, patternLoader, releasesOfEmploymentLoader } from './employment.loader.js';
import {
  EmployClinicianPayload,
  type EmploymentSource,
  employmentSource,
  EmploymentType,
  poolReleaseSource,
  PoolReleaseType,
  SetWorkingPatternPayload,
  workingPatternSource,
  WorkingPatternType,
} from './employment.type.js';
import { ruleEndTime } from './rules/weekly-pattern.js';
import { setWorkingPattern } from './set-working-pattern.js';

/** A job; null if the viewer may not read its records, unless the viewer's organisation proposes it. */
export async function readEmployment(context: Context, id: string, at: At): Promise<EmploymentSource | null> {
  const row = await context.use(employmentLoader).load(id);
  if (row === null) return null;
  const may =
    (await readsRecordsOf(context, row.clinicianId)) ||
    (await viewerCan(context, 'readWorkforce', { organisationId: row.employerId }));
  return may ? employmentSource(row, at) : null;
}

/** How `node` reads these types again. */
export const employmentNodes: Nodes<Context> = {
  Employment: async (context: Context, id) => readEmployment(context, id.key, await atOf(context, id.asOf)),
};

function clinicianOf({ id, code = '' }: ClinicianBy): EmployClinician['clinician'] {
  return id == null ? { code } : { id: id.key };
}

@Resolver(() => EmploymentType)
export class EmploymentResolver {
  @FieldResolver(() => ClinicianType, {
    nullable: true,
    description: 'Whose job it is; null for the employer until the clinician has accepted it.',
  })
  async clinician(
    @Root() { clinicianId, at }: EmploymentSource,
    @Ctx() context: Context,
  ): Promise<ClinicianSource | null> {
    const row = await context.use(clinicianLoader).load(clinicianId);
    return row && clinicianSource(row, at);
  }

  @FieldResolver(() => OrganisationType, { description: 'The employer.' })
  employer(@Root() { employerId, at }: EmploymentSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, employerId, at);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Contracted time as a share of full time (37.5 hours); null if no full-time week was set for the day asked for.',
  })
  wholeTimeEquivalent(@Root() { contractedMinutesPerWeek, at }: EmploymentSource): number | null {
    return shownWholeTimeEquivalent(contractedMinutesPerWeek, at.day);
  }

  @FieldResolver(() => [PoolReleaseType], {
    description: 'How much of the job is released to networks, as far as you may see; newest first.',
  })
  async releases(@Root() { key, at }: EmploymentSource, @Ctx() context: Context): Promise<object[]> {
    const rows = await context.use(releasesOfEmploymentLoader).load(key);
    return rows.map((row) => poolReleaseSource(row, at));
  }

  @FieldResolver(() => [WorkingPatternType], {
    description: 'When the clinician is available in this job on each weekday, as of the day asked for.',
  })
  async workingPattern(@Root() { key, at }: EmploymentSource, @Ctx() context: Context): Promise<object[]> {
    return (await context.use(patternLoader).load({ id: key, day: at.day })).map(workingPatternSource);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may release time from this job and end it.' })
  async viewerCanManage(@Root() { employerId, state }: EmploymentSource, @Ctx() context: Context): Promise<boolean> {
    return state === 'ACCEPTED' && (await viewerCan(context, 'endEmployment', { organisationId: employerId }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may set the working pattern of this job.' })
  async viewerCanSetWorkingPattern(
    @Root() { employerId, clinicianId, state }: EmploymentSource,
    @Ctx() context: Context,
  ): Promise<boolean> {
    if (state !== 'ACCEPTED') return false;
    return viewerCan(context, 'setWorkingPattern', { organisationId: employerId, clinicianId });
  }

  @Mutation(() => EmployClinicianPayload, {
    description:
      "Records a clinician's job with your organisation. It takes effect at once if it follows on from a job with you, or if you put the person on record and nobody else has employed them. Any other job waits until the clinician accepts it.",
  })
  async employClinician(
    @Arg('input', () => EmployClinicianInput, { description: 'The job.' }) input: EmployClinicianInput,
    @Ctx() context: Context,
  ): Promise<EmployClinicianPayload> {
    const clinician = clinicianOf(input.clinician);
    const result = await context.command((tx, viewer) => employClinician(tx, viewer, { ...input, clinician }));
    const employment = result.ok
      ? await readEmployment(context, result.value.employmentId, await atOf(context, null))
      : null;
    return { warnings: warningsOf(result), ...payloadOf(result, () => ({ employment })) };
  }

  @Mutation(() => SetWorkingPatternPayload, { description: 'Replaces the weekly pattern of a job from a day on.' })
  async setWorkingPattern(
    @Arg('input', () => SetWorkingPatternInput, { description: 'The whole new pattern.' })
    input: SetWorkingPatternInput,
    @Ctx() context: Context,
  ): Promise<SetWorkingPatternPayload> {
    const windows = input.windows.map((window) => ({ ...window, endTime: ruleEndTime(window.endTime) }));
    const result = await context.command((tx, viewer) =>
      setWorkingPattern(tx, viewer, { from: input.from, windows, employmentId: input.employment }),
    );
    const employment = result.ok
      ? await readEmployment(context, result.value.employmentId, await atOf(context, input.from))
      : null;
    return { warnings: warningsOf(result), ...payloadOf(result, () => ({ employment })) };
  }
}
