import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AgreementSignature',
  tableName: 'agreement_signature',
  properties: {
    id: p.uuid().primary(),
    agreementId: p.uuid(),
    pcnId: p.uuid(),
    practiceId: p.uuid(),
    signedOn: p.string().columnType('date'),
  },
});

/** A practice's signature on a network agreement. */
export class AgreementSignature extends schema.class {}
schema.setClass(AgreementSignature);
