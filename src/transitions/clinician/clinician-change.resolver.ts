import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { work } from '../../platform/graphql/limits/work.js';
import { readClinician } from '../../workforce/clinician.resolver.js';
import { changeThenRead } from '../change-report.resolver.js';
import { changeClinician } from './change-clinician.js';
import { ChangeClinicianInput, EndRegistrationInput } from './clinician-change.input.js';
import {
  ChangeClinicianPayload,
  type ClinicianChangePayload,
  EndRegistrationPayload,
} from './clinician-change.type.js';
import { endRegistration } from './end-registration.js';

async function clinicianAfter(context: Context, id: string): Promise<object> {
  return { clinician: await readClinician(context, id, await atOf(context, null)) };
}

@Resolver()
export class ClinicianChangeResolver {
  @Mutation(() => ChangeClinicianPayload, {
    complexity: work(500),
    description:
      'Changes what is on record of someone whom you employ, from now on. Sessions, in any network, for which they would not be fit any more are in the way, or opened.',
  })
  changeClinician(
    @Arg('input', () => ChangeClinicianInput, { description: 'Who, and what changes.' }) input: ChangeClinicianInput,
    @Ctx() context: Context,
  ): Promise<ClinicianChangePayload> {
    return changeThenRead(context, input, changeClinician, () => clinicianAfter(context, input.clinician));
  }

  @Mutation(() => EndRegistrationPayload, {
    complexity: work(500),
    description:
      'Ends an entry in a professional register, or takes it off the record. Sessions, in any network, that need it are in the way, or opened.',
  })
  endRegistration(
    @Arg('input', () => EndRegistrationInput, { description: 'Whose, which, when and why.' })
    input: EndRegistrationInput,
    @Ctx() context: Context,
  ): Promise<ClinicianChangePayload> {
    return changeThenRead(context, input, endRegistration, () => clinicianAfter(context, input.clinician));
  }
}
