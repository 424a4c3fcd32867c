import { globalId } from '../../../src/platform/ids/global-id.js';
import type { Drawn } from './draws.js';

/** Changes to single days of clinics and to who staffs them. */
export const clinicOperations: Readonly<Record<string, Drawn>> = {
  skipDate: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      const input = { clinic: globalId('SharedClinic', id), on: d.day(1, 25), reason: 'A training day' };
      return { as: d.planner(pcn), input: { ...input, withBookings: d.maybe(0.5), ...d.dryRun() } };
    },
  },
  addDate: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      return { as: d.planner(pcn), input: { clinic: globalId('SharedClinic', id), on: d.day(1, 25), ...d.dryRun() } };
    },
  },
  setClinicPlanning: {
    weight: 1,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      const planning = { breakMinutes: 5 * d.random.upTo(0, 6), priority: d.random.upTo(1, 3) };
      return { as: d.planner(pcn), input: { clinic: globalId('SharedClinic', id), ...planning, ...d.dryRun() } };
    },
  },
  assignSeries: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.clinics);
      const { clinicianId } = d.one(d.world.pool.filter((each) => each.pcn === pcn));
      const input = { clinic: globalId('SharedClinic', id), clinician: globalId('Clinician', clinicianId) };
      return { as: d.planner(pcn), input: { ...input, ...d.dryRun() } };
    },
  },
  moveAssignment: {
    weight: 2,
    draw: (d) => {
      const { id, pcn } = d.one(d.world.assignments);
      const sessions = d.world.sessions.filter((session) => session.pcn === pcn);
      const to = d.maybe(0.5)
        ? { session: globalId('Session', d.one(sessions).id) }
        : { clinician: globalId('Clinician', d.one(d.world.pool.filter((each) => each.pcn === pcn)).clinicianId) };
      const input = { assignment: globalId('Assignment', id), reason: 'Agreed', ...to };
      return { as: d.planner(pcn), input: { ...input, ...d.dryRun() } };
    },
  },
};
