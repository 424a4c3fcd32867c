import { exampleId } from './example-id.js';
import { agreement, notSignedBy, participations, unusedTo111Defaults } from './facts/agreements.js';
import { activePcns } from './facts/networks.js';
import { services } from './facts/services.js';
import { organisationId, practices } from './organisation-rows.js';
import type { Row, Rows } from './rows.js';

export function serviceId(code: string): string {
  return exampleId('service', code);
}

function agreementId(pcn: string): string {
  return exampleId('agreement', pcn);
}

function membersToSign(pcn: string): string[] {
  return practices
    .filter(({ memberships }) =>
      memberships.some((held) => held.pcn === pcn && held.from <= agreement.startsOn && held.to === null),
    )
    .map(({ code }) => code);
}

/** What the networks agreed on, what is offered in them, and who takes no part in something or pilots it. */
export function networkRows(): Rows[] {
  return [
    { table: 'network_agreement', rows: activePcns.map(({ code }) => agreementRow(code)) },
    { table: 'agreement_signature', rows: activePcns.flatMap(({ code }) => signatureRows(code)) },
    { table: 'service', rows: services.map(serviceRow) },
    { table: 'participation', rows: participations.map(participationRow) },
    { table: 'unused_to_111_default', rows: unusedTo111Defaults.map(unusedTo111Row) },
  ];
}

function agreementRow(pcn: string): Row {
  const allSigned = membersToSign(pcn).every((practice) => !notSignedBy.includes(practice));
  return {
    id: agreementId(pcn),
    pcn_id: organisationId(pcn),
    title: agreement.title,
    drafted_on: agreement.draftedOn,
    starts_on: agreement.startsOn,
    in_force_from: allSigned ? agreement.startsOn : null,
  };
}

function signatureRows(pcn: string): Row[] {
  return membersToSign(pcn)
    .filter((practice) => !notSignedBy.includes(practice))
    .map((practice) => ({
      id: exampleId('signature', practice),
      agreement_id: agreementId(pcn),
      pcn_id: organisationId(pcn),
      practice_id: organisationId(practice),
      signed_on: agreement.signedOn,
    }));
}

function serviceRow(service: (typeof services)[number]): Row {
  return {
    id: serviceId(service.code),
    code: service.code,
    name: service.name,
    roles: service.roles,
    skills: service.skills,
    slot_minutes: service.slotMinutes,
    delivery_modes: service.modes,
    appointment_category: service.category,
    room_kind: service.roomKind,
    equipment: service.equipment,
    undifferentiated: service.undifferentiated,
    triage: service.triage,
    gp_on_site: service.gpOnSite,
    needs: service.needs,
  };
}

function participationRow({ pcn, practice, service, state, from }: (typeof participations)[number]): Row {
  return {
    id: exampleId('participation', `${practice} ${service}`),
    pcn_id: organisationId(pcn),
    practice_id: organisationId(practice),
    service_id: serviceId(service),
    state,
    valid_from: from,
  };
}

function unusedTo111Row({ pcn, time, from }: (typeof unusedTo111Defaults)[number]): Row {
  return {
    id: exampleId('unused-to-111', pcn),
    pcn_id: organisationId(pcn),
    unused_to_111_from: time,
    valid_from: from,
  };
}
