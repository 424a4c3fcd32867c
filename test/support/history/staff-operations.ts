import { globalId } from '../../../src/platform/ids/global-id.js';
import type { Draw, Drawn, Wish } from './draws.js';
import type { World } from './world.js';

type Employment = World['employments'][number];

function job(d: Draw, ...states: string[]): Employment {
  return d.one(d.world.employments.filter(({ state }) => states.includes(state)));
}

/** The employer mostly, otherwise the person. */
function ofJob(d: Draw, employment: Employment): Wish['as'] {
  return d.maybe(0.3) ? ['clinician', employment.clinician] : d.employer(employment);
}

function lengthy(d: Draw, from: number, to: number): { startsAt: string; endsAt: string } {
  const day = d.random.upTo(from, to);
  const [first, last] = [d.day(day), d.day(day + d.random.upTo(1, 3))];
  return { startsAt: `${first}T00:00:00Z`, endsAt: `${last}T00:00:00Z` };
}

/** Who works where, and when they do not. */
export const staffOperations: Readonly<Record<string, Drawn>> = {
  registerClinician: {
    weight: 2,
    draw: (d) => {
      const { code } = d.member();
      const registrations = [{ body: 'HCPC', number: `PH${String(100_000 + d.number)}`, from: '2020-01-01' }];
      const person = { code: `H-${d.number}`, name: 'Synthetic Person', role: 'FIRST_CONTACT_PHYSIOTHERAPIST' };
      return { as: ['practice-manager', code], input: { ...person, synthetic: true, registrations } };
    },
  },
  changeClinician: {
    weight: 1,
    draw: (d) => {
      const employment = job(d, 'ACCEPTED');
      const input = { clinician: globalId('Clinician', employment.clinicianId), ...d.dryRun() };
      const change = d.one<object>([{ skills: ['spirometry'] }, { skills: [] }, { languages: ['en', 'ur'] }]);
      return { as: d.employer(employment), input: { ...input, ...change, affectedAssignments: 'OPEN' } };
    },
  },
  addRegistration: {
    weight: 2,
    draw: (d) => {
      const employment = job(d, 'ACCEPTED');
      const registration = { body: 'HCPC', number: `PH${String(200_000 + d.number)}`, from: d.day(0, 20) };
      return {
        as: d.employer(employment),
        input: { clinician: globalId('Clinician', employment.clinicianId), ...registration },
      };
    },
  },
  endRegistration: {
    weight: 1,
    draw: (d) => {
      const { clinicianId, body, number, from, ...of } = d.one(d.world.registrations);
      const input = { clinician: globalId('Clinician', clinicianId), body, number, reason: 'Not renewed' };
      const day = d.maybe(0.1) ? from : d.day(10, 60);
      const affectedAssignments = d.one(['OPEN', 'REFUSE']);
      return { as: d.employer(of), input: { ...input, from: day, affectedAssignments, dryRun: d.maybe(0.6) } };
    },
  },
  employClinician: {
    weight: 3,
    draw: (d) => {
      const { code, registeredBy } = d.one(d.world.clinicians);
      const employer = d.maybe(0.8) ? registeredBy : d.member().code;
      const input = { clinician: { code }, employer, contractedMinutesPerWeek: d.one([600, 1200, 2250]) };
      const as = [employer.startsWith('RT') ? 'provider-manager' : 'practice-manager', employer] as const;
      return { as, input: { ...input, workingTimeStatus: 'WORKER', from: d.day(0, 3) } };
    },
  },
  acceptEmployment: {
    weight: 2,
    draw: (d) => {
      const { id, clinician } = job(d, 'OFFERED');
      return { as: ['clinician', clinician], input: { employment: globalId('Employment', id) } };
    },
  },
  declineEmployment: {
    weight: 1,
    draw: (d) => {
      const { id, clinician } = job(d, 'OFFERED');
      return { as: ['clinician', clinician], input: { employment: globalId('Employment', id), reason: 'Too far' } };
    },
  },
  withdrawEmployment: {
    weight: 1,
    draw: (d) => {
      const employment = job(d, 'OFFERED');
      return { as: d.employer(employment), input: { employment: globalId('Employment', employment.id) } };
    },
  },
  endEmployment: {
    weight: 1,
    draw: (d) => {
      const employment = job(d, 'ACCEPTED');
      const input = { employment: globalId('Employment', employment.id), on: d.day(1, 60), dryRun: d.maybe(0.6) };
      return { as: d.employer(employment), input };
    },
  },
  releaseToPool: {
    weight: 4,
    draw: (d) => {
      const employment = job(d, 'ACCEPTED');
      const input = { employment: globalId('Employment', employment.id), pcn: d.one(d.world.pcns).code };
      const release = { minutesPerWeek: d.one([250, 500, 1000]), from: d.day(0, 3) };
      return { as: d.employer(employment), input: { ...input, ...release } };
    },
  },
  changeRelease: {
    weight: 2,
    draw: (d) => {
      const { id, ...of } = d.one(d.world.releases.filter(({ state }) => state !== 'DECLINED'));
      const input = {
        release: globalId('PoolRelease', id),
        minutesPerWeek: d.one([250, 500, 1000]),
        from: d.day(1, 20),
      };
      const affectedAssignments = d.one(['OPEN', 'REFUSE']);
      return { as: d.employer(of), input: { ...input, reason: 'Other hours', affectedAssignments, ...d.dryRun() } };
    },
  },
  endRelease: {
    weight: 1,
    draw: (d) => {
      const { id, ...of } = d.one(d.world.releases.filter(({ state }) => state !== 'DECLINED'));
      const input = { release: globalId('PoolRelease', id), from: d.day(5, 60), reason: 'Needed at the practice' };
      const affectedAssignments = d.one(['OPEN', 'REFUSE']);
      return { as: d.employer(of), input: { ...input, affectedAssignments, dryRun: d.maybe(0.6) } };
    },
  },
  acceptRelease: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.releases.filter(({ state }) => state === 'OFFERED'));
      return { as: d.director(pcn), input: { release: globalId('PoolRelease', id) } };
    },
  },
  declineRelease: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.releases.filter(({ state }) => state === 'OFFERED'));
      return { as: d.director(pcn), input: { release: globalId('PoolRelease', id), reason: 'No post is open' } };
    },
  },
  setWorkingPattern: {
    weight: 2,
    draw: (d) => {
      const employment = job(d, 'ACCEPTED');
      const windows = ['MONDAY', 'TUESDAY', 'THURSDAY', 'FRIDAY'].map((weekday) => ({
        ...{ weekday, startTime: d.one(['07:30', '08:00']), endTime: d.one(['17:00', '18:30']) },
      }));
      const input = { employment: globalId('Employment', employment.id), from: d.day(0, 10), windows };
      return { as: d.employer(employment), input };
    },
  },
  declareCommitment: {
    weight: 3,
    draw: (d) => {
      const employment = job(d, 'ACCEPTED');
      const time = d.maybe(0.5)
        ? { range: lengthy(d, 1, 25) }
        : {
            weekly: {
              weekday: d.one(['MONDAY', 'SATURDAY']),
              startTime: '18:00',
              endTime: '20:00',
              from: d.day(1, 10),
            },
          };
      return { as: ofJob(d, employment), input: { clinician: globalId('Clinician', employment.clinicianId), time } };
    },
  },
  withdrawCommitment: {
    weight: 1,
    draw: (d) => {
      const { id, clinician } = d.one(d.world.commitments);
      return { as: ['clinician', clinician], input: { commitment: globalId('Commitment', id) } };
    },
  },
  requestLeave: {
    weight: 3,
    draw: (d) => {
      const employment = job(d, 'ACCEPTED');
      const clinician = globalId('Clinician', employment.clinicianId);
      const kind = d.one(['ANNUAL', 'STUDY', 'SICK']);
      const late = d.maybe(0.2);
      const time = late ? { ...lengthy(d, -5, -4), lateReason: 'It came up' } : lengthy(d, 1, 40);
      return { as: ofJob(d, employment), input: { clinician, kind, ...time } };
    },
  },
  withdrawLeave: {
    weight: 1,
    draw: (d) => {
      const { id, clinician } = d.one(d.world.leaves);
      return { as: ['clinician', clinician], input: { leave: globalId('Leave', id) } };
    },
  },
  approveLeave: {
    weight: 2,
    draw: (d) => {
      const { id, employer } = d.one(d.world.leaves);
      const input = { leave: globalId('Leave', id), affectedAssignments: d.one(['OPEN', 'REFUSE']) };
      return { as: ['practice-manager', employer], input: { ...input, ...d.dryRun() } };
    },
  },
  refuseLeave: {
    weight: 1,
    draw: (d) => {
      const { id, employer } = d.one(d.world.leaves);
      return { as: ['practice-manager', employer], input: { leave: globalId('Leave', id) } };
    },
  },
};
