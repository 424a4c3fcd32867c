import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { permissionsFor } from '../../identity/asking/permissions-for.js';
import { type ViewerSource, ViewerType } from '../../identity/asking/viewer.type.js';
import type { Context } from '../../identity/context.js';
import { listOf } from '../../platform/graphql/limits/list-size.js';
import { dayOfScope } from './at.js';
import { readOrganisation } from './read-organisation.js';
import { ViewerNetworkType, ViewerOrganisationType } from './viewer-organisations.type.js';

const networksOfAnIcb = 20;

async function organisationOf(context: Context, source: ViewerSource, id: string): Promise<object> {
  const node = await readOrganisation(context, id, dayOfScope(source.scope));
  const icbIds = id === source.scope.organisationId ? [id] : [];
  const permissions = permissionsFor(source, { organisationId: id, icbIds });
  return { code: node.odsCode ?? source.viewer.organisationCode, kind: node.kind, name: node.name, node, permissions };
}

@Resolver(() => ViewerType)
export class ViewerOrganisationsResolver {
  @FieldResolver(() => ViewerOrganisationType, { description: 'The organisation that your token names.' })
  async organisation(@Root() source: ViewerSource, @Ctx() context: Context): Promise<ViewerOrganisationType> {
    const { organisationId } = source.scope;
    const code = source.viewer.organisationCode;
    if (organisationId === null) return { code, kind: null, name: null, node: null, permissions: [] };
    return (await organisationOf(context, source, organisationId)) as ViewerOrganisationType;
  }

  @FieldResolver(() => [ViewerOrganisationType], {
    description: 'The organisations that yours has succeeded, for which you may do what you may do for yours.',
  })
  async predecessors(@Root() source: ViewerSource, @Ctx() context: Context): Promise<ViewerOrganisationType[]> {
    const others = source.scope.organisationIds.filter((id) => id !== source.scope.organisationId);
    return (await Promise.all(others.map((id) => organisationOf(context, source, id)))) as ViewerOrganisationType[];
  }

  @FieldResolver(() => [ViewerNetworkType], {
    complexity: listOf(networksOfAnIcb),
    description: 'The networks whose sessions you see today, by name. An ICB has some dozens, others one or two.',
  })
  async networks(@Root() source: ViewerSource, @Ctx() context: Context): Promise<ViewerNetworkType[]> {
    const { pcnIds, lentPcnIds } = source.scope;
    const all = [...new Set([...pcnIds, ...lentPcnIds])];
    const networks = await Promise.all(
      all.map(async (pcnId) => ({
        pcn: await readOrganisation(context, pcnId, dayOfScope(source.scope)),
        lending: !pcnIds.includes(pcnId),
        permissions: permissionsFor(source, { pcnId }),
      })),
    );
    const byName = networks.toSorted((a, b) => (a.pcn.name < b.pcn.name ? -1 : 1));
    return byName as unknown as ViewerNetworkType[];
  }
}
