import { exampleId } from './example-id.js';
import { inventedHandOver } from './facts/hand-over.js';
import { kingsway } from './facts/kingsway.js';
import { leightonPractices } from './facts/leighton-practices.js';
import { lutonPractices } from './facts/luton-practices.js';
import { activePcns, closedPcn, formerCommissioners, icb, subIcb } from './facts/networks.js';
import { type PracticeFacts, sources } from './facts/practice-facts.js';
import { hub, providers, type UnknownHolder, unknownHolders } from './facts/providers.js';
import type { Row, Rows } from './rows.js';
import { addDays } from '../time/london.js';

export const practices: readonly PracticeFacts[] = [...leightonPractices, ...lutonPractices];

export function organisationId(code: string): string {
  return exampleId('organisation', code);
}

interface Dated {
  readonly from: string;
  readonly to: string | null;
}

/**
 * The organisations: commissioners, networks, practices, the hub and other providers; names, memberships, contracts,
 * lists.
 */
export function organisationRows(around: string): Rows[] {
  return [
    { table: 'organisation', rows: organisations() },
    { table: 'organisation_name', rows: names() },
    { table: 'commissioning', rows: commissioning() },
    { table: 'membership', rows: memberships() },
    { table: 'contract', rows: contracts(around) },
    { table: 'population', rows: populations() },
  ];
}

function organisations(): Row[] {
  const row = (code: string, kind: string, opened: string | null, closed: string | null, source: string): Row => ({
    id: organisationId(code),
    ods_code: code,
    kind,
    opened_on: opened,
    closed_on: closed,
    unknown: false,
    source,
  });
  return [
    row(icb.code, 'ICB', icb.opened, icb.closed, sources.directory),
    row(subIcb.code, 'SUB_ICB', subIcb.opened, null, sources.directory),
    ...formerCommissioners.map((ccg) => row(ccg.code, 'SUB_ICB', ccg.opened, ccg.closed, sources.registered2021)),
    ...[...activePcns, closedPcn].map((pcn) => row(pcn.code, 'PCN', pcn.opened, pcn.closed, sources.networks)),
    ...practices.map(({ code, opened, closed }) => row(code, 'PRACTICE', opened, closed, sources.directory)),
    row(hub.code, 'HUB', hub.opened, null, sources.directory),
    ...providers.map(({ code, kind, opened, source }) => row(code, kind, opened, null, source)),
    ...unknownHolders.map(({ key }) => ({
      ...row(key, 'CONTRACT_HOLDER', null, null, sources.contracts),
      ods_code: null,
      unknown: true,
    })),
  ];
}

function names(): Row[] {
  const row = (code: string, name: string, { from, to }: Dated): Row => ({
    id: exampleId('name', `${code} ${from}`),
    organisation_id: organisationId(code),
    name,
    valid_from: from,
    valid_to: to,
  });
  const sinceOpened = ({ code, name, opened }: { code: string; name: string; opened: string }) =>
    row(code, name, { from: opened, to: null });
  const renamed = practices.filter(({ code }) => code === kingsway.practice);
  return [
    ...[icb, ...formerCommissioners, ...activePcns, closedPcn, hub, ...providers].map(sinceOpened),
    ...subIcb.names.map(({ name, from, to }) => row(subIcb.code, name, { from, to })),
    ...practices.filter(({ code }) => code !== kingsway.practice).map(sinceOpened),
    ...renamed.flatMap(({ code, name, opened }) => [
      row(code, kingsway.formerName, { from: opened, to: kingsway.renamedOn }),
      row(code, name, { from: kingsway.renamedOn, to: null }),
    ]),
    ...unknownHolders.map(({ key, name }) => sinceOpened({ code: key, name, opened: '2022-04-01' })),
  ];
}

/**
 * Sub-ICB M1J4Y has commissioned all of them since 1 April 2021; before that, the groups on the lists of January 2021.
 */
function commissioning(): Row[] {
  const row = (code: string, commissioner: string, { from, to }: Dated, source: string): Row => ({
    id: exampleId('commissioning', `${code} ${from}`),
    organisation_id: organisationId(code),
    commissioner_id: organisationId(commissioner),
    valid_from: from,
    valid_to: to,
    source,
  });
  const since = (day: string) => (day > subIcb.opened ? day : subIcb.opened);
  const earlier = formerCommissioners.flatMap((ccg) =>
    practices
      .filter((practice) => practice.ccg === ccg.code)
      .map(({ code }) => row(code, ccg.code, { from: ccg.opened, to: subIcb.opened }, sources.registered2021)),
  );
  const later = [
    ...[...activePcns, closedPcn].map((pcn) => ({ ...pcn, source: sources.networks })),
    ...[...practices, { ...hub, closed: null }].map((organisation) => ({ ...organisation, source: sources.directory })),
    ...providers.map((provider) => ({ ...provider, closed: null })),
  ].map(({ code, opened, closed, source }) => row(code, subIcb.code, { from: since(opened), to: closed }, source));
  return [row(subIcb.code, icb.code, { from: icb.opened, to: null }, sources.directory), ...earlier, ...later];
}

function memberships(): Row[] {
  return practices.flatMap(({ code, memberships: held }) =>
    held.map(({ pcn, from, to }) => ({
      id: exampleId('membership', `${code} ${from}`),
      practice_id: organisationId(code),
      pcn_id: organisationId(pcn),
      valid_from: from,
      valid_to: to,
      source: sources.memberships,
    })),
  );
}

const knownFrom = '2022-04-01';

/** A GMS practice holds its own contract. None of our sources says who holds an APMS contract. */
function contracts(around: string): Row[] {
  const row = (code: string, type: string, holder: string, { from, to }: Dated): Row => ({
    id: exampleId('contract', `${code} ${from}`),
    practice_id: organisationId(code),
    type,
    holder_id: organisationId(holder),
    caretaker: false,
    valid_from: from,
    valid_to: to,
    notice_given_on: null,
    notice_ends_on: null,
    certainty: 'INFERRED',
    source: sources.contracts,
  });
  const underNotice = (held: Row): Row => ({
    ...held,
    valid_to: addDays(around, inventedHandOver.endsIn),
    notice_given_on: addDays(around, inventedHandOver.noticeGivenIn),
    notice_ends_on: addDays(around, inventedHandOver.endsIn),
    source: inventedHandOver.source,
  });
  const holderOf: Readonly<Record<string, UnknownHolder>> = {
    E81064: 'bramingham',
    E81065: 'medina',
    Y02463: 'town-centre',
    [kingsway.practice]: 'kingsway-before',
  };
  return practices.flatMap(({ code, contract, closed }) => {
    const until = code === kingsway.practice ? kingsway.holderChangedOn : closed;
    const held = row(code, contract, holderOf[code] ?? code, { from: knownFrom, to: until });
    if (code === inventedHandOver.practice) return [underNotice(held)];
    if (code !== kingsway.practice) return [held];
    const after = row(code, contract, 'kingsway-after', { from: kingsway.holderChangedOn, to: null });
    return [held, { ...after, certainty: 'STATED', source: kingsway.announced }];
  });
}

function populations(): Row[] {
  return practices.flatMap(({ code, lists }) => {
    const row = (basis: string, countedOn: string, value: number | null, source: string): Row[] =>
      value === null
        ? []
        : [
            {
              id: exampleId('population', `${code} ${basis} ${countedOn}`),
              organisation_id: organisationId(code),
              basis,
              counted_on: countedOn,
              value,
              source,
            },
          ];
    return [
      ...row('REGISTERED', '2021-01-01', lists.registered2021, sources.registered2021),
      ...row('REGISTERED', '2026-04-01', lists.registered2026, sources.registered2026),
      ...row('WEIGHTED', '2023-03-31', lists.weighted2023, sources.weighted2023),
    ];
  });
}
