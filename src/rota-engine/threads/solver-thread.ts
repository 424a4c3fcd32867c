import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { Highs } from '../exact/load-highs.js';
import type { Instance } from '../model/instance.js';
import type { Profile } from '../model/profile.js';
import type { Reply, Request } from './solver-messages.js';
import { compile } from '../scoring/compile.js';
import { score } from '../scoring/evaluate.js';
import { Lane } from '../course/lane.js';
import { loadHighs } from '../exact/load-highs.js';
import { assignmentOf } from '../scoring/pieces.js';
import type { Problem } from '../scoring/problem.js';

/**
 * A thread of the pool: compiles the instance for itself, runs the legs it is asked for, and checks the rota at the
 * end.
 */

interface Work {
  instance: Instance;
  profile: Profile;
  problem: Problem;
  lane: Lane;
  highs: Highs | null;
  stop: Int32Array;
}

let highs: Promise<Highs> | undefined;
let work: Work | undefined;

async function answer(request: Request): Promise<Reply> {
  switch (request.ask) {
    case 'WARM':
      await (highs ??= loadHighs());
      return { told: 'WARM' };
    case 'START': {
      const { instance, profile, seed, lane, stop } = request;
      const problem = compile(instance, profile);
      const solver = lane === 1 ? await (highs ??= loadHighs()) : null;
      const course = new Lane(problem, seed, lane, solver);
      work = { instance, profile, problem, lane: course, highs: solver, stop: new Int32Array(stop) };
      return { told: 'STARTED' };
    }
    case 'LEG': {
      const { problem, lane, stop } = started();
      const result = lane.leg(request.leg, request.incumbent, request.nodesLeft, () => Atomics.load(stop, 0) !== 0);
      const open = result.pieces === null ? -1 : openPosts(problem, result.pieces);
      return { told: 'LEG', result, open, memoryBytes: work?.highs?.memoryBytes ?? 0 };
    }
    case 'FINISH':
      return finish(started(), request.pieces);
  }
}

/** The rota as it is handed out: scored again from scratch, and without assignments when it breaks a prohibition. */
function finish({ instance, profile, problem }: Work, pieces: Int32Array): Reply {
  const levels = score(problem, pieces);
  const lawful = levels[0] === 0;
  const assignments = lawful ? Array.from(pieces, (piece) => assignmentOf(problem, piece)) : [];
  const open = openPosts(problem, pieces);
  const instanceHash = createHash('sha256')
    .update(JSON.stringify([instance, profile]))
    .digest('hex');
  return { told: 'FINISHED', lawful, assignments, levels: [...levels], open, instanceHash };
}

function openPosts({ posts, lineCount }: Problem, pieces: Int32Array): number {
  const open = posts.slice();
  for (const piece of pieces) open[piece % lineCount]! -= 1;
  return open.reduce((sum, count) => sum + Math.max(0, count), 0);
}

function started(): Work {
  if (work === undefined) throw new Error('No rota was started in this thread');
  return work;
}

parentPort?.on('message', (request: Request) => {
  answer(request).then(
    (reply) => parentPort?.postMessage(reply),
    // A HiGHS error carries its whole source text: only the start of the message is passed on.
    (error: unknown) => {
      const message = (error instanceof Error ? error.message : String(error)).slice(0, 300);
      parentPort?.postMessage({ told: 'FAILED', message } satisfies Reply);
    },
  );
});
