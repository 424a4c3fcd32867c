import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { ViewerType } from '../identity/asking/viewer.type.js';
import { type At, atOf } from '../organisation/directory/at.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { connectionOf, type ConnectionValue, keyForms, PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { RequestError, valueOrThrow } from '../platform/graphql/request-error.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/scalars.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { busyTimeSource, BusyTimeType } from './absence.type.js';
import { addRegistration } from './add-registration.js';
import { readBusy } from './read-absence.js';
import { AddRegistrationInput, RegisterClinicianInput } from './clinician.input.js';
import { clinicianLoader, readsRecordsOf } from './clinician.loader.js';
import { clinicianByCode, type ClinicianFilter, countClinicians } from './clinician.queries.js';
import {
  AddRegistrationPayload,
  ClinicianBy,
  ClinicianConnection,
  type ClinicianSource,
  clinicianSource,
  ClinicianType,
  RegisterClinicianPayload,
} from './clinician.type.js';
import { registerClinician } from './register-clinician.js';
import { cliniciansOf, searchClinicians } from './search-clinicians.js';
import { checkCode } from './rules/clinician-details.js';
import { listOf } from '../platform/graphql/limits/list-size.js';
import { work } from '../platform/graphql/limits/work.js';

const asOfDescription = 'The London day to read at; default today. Everything below inherits it.';

export async function readClinician(context: Context, id: string, at: At): Promise<ClinicianSource | null> {
  const row = await context.use(clinicianLoader).load(id);
  return row !== null && (await readsRecordsOf(context, id)) ? clinicianSource(row, at) : null;
}

/** How `node` reads these types again. */
export const clinicianNodes: Nodes<Context> = {
  Clinician: async (context: Context, id) => readClinician(context, id.key, await atOf(context, id.asOf)),
};

async function keyByCode(context: Context, text: string): Promise<string | undefined> {
  const code = checkCode(text);
  return code.ok ? (await context.query((db) => clinicianByCode(db, code.value)))?.id : undefined;
}

/** The viewer's own record; null for all but clinicians. */
async function readOwn(context: Context): Promise<ClinicianSource | null> {
  const clinicianId = await context.query(async (_db, scope) => scope.clinicianId);
  return clinicianId === null ? null : readClinician(context, clinicianId, await atOf(context, null));
}

async function find(context: Context, by: ClinicianBy, asOf: string | null | undefined): Promise<ClinicianSource> {
  const { id, code } = by;
  const at = await atOf(context, asOf ?? id?.asOf);
  const key = id == null ? await keyByCode(context, code ?? '') : id.key;
  const found = key === undefined ? null : await readClinician(context, key, at);
  if (found === null) {
    throw new RequestError(
      'NOT_FOUND',
      'There is no such clinician, or they are neither employed by you nor released to your network.',
    );
  }
  return found;
}

/** A page of the clinicians of a filter; for the lists of networks and employers too. */
export async function pageOfClinicians(
  context: Context,
  filter: ClinicianFilter,
  at: At,
  role: string | null | undefined,
  args: PageArgs,
): Promise<ConnectionValue<ClinicianSource>> {
  const page = pageOf(args, [keyForms.text, keyForms.text]);
  const roleCode = role ?? null;
  return connectionOf(
    valueOrThrow(await searchClinicians(context, filter, roleCode, page)),
    page,
    (row) => [row.name, row.code],
    (row) => clinicianSource(row, at),
    () => context.query((db) => countClinicians(db, filter, roleCode)),
  );
}

@Resolver()
export class ClinicianResolver {
  @Query(() => ClinicianType, {
    nullable: true,
    description: 'One clinician whom you employ or who is released to your network.',
  })
  clinician(
    @Arg('by', () => ClinicianBy, { description: 'Which clinician.' }) by: ClinicianBy,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | undefined,
    @Ctx() context: Context,
  ): Promise<ClinicianSource> {
    return find(context, by, asOf);
  }

  @Query(() => ClinicianConnection, {
    nullable: true,
    description:
      'Clinicians by name: those released to the pool of a PCN that day; without `pcn`, those whom your organisation employs that day or has registered but not employed yet. Null when it is refused; see `errors`.',
  })
  async clinicians(
    @Arg('pcn', () => OdsCodeScalar, { nullable: true, description: 'The PCN whose pool to read.' })
    pcn: string | undefined,
    @Arg('role', () => String, { nullable: true, description: 'Only this role, by its code in `staffRoles`.' })
    role: string | undefined,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ClinicianSource>> {
    const at = await atOf(context, asOf);
    const filter = valueOrThrow(await context.query((db, scope) => cliniciansOf(db, scope, pcn, at.day)));
    return pageOfClinicians(context, filter, at, role, args);
  }

  @Query(() => ClinicianType, {
    nullable: true,
    description: 'Your own record, for a clinician; null for everyone else.',
  })
  me(@Ctx() context: Context): Promise<ClinicianSource | null> {
    return readOwn(context);
  }

  @Query(() => [BusyTimeType], {
    complexity: work(50, listOf(20)),
    nullable: true,
    description:
      'When a clinician cannot be assigned, for whatever reason and in whichever network; by start. Null when it is refused; see `errors`.',
  })
  async busy(
    @Arg('clinician', () => ClinicianBy, { description: 'Which clinician.' }) by: ClinicianBy,
    @Arg('from', () => DateTimeScalar, { description: 'The start.' }) from: string,
    @Arg('to', () => DateTimeScalar, { description: 'The end, at most 92 days later.' }) to: string,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const { key } = await find(context, by, null);
    return valueOrThrow(await readBusy(context, key, from, to)).map(busyTimeSource);
  }

  @Mutation(() => RegisterClinicianPayload, {
    description: 'Puts a person on record under your organisation. Employ them next with `employClinician`.',
  })
  async registerClinician(
    @Arg('input', () => RegisterClinicianInput, { description: 'The person.' }) input: RegisterClinicianInput,
    @Ctx() context: Context,
  ): Promise<RegisterClinicianPayload> {
    const supervisorId = input.supervisor ?? null;
    const result = await context.command((tx, viewer) => registerClinician(tx, viewer, { ...input, supervisorId }));
    const clinician = result.ok
      ? await readClinician(context, result.value.clinicianId, await atOf(context, null))
      : null;
    return payloadOf(result, () => ({ clinician }));
  }

  @Mutation(() => AddRegistrationPayload, {
    description:
      'Puts another entry in a professional register on record of someone whom you employ. A number is of one person for ever.',
  })
  async addRegistration(
    @Arg('input', () => AddRegistrationInput, { description: 'Whose, and which.' }) input: AddRegistrationInput,
    @Ctx() context: Context,
  ): Promise<AddRegistrationPayload> {
    const result = await context.command((tx, viewer) => addRegistration(tx, viewer, input));
    const clinician = result.ok
      ? await readClinician(context, result.value.clinicianId, await atOf(context, null))
      : null;
    return payloadOf(result, () => ({ clinician }));
  }
}

@Resolver(() => ViewerType)
export class ViewerClinicianResolver {
  @FieldResolver(() => ClinicianType, {
    nullable: true,
    description: 'Your own record, for a clinician; null for everyone else.',
  })
  clinician(@Ctx() context: Context): Promise<ClinicianSource | null> {
    return readOwn(context);
  }
}
