/**
 * The import table of the rooms, checked over every file of src. The compiler holds the same table through project references;
 * this check also sees cycles, features that import one another, and packages that a room must not know.
 */
const rooms = {
  base: [],
  domain: ['base'],
  crdt: ['base'],
  exchange: ['base', 'domain', 'crdt'],
  replica: ['base', 'domain', 'crdt', 'exchange'],
  ipc: ['base', 'exchange'],
  host: ['base', 'exchange', 'ipc'],
  main: ['base', 'exchange', 'ipc', 'host'],
  serve: ['base', 'exchange', 'ipc', 'host'],
  preload: ['ipc'],
  cli: ['base', 'domain', 'crdt', 'exchange', 'host'],
  renderer: ['base', 'domain', 'replica', 'ipc'],
};
const everyRoom = Object.keys(rooms);
const pure = ['base', 'crdt', 'domain', 'ipc', 'exchange'];

const roomRules = everyRoom.map((room) => ({
  name: `${room}-imports-only-its-neighbours`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${everyRoom.filter((other) => other !== room && !rooms[room].includes(other)).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'features-do-not-import-one-another',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'ui-knows-no-subject',
      severity: 'error',
      from: { path: '^src/renderer/ui/' },
      to: { path: '^src/(renderer/(features|app)|replica|domain)/' },
    },
    {
      name: 'renderer-uses-the-replica-through-its-api',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/replica/', pathNot: '^src/replica/(api|worker)[.]ts$' },
    },
    {
      name: 'pure-rooms-know-no-packages',
      severity: 'error',
      from: { path: `^src/(${pure.filter((r) => r !== 'ipc' && r !== 'exchange' && r !== 'domain').join('|')})/` },
      to: { path: 'node_modules' },
    },
    {
      name: 'pure-rooms-know-no-node',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')}|replica|renderer|preload)/` },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'production-code-does-not-import-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    {
      name: 'electron-only-in-its-shell',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: 'node_modules/electron/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '[.]d[.]ts$|tsconfig[.]json$' }, to: {} },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]css$|[?]' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
