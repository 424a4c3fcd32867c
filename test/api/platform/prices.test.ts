import 'reflect-metadata';
import { beforeAll, expect, test } from '@jest/globals';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { schema } from '../../../src/app.js';
import { workOf } from '../../../src/platform/graphql/limits/work.js';

/** Root fields that need no price of their own work, by why not. */
const cheap: Readonly<Record<string, readonly string[]>> = {
  'looks up one object by its key': [
    'clinician',
    'icb',
    'me',
    'node',
    'pcn',
    'practice',
    'provider',
    'service',
    'viewer',
  ],
  'looks up a hundred objects by their keys, and pays for each': ['nodes'],
  'reads a page in the order of an index, and pays for each object': [
    ...['bookings', 'clinicians', 'employmentsAwaiting', 'leaveRequests', 'pcns', 'practices', 'services'],
  ],
  'reads a list of a few dozen that never grows': ['staffRoles'],
  'pays by its days what the grid holds': ['rotaGrid'],
  'reads the rooms of one network at one time': ['freeRooms'],
  'writes one row, or one and its history': [
    ...[
      'addRoom',
      'correctPopulation',
      'acceptAccommodation',
      'acceptEmployment',
      'acceptRelease',
      'awardContract',
      'declareCommitment',
    ],
    ...['declineAccommodation', 'declineEmployment', 'declineRelease', 'defineService', 'draftAgreement'],
    ...['employClinician', 'joinNetwork', 'offerAccommodation', 'recordOutcome', 'recordPopulation', 'refuseLeave'],
    ...['addRegistration', 'registerClinician', 'releaseToPool', 'requestLeave', 'signAgreement', 'withdrawCommitment'],
    ...['withdrawEmployment', 'withdrawLeave'],
  ],
  'writes a site with its rooms, or a pattern of a week': ['openSite', 'setWorkingPattern'],
  'takes or frees one slot and one place; a job of its own offers what is free to who waits': [
    ...['bookSlot', 'cancelBooking', 'holdSlot', 'moveBooking', 'undoCancelBooking', 'waitForSlot', 'withdrawWait'],
  ],
  'changes one post, or some places of one session': [
    ...['assignClinician', 'givePlacesTo', 'returnPlaces', 'unassignClinician'],
  ],
};

let built: GraphQLSchema;
beforeAll(async () => {
  built = await schema();
});

function rootFields() {
  const roots = [built.getQueryType(), built.getMutationType()] as GraphQLObjectType[];
  return roots.flatMap((root) => Object.values(root.getFields()));
}

test('every query and mutation says what its work costs, or is known to do little', () => {
  const unpriced = rootFields().filter((field) => workOf(field) === undefined);
  expect(unpriced.map(({ name }) => name).toSorted()).toEqual(Object.values(cheap).flat().toSorted());
});

test('every change that can be tried says what its work costs: trying does all of it, again and again', () => {
  const tried = rootFields().filter(({ args }) =>
    args.some(({ type }) => {
      const input = built.getType(String(type).replace(/\W/g, ''));
      return input !== undefined && 'getFields' in input && Object.hasOwn(input.getFields(), 'dryRun');
    }),
  );
  expect(tried.length).toBeGreaterThan(10);
  expect(tried.filter((field) => workOf(field) === undefined).map(({ name }) => name)).toEqual([]);
});
