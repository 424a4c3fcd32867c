import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { atOf } from '../organisation/directory/at.js';
import {
  type OrganisationSource,
  PracticeType,
  PrimaryCareNetworkType,
} from '../organisation/directory/organisation.type.js';
import { readOrganisation } from '../organisation/directory/read-organisation.js';
import { connectionOf, type ConnectionValue, PageArgs, keyForms, pageOf } from '../platform/graphql/connection.type.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { warningsOf } from '../platform/graphql/warning.type.js';
import { ok, type Result, type Warning } from '../platform/result.js';
import { serviceLoader } from '../sessions/service/service.loader.js';
import { type ServiceSource, serviceSource, ServiceType } from '../sessions/service/service.type.js';
import { WaitForSlotInput } from './booking.input.js';
import { bookingLoader } from './booking.loader.js';
import { bookingSource, BookingType } from './booking.type.js';
import { readWaitingList } from './read-waiting-list.js';
import { waitForSlot, withdrawWait } from './wait-for-slot.js';
import { WithdrawWaitInput } from './waiting.input.js';
import { countWaitingListOf, waitingEntriesByIds, type WaitingFilter } from './waiting.queries.js';
import {
  WaitForSlotPayload,
  WaitingEntryConnection,
  WaitingEntryType,
  waitingSource,
  type WaitingSource,
  WithdrawWaitPayload,
} from './waiting.type.js';

async function read(context: Context, id: string): Promise<WaitingSource | null> {
  const [row] = await context.query((db) => waitingEntriesByIds(db, [id]));
  return row === undefined ? null : waitingSource(row);
}

/** How `node` reads these types again. */
export const waitingNodes: Nodes<Context> = {
  WaitingEntry: async (context: Context, id) => {
    const [row] = await context.query((db) => waitingEntriesByIds(db, [id.key]));
    if (row === undefined) return null;
    const { pcnId, practiceId: organisationId } = row;
    return (await viewerCan(context, 'readWaitingList', { pcnId, organisationId })) ? waitingSource(row) : null;
  },
};

async function settle(context: Context, result: Result<{ entryId: string; warnings?: readonly Warning[] }>) {
  const waitingEntry = result.ok ? await read(context, result.value.entryId) : null;
  const warnings = result.ok ? (result.value.warnings ?? []) : [];
  return { warnings: warningsOf(ok({ warnings })), ...payloadOf(result, () => ({ waitingEntry })) } as never;
}

@Resolver(() => WaitingEntryType)
export class WaitingEntryResolver {
  @FieldResolver(() => ServiceType, { description: 'The service that the patient waits for.' })
  async service(@Root() { serviceId }: WaitingSource, @Ctx() context: Context): Promise<ServiceSource> {
    const row = await context.use(serviceLoader).load(serviceId);
    if (row === null) throw new Error('the service of a visible wait is visible');
    return serviceSource(row);
  }

  @FieldResolver(() => PracticeType, { description: 'The practice whose patient it is.' })
  async practice(@Root() { practiceId }: WaitingSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, practiceId, await atOf(context, undefined));
  }

  @FieldResolver(() => BookingType, {
    nullable: true,
    description: 'The hold on offer, to be booked before it expires, or what was booked from it; null while waiting.',
  })
  async offer(@Root() entry: WaitingSource, @Ctx() context: Context): Promise<BookingType | null> {
    const row = entry.offeredBookingId === null ? null : await context.use(bookingLoader).load(entry.offeredBookingId);
    return row === null ? null : (bookingSource(row) as never);
  }

  @Mutation(() => WaitForSlotPayload, {
    description:
      'Puts a patient on the waiting list. When a slot becomes free, it is held for the patient who has waited longest.',
  })
  async waitForSlot(
    @Arg('input', () => WaitForSlotInput, { description: 'Which patient waits, and for what.' })
    input: WaitForSlotInput,
    @Ctx() context: Context,
  ): Promise<WaitForSlotPayload> {
    const result = await context.command((tx, viewer) =>
      waitForSlot(tx, viewer, { ...input, serviceId: input.service }),
    );
    return settle(context, result);
  }

  @Mutation(() => WithdrawWaitPayload, { description: 'Takes a patient off the waiting list.' })
  async withdrawWait(
    @Arg('input', () => WithdrawWaitInput, { description: 'Which patient no longer waits.' }) input: WithdrawWaitInput,
    @Ctx() context: Context,
  ): Promise<WithdrawWaitPayload> {
    return settle(context, await context.command((tx, viewer) => withdrawWait(tx, viewer, input.waitingEntry)));
  }
}

async function waitingList(
  context: Context,
  filter: WaitingFilter,
  args: PageArgs,
): Promise<ConnectionValue<WaitingSource>> {
  const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
  const { viewer } = context;
  const rows = await context.query((db, scope) => readWaitingList(db, scope, viewer, filter, page));
  return connectionOf(
    valueOrThrow(rows),
    page,
    (row) => [row.createdAt, row.id],
    waitingSource,
    () => context.query((db) => countWaitingListOf(db, filter)),
  );
}

@Resolver(() => PracticeType)
export class WaitingListResolver {
  @FieldResolver(() => WaitingEntryConnection, {
    nullable: true,
    description:
      'Its patients who wait for a slot, longest wait first; for the practice itself and its network. Null when it is refused; see `errors`.',
  })
  waitingList(
    @Root() practice: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<WaitingSource>> {
    return waitingList(context, { practiceId: practice.key }, args);
  }
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkWaitingListResolver {
  @FieldResolver(() => WaitingEntryConnection, {
    nullable: true,
    description:
      'The patients of its practices who wait for a slot, longest wait first. Null when it is refused; see `errors`.',
  })
  waitingList(
    @Root() pcn: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<WaitingSource>> {
    return waitingList(context, { pcnId: pcn.key }, args);
  }
}
