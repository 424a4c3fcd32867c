/** The laws of docs/architecture: which file may know which. One rule a law, its name is what it says. */

/** From the bottom to the top: an area may import those before it, never one after it; so may a room of an area. */
const house = require('./src/areas.json');
const areas = house.map(({ area }) => area);

const root = '^src/(start/|commands/|[^/]+\\.ts$)';
const areaOf = (names) => `^src/(${names.join('|')})/`;

const areaOrder = areas.map((area, index) => {
  const later = areas.slice(index + 1);
  // The pure kernel is below everything, platform included: time and policy know no more of it than its Result.
  return {
    name: `area-order-${area}`,
    comment: `${area} may import only the areas before it: ${areas.slice(0, index).join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: `^src/${area}/` },
    to: { path: later.length === 0 ? root : [areaOf(later), root] },
  };
});

const roomOrder = house.flatMap(({ area, rooms = [] }) => [
  ...rooms.slice(0, -1).map((room, index) => ({
    name: `room-order-${area}-${room}`,
    comment: `${area}/${room} may import only the rooms before it: ${rooms.slice(0, index).join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: `^src/${area}/${room}/` },
    to: { path: `^src/${area}/(${rooms.slice(index + 1).join('|')})/` },
  })),
  ...(rooms.length === 0
    ? []
    : [
        {
          name: `rooms-have-an-order-${area}`,
          comment: 'A new room is written into src/areas.json, at its place.',
          severity: 'error',
          from: { path: `^src/${area}/[^/]+/`, pathNot: [`^src/${area}/(${rooms.join('|')})/`, '/rules/'] },
          to: {},
        },
        {
          name: `ground-floor-${area}`,
          comment:
            'What an area has beside its rooms is for all of them, so it knows none; but for the list of the area.',
          severity: 'error',
          from: {
            path: `^src/${area}/${rooms.includes('rules') ? '' : '(rules/)?'}[^/]+\\.ts$`,
            pathNot: '\\.area\\.ts$',
          },
          to: { path: `^src/${area}/(${rooms.join('|')})/` },
        },
      ]),
]);

const pure = [
  '^src/(time|policy)/',
  '/rules/',
  '^src/rota-engine/(model|scoring|checker|search|exact|bound|course|answers)/',
];

module.exports = {
  forbidden: [
    ...areaOrder,
    ...roomOrder,
    {
      name: 'areas-have-an-order',
      comment: 'A new area is written into src/areas.json, at its place.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: [areaOf(areas), root] },
      to: {},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { circular: true },
    },
    {
      name: 'pure-knows-only-pure',
      comment: 'Rules are functions of values: no database, no GraphQL, no input or output, no clock.',
      severity: 'error',
      from: { path: pure },
      to: {
        pathNot: [
          ...pure,
          '^src/platform/(result|problem-codes|audit/audited-kind)\\.ts$',
          'node_modules/(@types/)?luxon/',
          'node_modules/rrule-temporal/',
          'node_modules/temporal-polyfill/',
          'node_modules/highs/',
        ],
      },
    },
    {
      name: 'calendar-libraries-only-in-time',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(time|platform)/' },
      to: { path: 'node_modules/((@types/)?luxon|rrule-temporal|temporal-polyfill)/' },
    },
    {
      name: 'solver-library-only-in-exact',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/rota-engine/exact/' },
      to: { path: 'node_modules/highs/' },
    },
    {
      name: 'graphql-only-at-the-edge',
      comment: 'A use case, a query or a rule does not know that it is asked over GraphQL.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.(type|input|resolver)\\.ts$', '^src/platform/(graphql|http)/', root] },
      to: { path: 'node_modules/(graphql|type-graphql|graphql-scalars)/' },
    },
    {
      name: 'edge-only-at-the-edge',
      comment:
        'Global ids are read and made at the GraphQL edge alone, and nothing else of it is known further inside.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '\\.(type|input|resolver|area)\\.ts$',
          '^src/platform/',
          // the context that every resolver gets, what a field asks of it, and ids of several types at once
          '^src/identity/(context|context-for|viewer-can|audit-trail\\.loader)\\.ts$',
          '^src/booking/slot-id\\.ts$',
          root,
        ],
      },
      to: { path: '^src/platform/(graphql|ids)/' },
    },
    {
      name: 'only-use-cases-ask-the-permission-table',
      comment: 'A read that asks it is a use case, as a command is; for what is null to others there is viewerCan.',
      severity: 'error',
      from: { path: '\\.resolver\\.ts$' },
      to: { path: '^src/identity/permissions\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orm-at-the-edge-nor-in-rules',
      severity: 'error',
      from: { path: ['\\.(type|input|resolver)\\.ts$', ...pure] },
      to: { path: 'node_modules/@mikro-orm/' },
    },
    {
      name: 'sql-only-in-queries',
      comment:
        'SQL stands in *.queries.ts, in migrations/ and in platform/{database,idempotency,migrations,paging}, and nowhere else.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.queries\\.ts$', '^src/platform/(database|idempotency|migrations|paging)/'] },
      to: { path: 'node_modules/(kysely|(@types/)?pg)/' },
    },
    {
      name: 'types-hold-no-data-access',
      comment: 'A GraphQL type may name the shape of a row (import type), never read one.',
      severity: 'error',
      from: { path: '\\.(type|input)\\.ts$' },
      to: { path: '\\.(queries|loader|entity|resolver)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'queries-return-rows',
      comment: 'Reads do not go through entities, and know nobody who calls them.',
      severity: 'error',
      from: { path: '\\.queries\\.ts$' },
      to: { path: '\\.(entity|loader|type|input|resolver|job)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvers-are-called-by-graphql-alone',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.resolver\\.ts$', '\\.area\\.ts$', root] },
      to: { path: '\\.resolver\\.ts$', pathNot: '^src/platform/graphql/' },
    },
    {
      name: 'no-barrels',
      comment: 'Import from the source file.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.(ts|js)$', pathNot: 'node_modules/' },
    },
    {
      name: 'no-drawers',
      comment: 'A function lives with the noun it is about, not in a drawer.',
      severity: 'error',
      from: {},
      to: { path: '/(utils?|helpers?|common|misc|shared|lib)(/|\\.(ts|js)$)', pathNot: 'node_modules/' },
    },
    {
      name: 'sources-know-no-test',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'no-development-package-in-sources',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
    { name: 'imports-exist', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
