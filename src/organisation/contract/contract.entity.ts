import { defineEntity, p } from '@mikro-orm/core';
import type { ContractType } from './rules/contract-term.js';
import type { Certainty } from '../site/site-operation.entity.js';

const schema = defineEntity({
  name: 'Contract',
  tableName: 'contract',
  properties: {
    id: p.uuid().primary(),
    practiceId: p.uuid(),
    type: p.string().$type<ContractType>(),
    holderId: p.uuid(),
    caretaker: p.boolean(),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
    noticeGivenOn: p.string().columnType('date').nullable(),
    noticeEndsOn: p.string().columnType('date').nullable(),
    certainty: p.string().$type<Certainty>(),
    source: p.text(),
  },
});

/**
 * Under which contract, and with which holder, a practice works on the days `[validFrom, validTo)`. One holder a day.
 */
export class Contract extends schema.class {
  /** Precondition: the notice passed `checkNotice`. From `endsOn` on, the practice can be awarded to another holder. */
  giveNotice(givenOn: string, endsOn: string): void {
    this.noticeGivenOn = givenOn;
    this.noticeEndsOn = endsOn;
    this.validTo = endsOn;
  }
}
schema.setClass(Contract);
