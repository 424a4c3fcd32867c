import { Counter, Gauge, type Registry } from 'prom-client';

interface Line {
  readonly length: number;
  readonly payers: number;
  readonly turnedAway: { readonly payer: number; readonly server: number };
}

/** What there is to measure of a database. */
interface Measured {
  readonly turns: Readonly<Record<'reads' | 'commands', Line>>;
  readonly large: { readonly length: number };
}

/** Adds who waits for the database and who was turned away. Payers are counted and not named: they may be thousands. */
export function measureDatabase(registry: Registry, database: Measured): void {
  const registers = [registry];
  const kinds = ['reads', 'commands'] as const;
  new Gauge({
    name: 'database_turns_waiting',
    help: 'Requests that wait for a turn at the database',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const kind of kinds) this.set({ kind }, database.turns[kind].length);
    },
  });
  new Gauge({
    name: 'database_payers_waiting',
    help: 'Payers who wait for a turn at the database with one request or more',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const kind of kinds) this.set({ kind }, database.turns[kind].payers);
    },
  });
  new Counter({
    name: 'database_turned_away_total',
    help: 'Requests that got no turn in time: the payer held all of its own turns, or the server had none left',
    labelNames: ['kind', 'held_by'],
    registers,
    collect() {
      this.reset();
      for (const kind of kinds) {
        const { payer, server } = database.turns[kind].turnedAway;
        this.inc({ kind, held_by: 'payer' }, payer);
        this.inc({ kind, held_by: 'server' }, server);
      }
    },
  });
  new Gauge({
    name: 'large_commands_running',
    help: 'Commands with the large budget, such as a hand-over, that are at work',
    registers,
    collect() {
      this.set(database.large.length);
    },
  });
}
