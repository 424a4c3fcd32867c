import type { Logger } from 'pino';
import type { Role } from './identity/viewer.js';
import type { Database } from './platform/database/database.js';

/** How the start, the command line and the readiness check see the example network. */
export interface ExampleNetwork {
  /** Precondition: the database is migrated. One transaction loads it, so it is never here in part. */
  state(database: Database): Promise<'absent' | 'complete'>;
  /** Loads it whole; where it is already, nothing is done. */
  load(options: ExampleOptions): Promise<void>;
}

export interface ExampleOptions {
  readonly database: Database;
  readonly ownerUrl: string;
  /** The London day (`YYYY-MM-DD`) around which its clinics and rotas lie. */
  readonly around: string;
  readonly log: Logger;
}

const loader = () => import('./example/load-example.js'); // only when it is asked for: a token needs none of it

export const exampleNetwork: ExampleNetwork = {
  state: async (database) => (await loader()).exampleState(database),
  load: async (options) => (await loader()).loadExample(options),
};

/** For whom a demo token of each role speaks, unless somebody says otherwise: organisations of the example network. */
export const exampleCodes: Readonly<Record<Role, string>> = {
  'icb-viewer': 'QHG',
  'icb-contract-manager': 'QHG',
  'clinical-director': 'U15644',
  'rota-manager': 'U15644',
  'practice-manager': 'E81003',
  'care-navigator': 'E81003',
  'provider-manager': 'Y08787',
  'booking-partner': 'EX111',
  clinician: 'SYN-001',
  system: 'U15644',
};
