/** The same questions as plain SQL on an embedded PostgreSQL: what a mapping tool on a database would do. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { compose, linkGraphOf, type Network } from '#domain/requirements/index.ts'
import { type Measured, measure } from './measure.ts'

export interface Database {
  exec(sql: string): Promise<unknown>
  query(sql: string, parameters?: readonly unknown[], options?: object): Promise<{ readonly rows: readonly object[] }>
}

/** In memory, empty. The folder of peers is filled by `npm run bench -- --with-peers`. */
export async function embeddedDatabase(): Promise<Database> {
  const required = createRequire(join(process.cwd(), '.cache', 'bench', 'peers', 'package.json'))
  const { PGlite } = required('@electric-sql/pglite') as { PGlite: { create(): Promise<Database> } }
  return PGlite.create()
}

async function fill(db: Database, table: string, rows: readonly (readonly number[])[]): Promise<void> {
  const blob = new Blob([rows.map((r) => r.join('\t')).join('\n'), '\n'])
  await db.query(`copy ${table} from '/dev/blob'`, [], { blob })
}

/** Every chain of two rows of one kind, with what each pair's chains leave possible. */
export async function relationalHops(
  db: Database,
  network: Network,
): Promise<{ readonly chains: number; readonly time: Measured }> {
  await db.exec(`
    create table hop (a int, b int, kind int, mask int);
    create table composed (first int, second int, mask int, primary key (first, second));
  `)
  const hops: number[][] = []
  for (let node = 0; node < network.nodes; node += 1) {
    for (let i = network.atStart[node] as number; i < (network.atStart[node + 1] as number); i += 1) {
      const kind = network.rows.kind[network.atRow[i] as number] as number
      hops.push([node, network.atOther[i] as number, kind, network.atMask[i] as number])
    }
  }
  await fill(db, 'hop', hops)
  const masks = [...new Set(network.atMask)]
  await fill(
    db,
    'composed',
    masks.flatMap((a) => masks.map((b) => [a, b, compose(a, b)])),
  )
  await db.exec('create index on hop (a, kind); analyze')
  const [{ rows }, time] = await measure(() =>
    db.query(`
      select sum(n)::int as chains, count(*)::int as pairs from (
        select x.a, y.b, x.kind, count(*) as n, bit_and(c.mask) as mask
        from hop x join hop y on y.a = x.b and y.kind = x.kind
        join composed c on c.first = x.mask and c.second = y.mask
        group by x.a, y.b, x.kind) pair
    `),
  )
  return { chains: (rows[0] as { readonly chains: number }).chains, time }
}

/** For each standard, what lies a link without weight away in each other one, through the hub. */
export async function relationalLinks(
  db: Database,
  network: Network,
  standards: readonly string[],
): Promise<{ readonly linked: number; readonly time: Measured }> {
  await db.exec(`
    create table node (id int primary key, member int, hub int);
    create table link (a int, b int);
  `)
  const names = new Set(standards)
  const graph = linkGraphOf(network)
  const nodes: number[][] = []
  const links: number[][] = []
  for (let n = 0; n < network.nodes; n += 1) {
    const isAsked =
      n < network.requirements &&
      network.isHeading[n] === 0 &&
      names.has(network.setNames[network.setOf[n] as number] as string)
    nodes.push([n, isAsked ? (network.setOf[n] as number) : -1, network.isHub[n] as number])
    for (let i = graph.start[n] as number; i < (graph.start[n + 1] as number); i += 1)
      if (graph.weight[i] === 0) links.push([n, graph.other[i] as number])
  }
  await fill(db, 'node', nodes)
  await fill(db, 'link', links)
  await db.exec('create index on link (a); analyze')
  const [{ rows }, time] = await measure(() =>
    db.query(`
      with recursive walk (origin, id) as (
        select member, id from node where member >= 0
        union
        select walk.origin, link.b from walk join link on link.a = walk.id join node on node.id = walk.id
        where node.hub = 1 or node.member = walk.origin)
      select coalesce(sum(n), 0)::int as linked from (
        select origin, member, count(*) as n from walk join node using (id)
        where member >= 0 and member <> origin group by origin, member) cell
    `),
  )
  return { linked: (rows[0] as { readonly linked: number }).linked, time }
}
