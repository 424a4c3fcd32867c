import type { Role } from '../../../src/identity/viewer.js';
import type { Random } from '../sessions/random-ledger.js';
import type { World } from './world.js';

/** One operation that somebody wants done. */
export interface Wish {
  readonly as: readonly [role: Role, code: string];
  readonly input: Record<string, unknown>;
}

/** What an operation is drawn from: the world at the moment, and random numbers that a seed repeats. */
export class Draw {
  constructor(
    readonly world: World,
    readonly random: Random,
    /** A number that no other draw has, for references and codes. */
    readonly number: number,
  ) {}

  /** One of a list. @throws Nothing where it is empty. */
  one<T>(list: readonly T[]): T {
    const found = list[this.random.upTo(0, list.length - 1)];
    if (found === undefined) throw new Nothing();
    return found;
  }

  /** A London day so many days from the scene's, 23 November 2026. */
  day(least: number, most = least): string {
    return new Date(Date.UTC(2026, 10, 23 + this.random.upTo(least, most))).toISOString().slice(0, 10);
  }

  maybe(chance: number): boolean {
    return this.random.chance(chance);
  }

  /** Half of those who may ask with a dry run do. */
  dryRun(): { dryRun: boolean } {
    return { dryRun: this.maybe(0.4) };
  }

  /** A manager or a navigator of a practice. */
  desk(code: string): Wish['as'] {
    return [this.maybe(0.3) ? 'practice-manager' : 'care-navigator', code];
  }

  director(pcn: string): Wish['as'] {
    return ['clinical-director', pcn];
  }

  planner(pcn: string): Wish['as'] {
    return [this.maybe(0.5) ? 'rota-manager' : 'clinical-director', pcn];
  }

  /** Whoever manages the staff of an employer. */
  employer({ employer, employerKind }: { employer: string; employerKind: string }): Wish['as'] {
    return [employerKind === 'PRACTICE' ? 'practice-manager' : 'provider-manager', employer];
  }

  contractManager(icb = 'QA1'): Wish['as'] {
    return ['icb-contract-manager', icb];
  }

  practiceOf(pcn: string): World['practices'][number] {
    return this.one(this.world.practices.filter((practice) => practice.pcn === pcn));
  }

  member(): World['practices'][number] & { readonly pcn: string } {
    const { pcn, ...practice } = this.one(this.world.practices.filter((practice) => practice.pcn !== null));
    if (pcn === null) throw new Nothing();
    return { ...practice, pcn };
  }
}

/** There is nothing in the world that the operation could be about. */
export class Nothing extends Error {}

export interface Drawn {
  /** How often it is wanted, beside the others. */
  readonly weight: number;
  readonly draw: (draw: Draw) => Wish;
}
