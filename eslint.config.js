import graphql from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

const schemaFile = 'schema/schema.graphql';
const operationFiles = 'schema/operations/*.graphql';
const typescriptFiles = '**/*.ts';

/** Rules of a preset, laid on some files only. */
const on = (files, configs) => configs.map((config) => ({ ...config, files: [files] }));

/** Prettier breaks code at 120 columns, and leaves comments as they are. A line with a web address may be longer. */
const commentsEnd = {
  create: (context) => ({
    Program() {
      const last = 120;
      for (const { loc, value } of context.sourceCode.getAllComments()) {
        if (value.trim() === 'prettier-ignore') continue; // it stands behind code that is long on purpose
        for (let line = loc.start.line; line <= loc.end.line; line += 1) {
          const text = context.sourceCode.lines[line - 1];
          if (text.length <= last || /https?:\/\//.test(text)) continue;
          context.report({
            loc: { line, column: last },
            message: `A comment ends at ${last} columns; this is ${text.length}.`,
          });
        }
      }
    },
  }),
};

export default [
  { ignores: ['dist/', 'coverage/', '.data/', 'test/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: [typescriptFiles, '**/*.js'],
    plugins: { house: { rules: { 'comments-end': commentsEnd } } },
    rules: { 'house/comments-end': 'error' },
  },
  ...on(typescriptFiles, tseslint.configs.recommendedTypeChecked),
  {
    files: [typescriptFiles],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Resolvers and use cases answer a promise by contract, whether or not this one waits for something.
      '@typescript-eslint/require-await': 'off',
      // Today comes from the database's clock, through the scope: nothing else asks the time for a rule.
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Use tx.scope.today or app_now().',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Use tx.scope.today or app_now().',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Rules and solvers take a seed.',
        },
      ],
      'no-console': 'error',
      // What a module offers is a `function`, so that editors and tools follow calls; arrows are for what is passed on.
      'func-style': [
        'error',
        'declaration',
        { allowArrowFunctions: true, allowTypeAnnotation: true, overrides: { namedExports: 'declaration' } },
      ],
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Here the clock is a timer, and chance is a jitter or a secret.
    files: ['src/platform/**', 'src/*.ts', 'src/start/**', 'src/commands/**', 'schema/**', 'test/**', 'bench/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // One reading of a database's URL for every connection: another would drop what that one honours, TLS first.
    files: ['src/platform/**', 'src/*.ts', 'src/start/**', 'src/commands/**', 'bench/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression Property[key.name='connectionString']", message: 'Spread connectionOf(url).' },
        {
          selector:
            "NewExpression[callee.property.name=/^(Client|Pool)$/] > .arguments:not(ObjectExpression):not(CallExpression[callee.name='connectionOf'])",
          message: 'Give it connectionOf(url).',
        },
      ],
    },
  },
  {
    // What talks to a terminal.
    files: ['src/*.ts', 'src/start/**', 'src/commands/**', 'schema/**', 'test/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Payloads are asserted to be what GraphQL makes of them, whether or not TypeScript could tell by itself.
    files: ['**/*.resolver.ts'],
    rules: { '@typescript-eslint/no-unnecessary-type-assertion': 'off' },
  },
  {
    // One table after the other, with its comments.
    files: ['migrations/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    // A test lists its cases, and reads replies of documents that it writes in place.
    files: ['test/**', 'bench/**'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  {
    files: [schemaFile, operationFiles],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: schemaFile, documents: operationFiles } },
    },
  },
  ...on(schemaFile, [graphql.configs['flat/schema-recommended'], graphql.configs['flat/schema-relay']]),
  {
    // What differs from the presets is argued in docs/decisions/0010-schema-lint.md.
    files: [schemaFile],
    rules: {
      '@graphql-eslint/strict-id-in-types': 'off',
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
    },
  },
  ...on(operationFiles, [graphql.configs['flat/operations-recommended']]),
  { files: [operationFiles], rules: { '@graphql-eslint/selection-set-depth': 'off' } },
];
