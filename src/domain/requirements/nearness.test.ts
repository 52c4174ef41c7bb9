import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { set } from '../../../test/support/mappings.ts'
import { AllNearness, linkGraphOf, type Mapping, type MappingRow, nearness, networkOf } from './index.ts'

const CITATION = { source: 'x', at: 'y', standing: 'unchecked' } as const

function link(from: string, word: string, to: string): MappingRow {
  return {
    from: [from],
    to: [to],
    relation: 'linked',
    rationale: 'unstated',
    because: '',
    printed: word,
    citation: CITATION,
  }
}

function hub(rows: readonly MappingRow[], to: string, id: string): Mapping {
  return { id, from: { set: 'hub', edition: '' }, to: { set: to, edition: '' }, author: '', rows }
}

const sets = [set('hub', ['h1', 'h2', 'h3'], { isHub: true }), set('a', ['x', 'y']), set('b', ['t', 'u'])]

describe('nearness', () => {
  const network = networkOf(sets, [
    hub([link('h1', 'Contains', 'h2'), link('h2', 'Related', 'h3')], 'hub', 'own'),
    hub([link('h1', 'Linked To', 'x'), link('h2', 'Linked To', 'y')], 'a', 'to a'),
    hub([link('h1', 'Linked To', 't'), link('h3', 'Linked To', 'u')], 'b', 'to b'),
  ])
  const links = linkGraphOf(network)
  const from = (key: string, most: number) =>
    Object.fromEntries(
      [...nearness(links, [network.idOf.get(key)!], network.isHub, most)].flatMap((d, n) =>
        d >= 0 ? [[network.keys[n], d]] : [],
      ),
    )

  it('goes through hubs by weight: a link 0, down 1, up 2, related 2, and never through a requirement of another set', () => {
    expect(from('a#x', 9)).toEqual({ 'a#x': 0, 'hub#h1': 0, 'b#t': 0, 'hub#h2': 1, 'a#y': 1, 'hub#h3': 3, 'b#u': 3 })
    expect(from('a#y', 9)).toEqual({ 'a#y': 0, 'hub#h2': 0, 'hub#h1': 2, 'a#x': 2, 'b#t': 2, 'hub#h3': 2, 'b#u': 2 })
    expect(from('a#x', 1)).toEqual({ 'a#x': 0, 'hub#h1': 0, 'b#t': 0, 'hub#h2': 1, 'a#y': 1 })
  })

  it('of all pairs is what single walks give', () => {
    const words = fc.constantFrom('Contains', 'Related', 'Linked To', 'Contains or is contained', 'else')
    const ends = fc.tuple(fc.constantFrom('h1', 'h2', 'h3'), words, fc.constantFrom('h1', 'h2', 'h3'))
    const outs = fc.tuple(fc.constantFrom('h1', 'h2', 'h3'), words, fc.constantFrom('x', 'y'))
    fc.assert(
      fc.property(
        fc.array(ends, { maxLength: 6 }),
        fc.array(outs, { maxLength: 4 }),
        fc.array(outs, { maxLength: 4 }),
        (own, toA, toB) => {
          const random = networkOf(sets, [
            hub(
              own.filter(([a, , b]) => a !== b).map(([a, w, b]) => link(a, w, b)),
              'hub',
              'own',
            ),
            hub(
              toA.map(([a, w, b]) => link(a, w, b)),
              'a',
              'a',
            ),
            hub(
              toB.map(([a, w, b]) => link(a, w, b === 'x' ? 't' : 'u')),
              'b',
              'b',
            ),
          ])
          const graph = linkGraphOf(random)
          const all = new AllNearness(graph, random.isHub, 6)
          const into = new Int8Array(random.nodes)
          for (let n = 0; n < random.nodes; n += 1) {
            if (random.isHub[n] === 1) continue
            all.from(n, into)
            expect([...into]).toEqual([...nearness(graph, [n], random.isHub, 6)])
          }
        },
      ),
      { numRuns: 200, seed: 14 },
    )
  })
})
