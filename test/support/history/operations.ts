import { globalId } from '../../../src/platform/ids/global-id.js';
import { clinicOperations } from './clinic-operations.js';
import type { Drawn } from './draws.js';
import { organisationOperations } from './organisation-operations.js';
import { staffOperations } from './staff-operations.js';

/** How each mutation of the schema is drawn. One that is not here is in `notDrawn`, with the reason. */
export const operations: Readonly<Record<string, Drawn>> = {
  ...organisationOperations,
  ...staffOperations,
  ...clinicOperations,

  defineService: {
    weight: 1,
    draw: (d) => {
      const { code: pcn } = d.one(d.world.pcns);
      return {
        as: d.director(pcn),
        input: {
          pcn,
          code: `service-${d.number}`,
          name: 'A service',
          roles: ['FIRST_CONTACT_PHYSIOTHERAPIST'],
          slotMinutes: d.one([15, 20, 30]),
          deliveryModes: ['FACE_TO_FACE', 'TELEPHONE'],
          appointmentCategory: 'PLANNED_CLINICS',
        },
      };
    },
  },
  scheduleSharedClinic: {
    weight: 3,
    draw: (d) => {
      const { code: pcn } = d.one(d.world.pcns);
      const first = d.one(d.world.rooms.filter((room) => room.pcn === pcn));
      const second = d.one(d.world.rooms.filter((room) => room.pcn === pcn && room.operator !== first.operator));
      const [one, other] = [first, second].map(({ id }) => ({ place: { room: globalId('Room', id) } }));
      const hosting = d.one(['ONE', 'IN_TURN', 'CYCLE']);
      const slots = d.random.upTo(4, 12);
      return {
        as: d.planner(pcn),
        input: {
          pcn,
          service: globalId('Service', d.one(d.world.services.filter((s) => s.pcn === null || s.pcn === pcn)).id),
          recurrence: d.one(['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=TU,TH', 'FREQ=DAILY']),
          startTime: d.one(['08:00', '09:30', '13:00', '15:00']),
          durationMinutes: slots * 15,
          startsOn: d.day(1, 5),
          hosting,
          hosts: hosting === 'ONE' ? [one] : [one, other],
          staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: d.random.upTo(1, 2), slotsPerPost: slots }],
          sharing: { policy: d.one(['REGISTERED_LIST', 'EQUAL']) },
          slotPlan: { slotMinutes: 15, heldFor111: d.random.upTo(0, 2) },
          bookableUnstaffed: d.maybe(0.8),
          poolHoursBefore: d.one([0, 24, 48]),
        },
      };
    },
  },
  publishSessions: {
    weight: 3,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      return { as: d.planner(pcn), input: { clinic: globalId('SharedClinic', id), until: d.day(3, 25) } };
    },
  },
  changeSharedClinic: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      const change = d.one([
        { startTime: d.one(['08:30', '10:00', '14:00']) },
        { staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: d.random.upTo(3, 8) }] },
        { slotPlan: { slotMinutes: 15, heldFor111: d.random.upTo(0, 3) } },
        { durationMinutes: 15 * d.random.upTo(4, 14) },
      ]);
      const input = { clinic: globalId('SharedClinic', id), from: d.day(1, 15), withBookings: d.maybe(0.5), ...change };
      return { as: d.planner(pcn), input: { ...input, ...d.dryRun() } };
    },
  },
  moveSharedClinicHost: {
    weight: 2,
    draw: (d) => {
      const { id, pcn, site } = d.one(d.world.clinics);
      const room = d.one(d.world.rooms.filter((r) => r.pcn === pcn));
      const input = { clinic: globalId('SharedClinic', id), host: globalId('Site', site), from: d.day(1, 15) };
      return { as: d.planner(pcn), input: { ...input, to: { room: globalId('Room', room.id) }, ...d.dryRun() } };
    },
  },
  cancelSession: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.sessions);
      return { as: d.planner(pcn), input: { session: globalId('Session', id), reason: 'The heating failed' } };
    },
  },
  moveSession: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.sessions);
      const { id: room } = d.one(d.world.rooms.filter((each) => each.pcn === pcn));
      const change = d.one<object>([
        { startTime: d.one(['08:15', '11:00', '16:00']) },
        { on: d.day(1, 20) },
        { to: { room: globalId('Room', room) } },
      ]);
      const input = { session: globalId('Session', id), reason: 'A training day', withBookings: d.maybe(0.5) };
      return { as: d.planner(pcn), input: { ...input, ...change, ...d.dryRun() } };
    },
  },
  reinstateSession: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.cancelledSessions);
      const input = { session: globalId('Session', id), reason: 'The training day is off' };
      return { as: d.planner(pcn), input: { ...input, ...d.dryRun() } };
    },
  },
  addSession: {
    weight: 2,
    draw: (d) => {
      const { code: pcn } = d.one(d.world.pcns);
      const { id: room } = d.one(d.world.rooms.filter((each) => each.pcn === pcn));
      const { id: service } = d.one(d.world.services.filter((each) => each.pcn === null || each.pcn === pcn));
      const slots = d.random.upTo(2, 8);
      return {
        as: d.planner(pcn),
        input: {
          pcn,
          service: globalId('Service', service),
          on: d.day(1, 20),
          startTime: d.one(['07:45', '12:00', '17:00']),
          durationMinutes: slots * 15,
          place: { room: globalId('Room', room) },
          staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: slots }],
          sharing: { policy: 'EQUAL' },
          slotPlan: { slotMinutes: 15 },
          bookableUnstaffed: true,
          ...d.dryRun(),
        },
      };
    },
  },
  renameClinic: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      const input = { clinic: globalId('SharedClinic', id), title: `Clinic ${d.number}` };
      return { as: d.planner(pcn), input: { ...input, ...d.dryRun() } };
    },
  },
  endSharedClinic: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      const input = { clinic: globalId('SharedClinic', id), from: d.day(10, 40), reason: 'The pilot is over' };
      return { as: d.planner(pcn), input: { ...input, dryRun: d.maybe(0.7) } };
    },
  },
  assignClinician: {
    weight: 6,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.sessions);
      const { clinicianId } = d.one(d.world.pool.filter((p) => p.pcn === pcn));
      const input = { session: globalId('Session', id), clinician: globalId('Clinician', clinicianId) };
      return { as: d.planner(pcn), input };
    },
  },
  unassignClinician: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.assignments);
      return { as: d.planner(pcn), input: { assignment: globalId('Assignment', id), reason: 'Ill' } };
    },
  },
  overrideShares: {
    weight: 2,
    draw: (d) => {
      const { id, pcn, owners } = d.one(d.world.sessions);
      const from = d.one(owners);
      const to = d.one(owners.filter((owner) => owner !== from));
      const places = (code: string) => owners.filter((owner) => owner === code).length;
      const passed = d.random.upTo(1, 2);
      const shares = [
        { practice: from, places: places(from) - passed },
        { practice: to, places: places(to) + passed },
      ];
      return { as: d.director(pcn), input: { session: globalId('Session', id), reason: 'Agreed', shares } };
    },
  },
  returnPlaces: {
    weight: 4,
    draw: (d) => {
      const { id, owners } = d.one(d.world.sessions);
      const practice = d.one(owners);
      const input = { session: globalId('Session', id), practice, count: d.random.upTo(1, 2) };
      return { as: ['practice-manager', practice], input };
    },
  },
  givePlacesTo: {
    weight: 4,
    draw: (d) => {
      const { id, pcn, owners } = d.one(d.world.sessions);
      const [from, to] = [d.one(owners), d.practiceOf(pcn).code];
      const input = { session: globalId('Session', id), from, to, count: d.random.upTo(1, 2) };
      return { as: ['practice-manager', from], input };
    },
  },

  holdSlot: {
    weight: 15,
    draw: (d) => {
      const { key, pcn } = d.one(d.world.slots);
      const practice = d.practiceOf(pcn).code;
      return { as: d.desk(practice), input: { slot: globalId('Slot', key), practice, channel: 'PHONE' } };
    },
  },
  bookSlot: {
    weight: 30,
    draw: (d) => {
      const details = { reference: `HIST-${d.number}`, need: 'MUSCULOSKELETAL' };
      const holds = d.world.bookings.filter(({ state, booker, practice }) => state === 'HELD' && booker === practice);
      if (holds.length > 0 && d.maybe(0.4)) {
        const { id, practice } = d.one(holds);
        const input = { what: { hold: globalId('Booking', id) }, practice, channel: 'PHONE', ...details };
        return { as: d.desk(practice), input };
      }
      const { key, pcn, held } = d.one(d.world.slots);
      const practice = d.practiceOf(pcn).code;
      const input = { what: { slot: globalId('Slot', key) }, practice, ...details };
      return held && d.maybe(0.8)
        ? { as: ['booking-partner', 'E111A'], input: { ...input, channel: 'NHS_111' } }
        : { as: d.desk(practice), input: { ...input, channel: 'PHONE' } };
    },
  },
  moveBooking: {
    weight: 12,
    draw: (d) => {
      const { id, pcn, practice } = d.one(d.world.bookings.filter(({ begun }) => !begun));
      const { key } = d.one(d.world.slots.filter((slot) => slot.pcn === pcn));
      return { as: d.desk(practice), input: { booking: globalId('Booking', id), slot: globalId('Slot', key) } };
    },
  },
  cancelBooking: {
    weight: 8,
    draw: (d) => {
      const { id, practice } = d.one(d.world.bookings.filter(({ begun }) => !begun));
      return { as: d.desk(practice), input: { booking: globalId('Booking', id), reason: 'PATIENT_CANCELLED' } };
    },
  },
  undoCancelBooking: {
    weight: 4,
    draw: (d) => {
      const { id, practice } = d.one(d.world.cancelled);
      return { as: d.desk(practice), input: { booking: globalId('Booking', id) } };
    },
  },
  recordOutcome: {
    weight: 2,
    draw: (d) => {
      const { id, practice } = d.one(d.world.bookings.filter(({ begun }) => begun || d.maybe(0.1)));
      const outcome = d.one(['ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN']);
      return { as: d.desk(practice), input: { booking: globalId('Booking', id), outcome } };
    },
  },
  waitForSlot: {
    weight: 6,
    draw: (d) => {
      const { code: practice, pcn } = d.member();
      const { id } = d.one(d.world.services.filter((s) => s.pcn === null || s.pcn === pcn));
      const days = { from: d.day(1, 5), to: d.day(6, 20) };
      const details = { reference: `HIST-${d.number}`, channel: 'PHONE', need: 'MUSCULOSKELETAL' };
      return { as: d.desk(practice), input: { practice, service: globalId('Service', id), ...days, ...details } };
    },
  },
  withdrawWait: {
    weight: 3,
    draw: (d) => {
      const { id, practice } = d.one(d.world.waits);
      return { as: d.desk(practice), input: { waitingEntry: globalId('WaitingEntry', id) } };
    },
  },
};

/** Mutations that no history holds, each with why. */
export const notDrawn: Readonly<Record<string, string>> = {};
