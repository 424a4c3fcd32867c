import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import type { Viewer } from '../identity/viewer.js';
import { atOf } from '../organisation/directory/at.js';
import { type OrganisationSource, OrganisationType } from '../organisation/directory/organisation.type.js';
import { readOrganisation } from '../organisation/directory/read-organisation.js';
import type { Tx } from '../platform/database/scope.js';
import { globalId } from '../platform/ids/global-id.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import type { Result } from '../platform/result.js';
import { type Change, type ChangeReport, problemsOf } from './change-report.js';
import { type ChangePayload, ChangeType, ToldOrganisationType, type ToldSource } from './change-report.type.js';

/**
 * Runs a change and returns its report; where something is in its way, with the reasons too.
 * @param large its mutation, where it has the budget of large commands: it may touch all that a network has published.
 */
export async function changePayload<Input>(
  context: Context,
  input: Input,
  command: (tx: Tx, viewer: Viewer, input: Input) => Promise<Result<ChangeReport>>,
  large?: string,
): Promise<ChangePayload> {
  const result = await context.command((tx, viewer) => command(tx, viewer, input), large);
  if (!result.ok) return payloadOf(result, () => ({ change: null })) as ChangePayload;
  const [first, ...rest] = problemsOf(result.value);
  const refused = first === undefined ? result : { ok: false as const, problems: [first, ...rest] };
  return { ...payloadOf(refused, () => ({})), change: result.value } as unknown as ChangePayload;
}

/**
 * The same with what `read` finds afterwards beside the report; that is left out, as null, if the change was refused. A
 * repeat of a keyed request gets the first report, so what is new is named there and not in the resolver.
 */
export async function changeThenRead<Input, P extends ChangePayload>(
  context: Context,
  input: Input,
  command: (tx: Tx, viewer: Viewer, input: Input) => Promise<Result<ChangeReport>>,
  read: (report: ChangeReport) => Promise<object>,
): Promise<P> {
  const result = await context.command((tx, viewer) => command(tx, viewer, input));
  if (!result.ok) return payloadOf(result, () => ({})) as unknown as P;
  const [first, ...rest] = problemsOf(result.value);
  const refused = first === undefined ? result : { ok: false as const, problems: [first, ...rest] };
  const seen = first === undefined ? await read(result.value) : {};
  return { ...payloadOf(refused, () => seen), change: result.value } as unknown as P;
}

@Resolver(() => ChangeType)
export class ChangeResolver {
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The object, for `node`; null where it is not about one object.',
  })
  id(@Root() { about }: Change): string | null {
    return about && globalId(about.type, about.key);
  }
}

@Resolver(() => ToldOrganisationType)
export class ToldOrganisationResolver {
  @FieldResolver(() => OrganisationType, { description: 'Who.' })
  async organisation(@Root() told: ToldSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, told.organisationId, await atOf(context, undefined));
  }
}
