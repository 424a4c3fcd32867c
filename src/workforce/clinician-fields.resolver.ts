import { Arg, Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import type { Action } from '../identity/permissions.js';
import { inHundredths } from '../platform/figures.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/scalars.js';
import { containsDay } from '../time/interval.js';
import {
  busyTimeSource,
  BusyTimeType,
  commitmentSource,
  CommitmentType,
  leaveSource,
  LeaveType,
} from './absence.type.js';
import { readBusy, readCommitments, readLeave } from './read-absence.js';
import { mayChange } from './clinician-access.js';
import { clinicianLoader, readsRecordsOf, registrationLoader, staffRoleLoader } from './clinician.loader.js';
import type { RegistrationRow } from './clinician.queries.js';
import { type ClinicianSource, clinicianSource, ClinicianType, RegistrationType } from './clinician.type.js';
import { employmentsOfLoader, releasesOfLoader } from './employment.loader.js';
import { employmentSource, EmploymentType, poolReleaseSource, PoolReleaseType } from './employment.type.js';
import { wholeTimeEquivalent } from './rules/whole-time-equivalent.js';
import { StaffRoleType } from './staff-role.type.js';

const withheld = 'null if your role may not read workforce records.';
const endedToo = 'Whether to list those that ended before the day asked for as well.';

/** Rounded for display: add up before rounding. */
export function shownWholeTimeEquivalent(minutesPerWeek: number, day: string): number | null {
  const exact = wholeTimeEquivalent(minutesPerWeek, day);
  return exact === undefined ? null : inHundredths(exact);
}

function can(context: Context, clinician: ClinicianSource, action: Action): Promise<boolean> {
  return context.query(async (_db, scope) => mayChange(context.viewer, scope, action, clinician.row));
}

@Resolver(() => ClinicianType)
export class ClinicianFieldsResolver {
  @FieldResolver(() => StaffRoleType, { description: "The clinician's role." })
  async role(@Root() clinician: ClinicianSource, @Ctx() context: Context): Promise<StaffRoleType> {
    const role = await context.use(staffRoleLoader).load(clinician.row.roleCode);
    if (role === null) throw new Error(`the catalogue has no role ${clinician.row.roleCode}`);
    return role;
  }

  @FieldResolver(() => ClinicianType, {
    nullable: true,
    description: `The named GP supervisor; null if there is none, or none that you may see; ${withheld}`,
  })
  async supervisor(
    @Root() { key, row, at }: ClinicianSource,
    @Ctx() context: Context,
  ): Promise<ClinicianSource | null> {
    if (!(await readsRecordsOf(context, key))) return null;
    const supervisor = row.supervisorId === null ? null : await context.use(clinicianLoader).load(row.supervisorId);
    return supervisor && clinicianSource(supervisor, at);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: `Whether the clinician opted out of the 48-hour week; ${withheld}`,
  })
  async workingTimeOptOut(@Root() { key, row }: ClinicianSource, @Ctx() context: Context): Promise<boolean | null> {
    return (await readsRecordsOf(context, key)) ? row.workingTimeOptOut : null;
  }

  @FieldResolver(() => [RegistrationType], {
    nullable: true,
    description: `Entries in professional registers; ${withheld}`,
  })
  async registrations(@Root() { key }: ClinicianSource, @Ctx() context: Context): Promise<RegistrationRow[] | null> {
    return (await readsRecordsOf(context, key)) ? context.use(registrationLoader).load(key) : null;
  }

  @FieldResolver(() => [EmploymentType], {
    nullable: true,
    description: `Accepted jobs that you may see: with your organisation, or released to your network; newest first; ${withheld}`,
  })
  async employments(
    @Root() { key, at }: ClinicianSource,
    @Arg('includeEnded', () => Boolean, { defaultValue: false, description: endedToo }) includeEnded: boolean,
    @Ctx() context: Context,
  ): Promise<object[] | null> {
    if (!(await readsRecordsOf(context, key))) return null;
    const rows = await context.use(employmentsOfLoader).load(key);
    return rows.filter(({ to }) => includeEnded || to === null || to > at.day).map((row) => employmentSource(row, at));
  }

  @FieldResolver(() => [PoolReleaseType], {
    nullable: true,
    description: `What is released to networks of yours, or by your organisation; newest first; ${withheld}`,
  })
  async releases(
    @Root() { key, at }: ClinicianSource,
    @Arg('includeEnded', () => Boolean, { defaultValue: false, description: endedToo }) includeEnded: boolean,
    @Ctx() context: Context,
  ): Promise<object[] | null> {
    if (!(await readsRecordsOf(context, key))) return null;
    const rows = await context.use(releasesOfLoader).load(key);
    return rows.filter(({ to }) => includeEnded || to === null || to > at.day).map((row) => poolReleaseSource(row, at));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: `Contracted time as a share of full time (37.5 hours) on the day asked for, over the jobs that you may see; 1 is full time; ${withheld}`,
  })
  async wholeTimeEquivalent(@Root() { key, at }: ClinicianSource, @Ctx() context: Context): Promise<number | null> {
    if (!(await readsRecordsOf(context, key))) return null;
    const jobs = (await context.use(employmentsOfLoader).load(key)).filter((row) => containsDay(row, at.day));
    return shownWholeTimeEquivalent(
      jobs.reduce((sum, job) => sum + job.contractedMinutesPerWeek, 0),
      at.day,
    );
  }

  @FieldResolver(() => [LeaveType], {
    nullable: true,
    description: `Leave in every state, by start, for employers and the clinician; empty for a network, which reads \`busy\`; ${withheld}`,
  })
  async leave(
    @Root() { key, at }: ClinicianSource,
    @Arg('from', () => DateScalar, { nullable: true, description: 'The first day; default the day asked for.' })
    from: string | undefined,
    @Arg('to', () => DateScalar, {
      nullable: true,
      description: 'The day after the last day; default a year later, at most two.',
    })
    to: string | undefined,
    @Ctx() context: Context,
  ): Promise<object[] | null> {
    if (!(await readsRecordsOf(context, key))) return null;
    const asked = { clinicianId: key, day: at.day, from, to };
    return valueOrThrow(await readLeave(context, asked)).map(leaveSource);
  }

  @FieldResolver(() => [CommitmentType], {
    nullable: true,
    description: `Work elsewhere that your organisation or the clinician declared; ${withheld}`,
  })
  async commitments(
    @Root() { key, at }: ClinicianSource,
    @Arg('from', () => DateScalar, { nullable: true, description: 'The first day; default the day asked for.' })
    from: string | undefined,
    @Arg('to', () => DateScalar, {
      nullable: true,
      description: 'The day after the last day; default a year later, at most two.',
    })
    to: string | undefined,
    @Ctx() context: Context,
  ): Promise<object[] | null> {
    if (!(await readsRecordsOf(context, key))) return null;
    const asked = { clinicianId: key, day: at.day, from, to };
    return valueOrThrow(await readCommitments(context, asked)).map(commitmentSource);
  }

  @FieldResolver(() => [BusyTimeType], {
    nullable: true,
    description: `When the clinician cannot be assigned, for whatever reason and network; by start; ${withheld}`,
  })
  async busy(
    @Root() { key }: ClinicianSource,
    @Arg('from', () => DateTimeScalar, { description: 'The start.' }) from: string,
    @Arg('to', () => DateTimeScalar, { description: 'The end, at most 92 days later.' }) to: string,
    @Ctx() context: Context,
  ): Promise<object[] | null> {
    if (!(await readsRecordsOf(context, key))) return null;
    return valueOrThrow(await readBusy(context, key, from, to)).map(busyTimeSource);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether you may change what is on record of this clinician, and their registrations.',
  })
  viewerCanChange(@Root() clinician: ClinicianSource, @Ctx() context: Context): Promise<boolean> {
    return can(context, clinician, 'changeClinician');
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether you may ask for leave and declare commitments for this clinician.',
  })
  viewerCanRequestLeave(@Root() clinician: ClinicianSource, @Ctx() context: Context): Promise<boolean> {
    return can(context, clinician, 'requestLeave');
  }

  @FieldResolver(() => Boolean, { description: "Whether you may approve and refuse this clinician's leave." })
  viewerCanDecideLeave(@Root() clinician: ClinicianSource, @Ctx() context: Context): Promise<boolean> {
    return can(context, clinician, 'decideLeave');
  }
}
