/** A register as a graph: small random ones against naive versions, and the published references between Common Criteria certificates. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { relianceGraph, type RegisterEntry, standingOverTime, toExamine } from '#domain/change/index.ts'
import { addDays, type CalendarDate, date, fromDayNumber, parseDate, toDayNumber } from '#util/calendar-date.ts'
import { containsDay } from '#util/interval-set.ts'
import { corpusFolder } from '../conformance/corpus.ts'
import { dice } from '../support/random.ts'

const START = date('2020-01-01')

function randomRegister(seed: number): readonly RegisterEntry[] {
  const d = dice(seed)
  const n = d.between(1, 9)
  return Array.from({ length: n }, (_, i) => {
    const from = addDays(START, d.between(0, 200))
    return {
      id: `C${i}`,
      refersTo: Array.from({ length: d.between(0, 3) }, () =>
        d.chance(1, 8) ? 'stranger' : `C${d.between(0, n - 1)}`,
      ),
      ...(d.chance(4, 5) ? { validFrom: from } : {}),
      ...(d.chance(4, 5) ? { validUntil: addDays(from, d.between(0, 300)) } : {}),
    }
  })
}

describe('a register as a graph', () => {
  it('reaches whoever refers to what changed, nearest first, by a chain of references', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const register = randomRegister(seed)
      const found = toExamine(relianceGraph(register), ['C0'])
      const naive = new Map([['C0', 0]])
      for (let step = 1; step <= register.length; step += 1) {
        for (const e of register)
          if (!naive.has(e.id) && e.refersTo.some((r) => naive.get(r) === step - 1)) naive.set(e.id, step)
      }
      naive.delete('C0')
      expect(new Map(found.map((f) => [f.id, f.steps]))).toEqual(naive)
      for (const row of found) {
        expect(row.chain[0]).toBe('C0')
        expect(row.chain.at(-1)).toBe(row.id)
        expect(row.chain.length).toBe(row.steps + 1)
        row.chain.slice(1).forEach((id, i) => {
          expect(register.find((e) => e.id === id)?.refersTo).toContain(row.chain[i])
        })
      }
    }
  })

  it('names strangers, references to itself and circles', () => {
    const graph = relianceGraph([
      { id: 'a', refersTo: ['a', 'b', 'x'] },
      { id: 'b', refersTo: ['a', 'a'] },
      { id: 'c', refersTo: ['b'] },
      { id: 'c', refersTo: ['a'] },
    ])
    expect(graph.selfReferences).toEqual(['a'])
    expect(graph.strangers).toEqual([{ from: 'a', to: 'x' }])
    expect(graph.circles).toEqual([['a', 'b']])
    expect(graph.uses.edges).toBe(3)
    expect(() => toExamine(graph, ['nobody'])).toThrow('no certificate nobody')
  })

  it('stands on the days on which every day alone says so', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const register = randomRegister(seed)
      const graph = relianceGraph(register)
      const days = standingOverTime(graph)
      const edges = register.flatMap((e) => [e.validFrom, e.validUntil].filter((x) => x !== undefined))
      for (const day of [...edges, ...edges.map((x) => addDays(x, 1)), START]) {
        for (const side of ['surely', 'possibly'] as const) {
          const valid = (e: RegisterEntry): boolean => {
            const open = side === 'possibly'
            if (e.validFrom === undefined && e.validUntil === undefined) return open
            const inside =
              (e.validFrom === undefined || e.validFrom <= day) && (e.validUntil === undefined || day <= e.validUntil)
            return inside && (open || (e.validFrom !== undefined && e.validUntil !== undefined))
          }
          const stands = new Set<string>()
          for (let grew = true; grew; ) {
            grew = false
            for (const e of register) {
              const known = e.refersTo.filter((r) => r !== e.id && register.some((x) => x.id === r))
              if (stands.has(e.id) || !valid(e) || !known.every((r) => stands.has(r))) continue
              stands.add(e.id)
              grew = true
            }
          }
          register.forEach((e, v) =>
            expect([seed, day, side, e.id, containsDay(days[side][v] ?? [], toDayNumber(day))]).toEqual([
              seed,
              day,
              side,
              e.id,
              stands.has(e.id),
            ]),
          )
        }
      }
    }
  })
})

const folder = corpusFolder('registers')

describe('the published references between Common Criteria certificates', () => {
  if (folder === undefined) {
    it('are absent: METASCHEME_CORPUS names no folder with registers', () => expect(folder).toBeUndefined())
    return
  }
  const written = JSON.parse(
    readFileSync(join(folder, 'common-criteria-references-2023-11-01.json'), 'utf8'),
  ) as readonly {
    readonly id: string
    readonly refs: readonly string[]
    readonly not_valid_before?: string
    readonly not_valid_after?: string
  }[]
  const register = written.map((c): RegisterEntry => {
    const validFrom = parseDate(c.not_valid_before ?? '')
    const validUntil = parseDate(c.not_valid_after ?? '')
    return {
      id: c.id,
      refersTo: c.refs,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validUntil === undefined ? {} : { validUntil }),
    }
  })
  const graph = relianceGraph(register)

  it('have the dirt they are known to have, and each piece is named', () => {
    expect(graph.entries.length).toBe(new Set(register.map((e) => e.id)).size)
    expect(graph.uses.edges + graph.strangers.length + graph.selfReferences.length).toBeGreaterThan(2000)
    for (const circle of graph.circles) expect(circle.length).toBeGreaterThan(1)
  })

  it('lead from one chip to the platforms and cards that refer to it, with the chain for each', () => {
    const found = toExamine(graph, ['BSI-DSZ-CC-1107-V2-2021'])
    expect(found.map((f) => f.id)).toEqual(expect.arrayContaining(['ANSSI-CC-2022/52', 'ANSSI-CC-2022/56']))
    for (const row of found) {
      row.chain.slice(1).forEach((id, i) => expect(register.find((e) => e.id === id)?.refersTo).toContain(row.chain[i]))
    }
  })

  it('can be read for eighteen years at once, and any single day agrees', () => {
    const days = standingOverTime(graph)
    const d = dice(1)
    for (let i = 0; i < 5; i += 1) {
      const on = d.between(toDayNumber('2010-01-01' as CalendarDate), toDayNumber('2028-01-01' as CalendarDate))
      const stands = new Set<number>()
      for (let grew = true; grew; ) {
        grew = false
        graph.entries.forEach((e, v) => {
          const rests = [...graph.uses.targets.subarray(graph.uses.start[v], graph.uses.start[v + 1])]
          const day = fromDayNumber(on)
          const isValid =
            e.validFrom !== undefined && e.validUntil !== undefined && e.validFrom <= day && day <= e.validUntil
          if (stands.has(v) || !isValid || !rests.every((w) => stands.has(w))) return
          stands.add(v)
          grew = true
        })
      }
      expect([...graph.entries.keys()].filter((v) => containsDay(days.surely[v] ?? [], on))).toEqual(
        [...stands].sort((a, b) => a - b),
      )
    }
  })
})
