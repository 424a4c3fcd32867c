import type { Role } from '../../../src/identity/viewer.js';
import { codesOf, type Letter } from '../../support/network/networks.js';

/**
 * Who asks, in the order of the permission table's columns. What they ask for is network A's and of its first practice:
 * so the first of each role has to do with it, and the others are the same role of another network, ICB or practice.
 */
export interface Asker {
  readonly name: string;
  readonly role: Role;
  readonly code: string;
}

function of(letter: Letter) {
  return codesOf(letter);
}

/** The columns, in clusters as the table writes them. */
export const clusters: readonly (readonly Asker[])[] = [
  [
    { name: 'ICB viewer', role: 'icb-viewer', code: of('A').icb },
    { name: 'ICB viewer of another ICB', role: 'icb-viewer', code: of('C').icb },
  ],
  [
    { name: 'contract manager', role: 'icb-contract-manager', code: of('A').icb },
    { name: 'contract manager of another ICB', role: 'icb-contract-manager', code: of('C').icb },
  ],
  [
    { name: 'director', role: 'clinical-director', code: of('A').pcn },
    { name: 'director of another PCN', role: 'clinical-director', code: of('B').pcn },
  ],
  [
    { name: 'rota manager', role: 'rota-manager', code: of('A').pcn },
    { name: 'rota manager of another PCN', role: 'rota-manager', code: of('B').pcn },
  ],
  [
    { name: 'practice manager', role: 'practice-manager', code: of('A').one },
    { name: 'practice manager next door', role: 'practice-manager', code: of('A').two },
    { name: 'practice manager of another PCN', role: 'practice-manager', code: of('B').one },
  ],
  [
    { name: 'care navigator', role: 'care-navigator', code: of('A').one },
    { name: 'care navigator next door', role: 'care-navigator', code: of('A').two },
    { name: 'care navigator of another PCN', role: 'care-navigator', code: of('B').one },
  ],
  [
    { name: 'provider manager', role: 'provider-manager', code: of('A').trust },
    { name: 'provider manager of another PCN', role: 'provider-manager', code: of('B').trust },
  ],
  [
    { name: 'booking partner', role: 'booking-partner', code: of('A').partner },
    { name: 'booking partner of another ICB', role: 'booking-partner', code: of('C').partner },
  ],
  [
    { name: 'the clinician', role: 'clinician', code: of('A').ann },
    { name: 'a colleague', role: 'clinician', code: of('A').gp },
    { name: 'a clinician of another PCN', role: 'clinician', code: of('B').ann },
  ],
  [
    { name: 'system', role: 'system', code: of('A').pcn },
    { name: 'system of another PCN', role: 'system', code: of('B').pcn },
  ],
];

export const askers: readonly Asker[] = clusters.flat();
