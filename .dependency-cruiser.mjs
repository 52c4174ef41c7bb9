/**
 * The arrows of the house: imports only go down the floors, never up, and never sideways.
 * Each comment is written for the person whose change has just been refused. If an arrow stands in the way of
 * something good, change the arrow in the same change and add a decision record (docs/decisions/).
 */

const ground = ['util', 'fixpoint', 'graph', 'cover']
const translators = ['catalogue', 'formats', 'reports']

/** Folders of the heart in the order of the story: each may import those to its left. */
const heart = [
  'answers',
  'assurance',
  'requirements',
  'dossier',
  'registers',
  'law',
  'composition',
  'change',
  'questions',
]

/** What each room may import besides itself. A room that is not here may import nothing. */
const mayImport = {
  util: {
    rooms: [],
    says: 'util is the ground: it imports nothing. What you reach for belongs in util, or your code belongs higher up.',
  },
  fixpoint: {
    rooms: ['util'],
    says: 'fixpoint knows clauses and lattices, and no word of certification. It imports util only; pass in what it needs as an argument.',
  },
  graph: { rooms: ['util'], says: 'graph knows nodes and edges, and no word of certification. It imports util only.' },
  cover: {
    rooms: ['util'],
    says: 'cover knows cells, options and costs, and no word of certification. It imports util only; the solver is passed in as an argument.',
  },
  charts: {
    rooms: [...ground, 'domain'],
    says: 'charts turn values of the heart into chart specifications. They import types of domain, and ground.',
  },
  domain: {
    rooms: ground,
    says: 'The heart imports ground only. It does not know where values come from, how they are written or who asks: translators, app and adapters import the heart, never the other way.',
  },
  catalogue: {
    rooms: [...ground, 'domain'],
    says: 'catalogue turns text into entries. It imports domain and ground; it does not know formats, reports, app or adapters.',
  },
  formats: {
    rooms: [...ground, 'domain'],
    says: 'A format turns text into values and back. It imports domain and ground; it does not know catalogue, reports, app or adapters.',
  },
  reports: {
    rooms: [...ground, 'domain', 'charts'],
    says: 'A report reads results and decides nothing. It imports domain, ground and charts; files are read and written by an adapter that app is given.',
  },
  app: {
    rooms: [...ground, 'domain', ...translators],
    says: 'app names use cases. It imports translators, heart and ground; what touches the world comes in through app/ports.ts, and cli/main.ts plugs it in.',
  },
  adapters: {
    rooms: [...ground, 'domain', 'catalogue', 'app'],
    says: 'An adapter implements a port of app for one outside thing. It imports app/ports.ts, types of domain and catalogue, ground and the library it wraps.',
  },
  cli: {
    rooms: ['util', 'app'],
    says: 'The command line reads a request, calls app and shows the answer. It imports app (and util); only cli/main.ts imports adapters, to plug them in.',
  },
}

/** The one room in which each library with a home is imported. */
const homes = {
  highs: 'src/adapters/highs/',
  '@myriaddreamin/typst-ts-node-compiler': 'src/adapters/typst/',
  '@expo-google-fonts': 'src/adapters/',
  commander: 'src/cli/',
  saxes: 'src/formats/',
}

const room = (name) => `^src/${name}/`
const anyRoom = (names) => `^src/(${names.join('|')})/`
const unitTests = '\\.test\\.ts$'

const arrows = Object.entries(mayImport).map(([name, { rooms, says }]) => ({
  name: `arrows-of-${name}`,
  comment: says,
  severity: 'error',
  from: { path: room(name), pathNot: name === 'cli' ? '^src/cli/main\\.ts$' : undefined },
  to: { path: '^src/', pathNot: anyRoom([name, ...rooms]) },
}))

const withinTheHeart = heart.map((name, index) => ({
  name: `heart-${name}`,
  comment:
    `Inside domain the story goes ${heart.join(' → ')}, and a folder imports those to its left. ` +
    `What ${name} reaches for here comes later in the story: move the shared idea to the left, or the code to the right.`,
  severity: 'error',
  from: { path: `^src/domain/${name}/` },
  to: { path: '^src/domain/', pathNot: `^src/domain/(${heart.slice(0, index + 1).join('|')})/` },
}))

const forbidden = [
  ...arrows,
  ...withinTheHeart,
  {
    name: 'heart-has-no-other-folders',
    comment: `domain has the folders ${heart.join(', ')}. A new one needs its place in that order: add it to .dependency-cruiser.mjs, with a decision record.`,
    severity: 'error',
    from: { path: `^src/domain/(?!(${heart.join('|')})/)[^/]+/` },
    to: {},
  },
  {
    name: 'no-unknown-room',
    comment:
      'This folder is not a room of the house, so no arrow guards it. Add it to the table in .dependency-cruiser.mjs, with a decision record.',
    severity: 'error',
    from: { path: '^src/', pathNot: anyRoom(Object.keys(mayImport)) },
    to: {},
  },
  {
    name: 'cover-problems-are-built-by-questions',
    comment:
      'Only domain/questions (plan, steps, recommend, team, landscape) builds cover problems; the rest of the heart says what is needed, not how it is chosen.',
    severity: 'error',
    from: { path: '^src/domain/', pathNot: ['^src/domain/questions/', unitTests] },
    to: { path: room('cover') },
  },
  {
    name: 'charts-take-types-from-the-heart',
    comment:
      'A chart draws values; it does not compute them. Import types of domain only (`import type`), and let the caller pass the values.',
    severity: 'error',
    from: { path: room('charts'), pathNot: unitTests },
    to: { path: room('domain'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'adapters-take-types-only',
    comment:
      'An adapter decides nothing of the field and reads no text. Import types of domain and catalogue only (`import type`).',
    severity: 'error',
    from: { path: room('adapters'), pathNot: unitTests },
    to: { path: anyRoom(['domain', 'catalogue']), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'adapters-see-ports-only',
    comment: 'An adapter implements a port: of app it sees app/ports.ts and nothing else.',
    severity: 'error',
    from: { path: room('adapters') },
    to: { path: room('app'), pathNot: '^src/app/ports\\.ts$' },
  },
  {
    name: 'adapters-are-strangers',
    comment:
      'Adapters do not know each other: each wraps one outside thing and can be replaced alone. What two share goes into a port or into util.',
    severity: 'error',
    from: { path: '^src/adapters/([^/]+)/' },
    to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
  },
  {
    name: 'formats-are-strangers',
    comment: 'Formats do not know each other. What several share lies beside their folders, in src/formats itself.',
    severity: 'error',
    from: { path: '^src/formats/([^/]+)/' },
    to: { path: '^src/formats/[^/]+/', pathNot: ['^src/formats/$1/', '^src/formats/generated/'] },
  },
  {
    name: 'heart-and-ground-have-no-packages',
    comment:
      'Heart and ground are plain TypeScript: no npm package and nothing of Node. They run anywhere, and nothing outside can change what they say.',
    severity: 'error',
    from: { path: anyRoom([...ground, 'domain']), pathNot: unitTests },
    to: { pathNot: '^src/', couldNotResolve: false },
  },
  {
    name: 'no-disk-no-network',
    comment:
      'Pictures and translators are pure: text and values in, text and values out. An adapter reads and writes, behind a port of app.',
    severity: 'error',
    from: { path: anyRoom(['charts', 'app', ...translators]), pathNot: unitTests },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'app-has-no-packages',
    comment:
      'app names use cases in words of the field: no framework, no driver, no parser. A translator or an adapter holds the library.',
    severity: 'error',
    from: { path: room('app'), pathNot: unitTests },
    to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
  },
  ...Object.entries(homes).map(([library, path]) => ({
    name: `home-of-${library.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')}`,
    comment: `${library} has one home, ${path}, so that it can be replaced in one place. Ask that room for what you need.`,
    severity: 'error',
    from: { path: '^src/', pathNot: [`^${path}`, unitTests] },
    to: { path: `node_modules/${library}/` },
  })),
  {
    name: 'borders-show',
    comment:
      'Across rooms, import by room name (`#domain/answers/index.ts`), so that every border crossing shows in the import line.',
    severity: 'error',
    from: { path: '^src/([^/]+)/' },
    to: { path: '^src/', pathNot: '^src/$1/', dependencyTypesNot: ['aliased'] },
  },
  {
    name: 'developers-tools-stay-outside',
    comment:
      'The program is installed without developers\' tools: a package that src imports belongs under "dependencies".',
    severity: 'error',
    from: { path: '^src/', pathNot: [unitTests, '\\.d\\.ts$'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-cycles',
    comment:
      'These files import each other in a circle, so none can be read first. Move what they share into a file of its own. (Circles of types alone are let be.)',
    severity: 'error',
    from: { path: '^src/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    comment:
      'Nothing is found at this import. Imports carry their extension: `./level.ts`, `#domain/answers/index.ts`.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
]

export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
}
