import { defineEntity, p } from '@mikro-orm/core';
import { contractEndOf, type ContractType } from './rules/contract-term.js';
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
    termEndsOn: p.string().columnType('date').nullable(),
    changeReason: p.text().nullable(),
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
    this.termEndsOn = this.endWithoutNotice;
    this.noticeGivenOn = givenOn;
    this.noticeEndsOn = endsOn;
    this.validTo = endsOn;
  }

  /**
   * The first day without the contract if there were no notice; null for one without an end. Of a notice that was given
   * before this was kept, an APMS contract has the longest term that may be recorded.
   */
  get endWithoutNotice(): string | null {
    if (this.noticeGivenOn == null) return this.validTo ?? null;
    if (this.type !== 'APMS' || this.termEndsOn != null) return this.termEndsOn ?? null;
    const end = contractEndOf({ type: this.type, caretaker: this.caretaker, from: this.validFrom, to: null });
    return end.ok ? end.value : null;
  }

  /** Precondition: nobody has another contract before `endWithoutNotice`. */
  withdrawNotice(): void {
    this.validTo = this.endWithoutNotice;
    this.noticeGivenOn = null;
    this.noticeEndsOn = null;
    this.termEndsOn = null;
  }
}
schema.setClass(Contract);
