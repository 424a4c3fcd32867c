import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type ChangePayload } from '../change-report.type.js';
import { ChangeSharedClinicPayload, MoveSharedClinicHostPayload } from './clinic-change.type.js';
import { changeSharedClinic } from './change-shared-clinic.js';
import { moveSharedClinicHost } from './move-shared-clinic-host.js';
import { ChangeSharedClinicInput, MoveSharedClinicHostInput } from './clinic-change.input.js';
import { changePayload } from '../change-report.resolver.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class ClinicChangeResolver {
  @Mutation(() => MoveSharedClinicHostPayload, {
    complexity: work(1500),
    description:
      "Gives a host's turns in a shared clinic to another site from a day on. Published sessions move if a room is free; booked slots keep their time.",
  })
  moveSharedClinicHost(
    @Arg('input', () => MoveSharedClinicHostInput, { description: 'Which turns, to whom, when.' })
    input: MoveSharedClinicHostInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, moveSharedClinicHost, 'moveSharedClinicHost');
  }

  @Mutation(() => ChangeSharedClinicPayload, {
    complexity: work(5000),
    description:
      'Changes the time, length, slots or staffing of a shared clinic from a day on. Published sessions take the new form; those with bookings only with `withBookings`.',
  })
  changeSharedClinic(
    @Arg('input', () => ChangeSharedClinicInput, { description: 'What changes, and when.' })
    input: ChangeSharedClinicInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, changeSharedClinic, 'changeSharedClinic');
  }
}
