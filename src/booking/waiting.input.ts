import { InputType } from 'type-graphql';
import { IdField } from '../platform/graphql/id-argument.js';

@InputType('WithdrawWaitInput', { description: 'Which patient no longer waits.' })
export class WithdrawWaitInput {
  @IdField('WaitingEntry', { description: 'The waiting entry.' })
  waitingEntry!: string;
}
