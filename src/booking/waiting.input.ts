import { InputType } from 'type-graphql';
import { IdField } from '../platform/graphql/id-argument.js';
import { MutationInput } from '../platform/graphql/mutation.input.js';

@InputType('WithdrawWaitInput', { description: 'Which patient no longer waits.' })
export class WithdrawWaitInput extends MutationInput {
  @IdField('WaitingEntry', { description: 'The waiting entry.' })
  waitingEntry!: string;
}
