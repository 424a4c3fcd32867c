import { setImmediate as immediate, setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Viewer } from '../../identity/viewer.js';
import type { Database } from '../../platform/database/database.js';
import { isDatabaseLost } from '../../platform/database/database-error.js';
import type { Problem } from '../../platform/result.js';
import { type Hearer, missed, type Notification } from '../../platform/database/notifications.js';
import { handOut, Mailbox } from '../../platform/mailbox.js';
import { availabilityVersion } from './availability.queries.js';
import { mayFollow, tokenOver } from './follow-availability.js';
import { type AvailabilityChange, behind, together } from './rules/availability-change.js';

const notice = z.object({
  pcnId: z.string(),
  sessionIds: z.array(z.string()),
  version: z.string().regex(/^\d{1,18}$/),
});

/**
 * Sending notices takes at most one part in this many of the process's time. When a lot happens, more changes are sent
 * together.
 */
const partsOfTime = 10;
const longestRestMs = 2000;
const pauseBeforeAnotherTryMs = 500;

/** Subscribers of one network who act in one role for one organisation: what one of them may see, all may. */
class Audience {
  readonly members = new Map<Mailbox<AvailabilityChange>, Viewer>();
  /** The changes they have not been sent yet. */
  private untold: AvailabilityChange | undefined;
  private newest = '0';

  constructor(
    readonly pcn: string,
    readonly pcnId: string,
  ) {}

  note(change: AvailabilityChange): void {
    this.untold = this.untold === undefined ? change : together(this.untold, change);
  }

  /** @returns the changes they have not been sent; they count as sent from now on. */
  take(): AvailabilityChange | undefined {
    const { untold } = this;
    this.untold = undefined;
    return untold;
  }

  /**
   * The version under which they are sent a change. Versions are given out before changes are committed, so a change
   * may arrive after one with a newer version. Under its own version it would look old, and clients would skip it.
   */
  versionOf(heard: string): string {
    if (BigInt(heard) > BigInt(this.newest)) this.newest = heard;
    return this.newest;
  }
}

/**
 * Tells the subscribers of this process what changed in their networks. A change is noted for the followers of its
 * network as soon as it arrives. Then, audience by audience, one look-up decides whether they may see it, and each is
 * told. Whatever arrives meanwhile is merged into one waiting change, so that neither a burst of notices nor a crowd of
 * subscribers builds up a queue.
 */
export class AvailabilityFeed implements Hearer {
  /** By network, then by role and organisation. */
  private readonly networks = new Map<string, Map<string, Audience>>();
  private readonly waiting = new Set<Audience>();
  private telling = false;
  private open = true;

  /** @param errorOf the error that ends a subscription which may not continue. */
  constructor(
    private readonly database: Database,
    private readonly errorOf: (problem: Problem) => Error,
  ) {}

  /** Precondition: the viewer may follow the network with this id. That is checked again for each change. */
  follow(viewer: Viewer, pcn: string, pcnId: string): Mailbox<AvailabilityChange> {
    const network = this.networks.get(pcnId) ?? new Map<string, Audience>();
    this.networks.set(pcnId, network);
    const key = `${viewer.role} ${viewer.organisationCode}`;
    const audience = network.get(key) ?? new Audience(pcn, pcnId);
    network.set(key, audience);
    const mailbox = new Mailbox<AvailabilityChange>({
      behind,
      demandRight: () => {
        const over = tokenOver(viewer);
        if (over !== undefined) throw this.errorOf(over);
      },
      left: () => {
        audience.members.delete(mailbox);
        if (audience.members.size > 0 || network.get(key) !== audience) return;
        network.delete(key);
        this.waiting.delete(audience);
        if (network.size === 0) this.networks.delete(pcnId);
      },
    });
    audience.members.set(mailbox, viewer);
    if (!this.open) mailbox.close();
    return mailbox;
  }

  hear(notification: Notification): void {
    const heard = notification === missed ? undefined : readNotice(notification);
    // A notice that could not be read may have been about any network.
    const change = heard ?? { sessionIds: [], version: undefined };
    const networks = heard === undefined ? [...this.networks.values()] : [this.networks.get(heard.pcnId)];
    for (const network of networks) {
      for (const audience of network?.values() ?? []) this.note(audience, change);
    }
    if (this.waiting.size > 0 && !this.telling) void this.tellAll();
  }

  private note(audience: Audience, change: AvailabilityChange): void {
    audience.note(change);
    if (audience.members.size > 0) this.waiting.add(audience);
  }

  closed(): void {
    this.open = false;
    for (const network of [...this.networks.values()]) {
      for (const audience of [...network.values()]) for (const mailbox of [...audience.members.keys()]) mailbox.close();
    }
  }

  /** Continues until nothing is waiting. */
  private async tellAll(): Promise<void> {
    this.telling = true;
    await immediate(); // changes that arrive together are sent together
    while (this.open && this.waiting.size > 0) {
      const due = [...this.waiting];
      this.waiting.clear();
      let tookMs = 0;
      let lost = false;
      for (const audience of due) {
        try {
          tookMs += await this.tell(audience);
        } catch (error) {
          if (!isDatabaseLost(error)) for (const mailbox of [...audience.members.keys()]) mailbox.fail(error);
          lost ||= isDatabaseLost(error);
        }
      }
      const restMs = Math.min(tookMs * (partsOfTime - 1), longestRestMs);
      await delay(lost ? pauseBeforeAnotherTryMs : restMs, undefined, { ref: false });
    }
    this.telling = false;
  }

  /**
   * @returns how long sending took, in milliseconds, without the look-up. @throws why they may not see it; when the
   * database is unreachable, they are told once it is back.
   */
  private async tell(audience: Audience): Promise<number> {
    const [viewer] = audience.members.values();
    const untold = audience.take();
    if (viewer === undefined || untold === undefined) return 0;
    const reads = this.database.read(viewer);
    try {
      const version = await reads.query(async (db, scope) => {
        const followed = await mayFollow(db, scope, viewer, audience.pcn);
        if (!followed.ok) throw this.errorOf(followed.problems[0] as Problem);
        return untold.version ?? (await availabilityVersion(db));
      });
      return await handOut(audience.members.keys(), { ...untold, version: audience.versionOf(version) });
    } catch (error) {
      if (isDatabaseLost(error)) this.note(audience, untold);
      throw error;
    } finally {
      await reads.close();
    }
  }
}

function readNotice(payload: string): z.infer<typeof notice> | undefined {
  try {
    return notice.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

/**
 * The feed of a process: one for all its subscriptions. @param errorOf the error that ends a subscription which may not
 * continue.
 */
export function availabilityFeed(errorOf: (problem: Problem) => Error) {
  return async (database: Database): Promise<AvailabilityFeed> => {
    const feed = new AvailabilityFeed(database, errorOf);
    await database.listen('availability_changed', feed);
    return feed;
  };
}
