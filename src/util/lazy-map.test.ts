import { expect, it } from 'vitest'
import { LazyMap } from './lazy-map.ts'

it('makes each value once, when it is asked for, and reads like a map', () => {
  const made: string[] = []
  const map = new LazyMap(['b', 'a'].map((k) => [k, () => (made.push(k), k.toUpperCase())] as const))
  expect([map.size, map.has('a'), map.has('x'), made.length]).toEqual([2, true, false, 0])
  expect([map.get('a'), map.get('a'), map.get('x')]).toEqual(['A', 'A', undefined])
  expect(made).toEqual(['a'])
  expect([...map]).toEqual([
    ['b', 'B'],
    ['a', 'A'],
  ])
  expect([[...map.keys()], [...map.values()]]).toEqual([
    ['b', 'a'],
    ['B', 'A'],
  ])
  const seen: unknown[] = []
  map.forEach((value, key) => seen.push([key, value]))
  expect(seen).toEqual([
    ['b', 'B'],
    ['a', 'A'],
  ])
  expect(made).toEqual(['a', 'b'])
})
