import { Field, ID, InputType } from 'type-graphql';

@InputType('WithdrawWaitInput', { description: 'Who no longer waits.' })
export class WithdrawWaitInput {
  @Field(() => ID, { description: 'The waiting entry.' })
  waitingEntry!: string;
}
