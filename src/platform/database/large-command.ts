import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import { type Deadline, TimeUp } from './deadline.js';
import type { Tx } from './scope.js';

/** How a command that has the large budget is told while it works, for example to a log. */
export type Tell = (fields: Readonly<Record<string, unknown>>, message: string) => void;

const firstWordMs = 2000;
const everyMs = 5000;

interface Names {
  readonly command: string;
  readonly requestId: string;
}

/** How far one large command has come. */
class Progress {
  private readonly began = performance.now();
  statements = 0;
  /** The name of the latest statement; what MikroORM writes has values in its text, and is not told. */
  latest = '';

  constructor(private readonly names: Names) {}

  note(text: string): void {
    this.statements += 1;
    this.latest = /^\/\* (\w+) \*\//.exec(text)?.[1] ?? 'an entity';
  }

  get told() {
    const { statements, latest } = this;
    return { ...this.names, seconds: Math.round((performance.now() - this.began) / 100) / 10, statements, latest };
  }
}

const atWork = new AsyncLocalStorage<Progress>();

/** Counts a statement for the large command that sends it, if one does. */
export function noteStatement(text: string): void {
  atWork.getStore()?.note(text);
}

/** The usual limit of a statement is for ordinary commands. The transaction's end brings it back. */
async function inTime<T>(tx: Tx, deadline: Deadline | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
  const milliseconds = String(Math.ceil(deadline?.leftMs ?? 0));
  await sql`/* setStatementTimeout */ select set_config('statement_timeout', ${milliseconds}, true)`.execute(tx.db);
  return work(tx);
}

/** Commands that have the large budget, while they work: each is told if it takes more than a moment. */
export class LargeCommands {
  private running = 0;

  constructor(private readonly tell: Tell) {}

  get length(): number {
    return this.running;
  }

  /**
   * Tells how far `work` has come every five seconds, and how it ended if that was told before.
   * @param attempts runs what it is given, again where that is worth it.
   */
  async run<T>(
    names: Names,
    deadline: Deadline | undefined,
    work: (tx: Tx) => Promise<T>,
    attempts: (work: (tx: Tx) => Promise<T>) => Promise<T>,
  ): Promise<T> {
    const progress = new Progress(names);
    let timer: NodeJS.Timeout | undefined;
    let isTold = false;
    const tellLater = (milliseconds: number) => {
      timer = setTimeout(() => {
        isTold = true;
        this.tell(progress.told, 'a large command is at work');
        tellLater(everyMs);
      }, milliseconds).unref();
    };
    tellLater(firstWordMs);
    this.running += 1;
    try {
      const done = await atWork.run(progress, () => attempts((tx) => inTime(tx, deadline, work)));
      if (isTold) this.tell(progress.told, 'a large command has ended');
      return done;
    } catch (error) {
      if (isTold) this.tell(progress.told, 'a large command was stopped, and has changed nothing');
      throw error instanceof TimeUp ? new TimeUp(deadline?.milliseconds) : error;
    } finally {
      clearTimeout(timer);
      this.running -= 1;
    }
  }
}
