import { globalId } from '../../../src/platform/ids/global-id.js';
import type { Drawn, Wish } from './draws.js';

function manager(operator: string): Wish['as'] {
  return [operator.startsWith('RT') ? 'provider-manager' : 'practice-manager', operator];
}

/** Who holds, runs, belongs and lends what. Hand-overs are rare, so that practices last for the whole history. */
export const organisationOperations: Readonly<Record<string, Drawn>> = {
  joinNetwork: {
    weight: 2,
    draw: (d) => {
      const practice = d.one(d.world.practices.filter(({ pcn }) => pcn === null || d.maybe(0.1)));
      const pcn = d.one(d.world.pcns);
      return { as: d.contractManager(pcn.icb), input: { practice: practice.code, pcn: pcn.code, from: d.day(1, 20) } };
    },
  },
  leaveNetwork: {
    weight: 1,
    draw: (d) => {
      const { code: practice } = d.member();
      const joins = d.maybe(0.7) ? { joins: d.one(d.world.pcns).code } : {};
      return { as: d.contractManager(), input: { practice, from: d.day(2, 30), ...joins, ...d.dryRun() } };
    },
  },
  awardContract: {
    weight: 2,
    draw: (d) => {
      const { code: practice } = d.one(d.world.practices);
      const holder = { odsCode: d.one(d.world.practices).code };
      return { as: d.contractManager(), input: { practice, type: 'GMS', holder, from: d.day(0, 500) } };
    },
  },
  recordPopulation: {
    weight: 2,
    draw: (d) => {
      const { code: organisation } = d.one(d.world.practices);
      const input = { basis: d.one(['REGISTERED', 'WEIGHTED']), countedOn: d.day(-300, -1), source: 'a test' };
      return { as: d.contractManager(), input: { organisation, value: d.random.upTo(1000, 30_000), ...input } };
    },
  },
  handOverPractice: {
    weight: 2,
    draw: (d) => {
      const { code: practice, pcn } = d.member();
      const from = d.day(1, 40);
      const to = d.maybe(0.3)
        ? { branchOf: d.practiceOf(pcn).code }
        : { holder: { type: 'GMS', holder: { odsCode: d.practiceOf(pcn).code } } };
      return { as: d.contractManager(), input: { practice, from, to, source: 'a test', ...d.dryRun() } };
    },
  },
  mergeOrganisations: {
    weight: 1,
    draw: (d) => {
      const { code: organisation, pcn } = d.member();
      const into = d.practiceOf(pcn).code;
      return { as: d.contractManager(), input: { organisation, into, from: d.day(1, 40), dryRun: d.maybe(0.7) } };
    },
  },
  giveNotice: {
    weight: 1,
    draw: (d) => {
      const { code } = d.member();
      const as = d.maybe(0.5) ? d.contractManager() : (['practice-manager', code] as const);
      return { as, input: { practices: [code], endsOn: d.day(100, 400), ...d.dryRun() } };
    },
  },
  openSite: {
    weight: 2,
    draw: (d) => {
      const { code: operator } = d.member();
      const rooms = [{ name: 'Room 1', kind: 'CONSULTING', stepFree: true }];
      const input = {
        operator,
        kind: 'BRANCH',
        name: `Branch ${d.number}`,
        opensOn: d.day(0, 5),
        rooms,
        source: 'a test',
      };
      return { as: ['practice-manager', operator], input };
    },
  },
  closeSite: {
    weight: 1,
    draw: (d) => {
      const { id, icb } = d.one(d.world.sites);
      return { as: d.contractManager(icb), input: { site: globalId('Site', id), from: d.day(1, 40), ...d.dryRun() } };
    },
  },
  offerAccommodation: {
    weight: 3,
    draw: (d) => {
      const { id, operator, pcn } = d.one(d.world.rooms);
      const to = pcn !== null && d.maybe(0.7) ? pcn : d.one(d.world.pcns).code;
      const window = { weekdays: [d.one(['MONDAY', 'WEDNESDAY', 'SATURDAY'])], fromTime: '08:00', toTime: '18:00' };
      return { as: manager(operator), input: { room: globalId('Room', id), pcn: to, from: d.day(0, 10), ...window } };
    },
  },
  acceptAccommodation: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.offers.filter(({ state }) => state === 'OFFERED'));
      return { as: d.director(pcn), input: { offer: globalId('AccommodationOffer', id) } };
    },
  },
  declineAccommodation: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.offers.filter(({ state }) => state === 'OFFERED'));
      return { as: d.director(pcn), input: { offer: globalId('AccommodationOffer', id), reason: 'Too far away' } };
    },
  },
  draftAgreement: {
    weight: 1,
    draw: (d) => {
      const { code: pcn } = d.one(d.world.pcns);
      return { as: d.director(pcn), input: { pcn, title: `Agreement ${d.number}`, startsOn: d.day(10, 200) } };
    },
  },
  signAgreement: {
    weight: 3,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.agreements);
      const practice = d.practiceOf(pcn).code;
      const as = ['practice-manager', practice] as const;
      return { as, input: { agreement: globalId('NetworkAgreement', id), practice } };
    },
  },
  setParticipation: {
    weight: 2,
    draw: (d) => {
      const { code: practice, pcn } = d.member();
      const { id } = d.one(d.world.services.filter((s) => s.pcn === null || s.pcn === pcn));
      const input = { practice, service: globalId('Service', id), state: d.one(['IN', 'IN', 'OUT', 'PILOT']) };
      return { as: ['practice-manager', practice], input: { ...input, from: d.day(1, 30), ...d.dryRun() } };
    },
  },
  setUnusedTo111Default: {
    weight: 1,
    draw: (d) => {
      const { code: pcn } = d.one(d.world.pcns);
      const unusedTo111From = d.one(['07:00', '12:00', '16:30', null]);
      return { as: d.director(pcn), input: { pcn, unusedTo111From, from: d.day(1, 20), ...d.dryRun() } };
    },
  },

  addRoom: {
    weight: 1,
    draw: (d) => {
      const { id, operator } = d.one(d.world.sites);
      const room = { name: `Room ${d.number}`, kind: 'CONSULTING', stepFree: true };
      return { as: manager(operator), input: { site: globalId('Site', id), ...room } };
    },
  },
  changeRoom: {
    weight: 1,
    draw: (d) => {
      const { id, operator } = d.one(d.world.rooms);
      const change = d.one<object>([{ name: `Room ${d.number}` }, { stepFree: d.maybe(0.5) }, { kind: 'TREATMENT' }]);
      return { as: manager(operator), input: { room: globalId('Room', id), ...change, ...d.dryRun() } };
    },
  },
  closeRoom: {
    weight: 1,
    draw: (d) => {
      const { id, operator } = d.one(d.world.rooms);
      const input = { room: globalId('Room', id), from: d.day(5, 40), reason: 'Building works', dryRun: d.maybe(0.6) };
      return { as: manager(operator), input };
    },
  },
  withdrawOffer: {
    weight: 1,
    draw: (d) => {
      const { id, offeredBy } = d.one(d.world.offers);
      const input = { offer: globalId('AccommodationOffer', id), from: d.day(5, 40), reason: 'We need it ourselves' };
      return { as: manager(offeredBy), input: { ...input, dryRun: d.maybe(0.6) } };
    },
  },
  changeService: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.services.filter((service) => service.pcn !== null));
      const input = { service: globalId('Service', id), name: `Service ${d.number}` };
      return { as: d.director(pcn ?? ''), input: { ...input, ...d.dryRun() } };
    },
  },
  retireService: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.services.filter((service) => service.pcn !== null));
      const input = { service: globalId('Service', id), from: d.day(10, 60), reason: 'Nobody asks for it' };
      return { as: d.director(pcn ?? ''), input: { ...input, dryRun: d.maybe(0.6) } };
    },
  },
  discardDraftAgreement: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.agreements);
      const input = { agreement: globalId('NetworkAgreement', id), reason: 'Overtaken by events' };
      return { as: d.director(pcn), input: { ...input, ...d.dryRun() } };
    },
  },
  changeNotice: {
    weight: 1,
    draw: (d) => {
      const { id } = d.one(d.world.contracts.filter(({ notice }) => notice));
      const input = { contract: globalId('Contract', id), endsOn: d.day(100, 400), reason: 'Agreed' };
      return { as: d.contractManager(), input: { ...input, ...d.dryRun() } };
    },
  },
  withdrawNotice: {
    weight: 1,
    draw: (d) => {
      const { id } = d.one(d.world.contracts.filter(({ notice }) => notice));
      const input = { contract: globalId('Contract', id), reason: 'They stay' };
      return { as: d.contractManager(), input: { ...input, ...d.dryRun() } };
    },
  },
  correctAward: {
    weight: 1,
    draw: (d) => {
      const { id } = d.one(d.world.contracts);
      const input = { contract: globalId('Contract', id), type: d.one(['GMS', 'PMS', 'APMS']), reason: 'A slip' };
      return { as: d.contractManager(), input: { ...input, ...d.dryRun() } };
    },
  },
  correctPopulation: {
    weight: 1,
    draw: (d) => {
      const { id } = d.one(d.world.populations);
      const input = { population: globalId('Population', id), value: d.random.upTo(1000, 30_000), reason: 'A slip' };
      return { as: d.contractManager(), input };
    },
  },
};
