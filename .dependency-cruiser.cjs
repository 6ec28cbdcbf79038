/**
 * Who may import whom. core knows, main acts, preload carries, renderer shows,
 * service stands in for PingHome.
 */
const folders = ['core', 'main', 'preload', 'renderer', 'service', 'scripts', 'test'];
const others = (...own) => folders.filter((name) => !own.includes(name)).join('|');

/** A folder may reach only its own files and the ones named. */
const stays = (folder, allowed, modules) => ({
  name: `${folder}-imports`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: `^(${others(folder, ...allowed)})/`,
  },
  ...(modules === undefined ? {} : { modules }),
});
const only = (folder, modules, extra = {}) => ({
  name: `${folder.replaceAll('/', '-')}-modules`,
  severity: 'error',
  from: { path: `^${folder}/`, ...extra },
  to: {
    dependencyTypesNot: ['local', 'undetermined', 'type-only'],
    path: '^(node_modules/|[a-z@])',
    pathNot: [
      `^(${folders.join('|')})/`,
      ...modules.map((name) => `(^|node_modules/)${name}(/|$)`),
    ],
  },
});

/** Within core, who stands outside of whom: what is farther in does not know what is around it. */
const inwards = (outside) =>
  Object.entries(outside).map(([inner, outer]) => ({
    name: 'core-inwards',
    severity: 'error',
    from: { path: `^core/(${inner})/` },
    to: { path: `^core/(${outer})/` },
  }));

const nodeBuiltin =
  '(node:)?(fs|path|os|url|util|crypto|child_process|events|stream|http|https|net|timers|buffer|perf_hooks|process|zlib|readline|module|assert|worker_threads|v8)';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // svelte-gantt is installed only when the benchmark runs.
      to: { couldNotResolve: true, pathNot: '^(electron|svelte-gantt)$' },
    },
    stays('core', []),
    stays('preload', ['core']),
    {
      name: 'preload-contract-only',
      severity: 'error',
      from: { path: '^preload/' },
      to: { path: '^core/(?!contract/)' },
    },
    stays('renderer', ['core']),
    stays('main', ['core']),
    stays('service', ['core']),
    {
      name: 'nobody-imports-scripts',
      severity: 'error',
      from: { pathNot: '^(scripts|test)/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      from: { pathNot: '^(test|scripts/bench)/' },
      to: { path: '^test/' },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^(core/|renderer/(?!ui/|theme/))' },
    },
    ...inwards({
      time: 'contract|schedule|exchange|text|tray|cli',
      'schedule|contract': 'exchange|text|tray|cli',
      'text|exchange': 'tray|cli',
      tray: 'cli',
    }),
    {
      name: 'holidays-in-one-file',
      severity: 'error',
      from: { path: '^core/', pathNot: '^core/exchange/holidays\\.ts$' },
      to: { path: 'node_modules/date-holidays' },
    },
    {
      name: 'luxon-in-core-time-only',
      severity: 'error',
      from: { pathNot: '^(core/time|test|scripts)/' },
      to: { path: 'node_modules/luxon' },
    },
    {
      name: 'electron-values-at-the-edge',
      severity: 'error',
      from: {
        path: '^main/',
        pathNot: '^main/((index|start|lifecycle|cli|testing)\\.ts|(start|tray|windows|adapters)/)',
      },
      to: { path: '(^|node_modules/)electron(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-is-a-page',
      severity: 'error',
      from: { path: '^(renderer|preload)/' },
      to: { dependencyTypes: ['core'] },
    },
    only('core/time', ['luxon']),
    only('core/contract', ['valibot']),
    only('core/exchange', ['ical.js', 'ical-generator', 'papaparse', 'date-holidays']),
    only('core/(schedule|text|tray|cli)', []),
    only('preload', ['electron']),
    only('renderer', ['svelte', 'bits-ui', '@lucide/svelte', '@internationalized/date', 'fuse.js']),
    only('renderer/ui', ['svelte', 'bits-ui', '@lucide/svelte']),
    only('service', [
      'hono',
      '@hono/node-server',
      'kysely',
      'libsql',
      'pg',
      'valibot',
      'lossless-json',
      nodeBuiltin,
    ]),
    only('main', [
      'electron',
      'ky',
      'valibot',
      'keytar',
      'electron-store',
      'electron-log',
      'electron-updater',
      'write-file-atomic',
      'p-queue',
      nodeBuiltin,
    ]),
    {
      name: 'native-adapters',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/adapters/' },
      to: { path: 'node_modules/(keytar|electron-store|electron-log|electron-updater)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    extraExtensionsToScan: ['.svelte'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
    },
  },
};
