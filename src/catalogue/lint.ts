/**
 * Small named linters over the whole catalogue. Each has one concern; each finding says what to do.
 */
import type { Static } from '@sinclair/typebox'
import { type Diagnostic, formatDiagnostic } from '#util/diagnostic.ts'
import { nearestWords } from '#util/nearest.ts'
import type { Entry } from './build.ts'
import { decodeExpression, decodeMapping, decodeRequirementSet } from './decode.ts'
import { diagnose } from './errors.ts'
import type { Expression } from '#domain/law/index.ts'
import { fatesByPins, unpinnedEnds } from '#domain/requirements/index.ts'
import { FACT_LINTERS, redirectsOf } from './lint-facts.ts'
import { DRAFT_FOLDER } from './new-entry.ts'
import type {
  compositeRuleShape,
  factSetShape,
  levelShape,
  mappingShape,
  optionShape,
  recognitionShape,
  requirementSetShape,
  rulesShape,
  schemeShape,
  thresholdsShape,
} from './schema.ts'

export interface Linter {
  readonly name: string
  /** What it demands, in a sentence. */
  readonly demands: string
  lint(entries: readonly Entry[]): readonly Diagnostic[]
}

function ofKind<T>(entries: readonly Entry[], ...kinds: string[]): readonly (Entry & { readonly value: T })[] {
  return entries.filter((e) => kinds.includes(e.kind)) as (Entry & { value: T })[]
}

function dangling(entry: Entry, pointer: string, wanted: string, known: Iterable<string>, what: string): Diagnostic {
  const near = nearestWords(wanted, known)[0]
  return diagnose('catalogue.dangling', `${what} "${wanted}" is not in the catalogue`, {
    at: entry.document.place(pointer),
    hint: near === undefined ? 'Add the entry, or correct the reference.' : `Did you mean "${near}"?`,
  })
}

const idIsFileName: Linter = {
  name: 'id-is-file-name',
  demands: 'the id of an entry is its file name, and unique among entries of its kind',
  lint(entries) {
    const out: Diagnostic[] = []
    const seen = new Map<string, string>()
    for (const e of entries) {
      const file = e.path.slice(e.path.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
      if (file !== e.id)
        out.push(
          diagnose('catalogue.id-file', `the id "${e.id}" differs from the file name "${file}"`, {
            at: e.document.place('/id'),
            hint: 'Rename one of the two.',
          }),
        )
      // The id of what was given up is unique among its former kind.
      const { of } = e.value as { readonly of?: unknown }
      const key = `${typeof of === 'string' ? `${of} given up` : e.kind}:${e.id}`
      const first = seen.get(key)
      if (first !== undefined)
        out.push(
          diagnose('catalogue.duplicate-id', `${key} stands in ${first} too`, {
            at: e.document.place('/id'),
            hint: 'Ids are unique per kind.',
          }),
        )
      seen.set(key, e.path)
    }
    return out
  },
}

const sourcesExist: Linter = {
  name: 'sources-exist',
  demands: 'every source that is cited is an entry of its own',
  lint(entries) {
    const known = new Set(entries.filter((e) => e.kind === 'source').map((e) => e.id))
    return entries.flatMap((e) =>
      e.kind === 'source'
        ? []
        : citedSources(e.value, '')
            .filter((c) => !known.has(c.source))
            .map((c) => dangling(e, c.pointer, c.source, known, 'source')),
    )
  },
}

function citedSources(value: unknown, pointer: string): readonly { source: string; pointer: string }[] {
  if (Array.isArray(value)) return value.flatMap((v, i) => citedSources(v, `${pointer}/${i}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`
    if (key === 'source' && typeof inner === 'string') return [{ source: inner, pointer: at }]
    return citedSources(inner, at)
  })
}

const lawIsPrimary: Linter = {
  name: 'law-is-primary',
  demands: 'rules and states of law are primary or unchecked',
  lint(entries) {
    return ofKind<Static<typeof rulesShape>>(entries, 'rules', 'state').flatMap((e) => {
      const rows =
        e.kind === 'rules'
          ? e.value.rules
          : (e.value as unknown as { values: Static<typeof rulesShape>['rules'] }).values
      const key = e.kind === 'rules' ? 'rules' : 'values'
      return rows.flatMap((r, i) => {
        const standing = r.standing ?? e.value.cite?.standing
        if (standing !== 'secondary' && standing !== 'estimate') return []
        return [
          diagnose('catalogue.secondary-law', `legal effect rests on a text of standing ${standing}`, {
            at: e.document.place(`/${key}/${i}`),
            hint: 'Read the act itself, or set standing: unchecked; the answer is then "not known".',
          }),
        ]
      })
    })
  },
}

const namesInLaw: Linter = {
  name: 'names-in-law',
  demands:
    'expressions, examples and options name facts, states and conclusions that exist, and values that are in the vocabulary',
  lint(entries) {
    const facts = new Map(
      ofKind<Static<typeof factSetShape>>(entries, 'fact-set').flatMap((e) =>
        e.value.facts.map((f) => [f.id, f] as const),
      ),
    )
    const states = new Set(entries.filter((e) => e.kind === 'state').map((e) => e.id))
    const acts = ofKind<Static<typeof rulesShape>>(entries, 'rules')
    const conclusions = new Set(acts.flatMap((a) => a.value.conclusions.map((c) => c.id)))
    const known = [...facts.keys(), ...states, ...conclusions]
    function expression(e: Entry, written: unknown, pointer: string): Diagnostic[] {
      return names(decodeExpression(written, pointer, () => {})).flatMap(({ id, values, test }) => {
        if (!facts.has(id) && !states.has(id) && !conclusions.has(id))
          return [dangling(e, pointer, id, known, 'fact, state or conclusion')]
        const fact = facts.get(id)
        if (test && fact === undefined)
          return [
            diagnose('catalogue.expression', `${id} is no fact, so it cannot be compared`, {
              at: e.document.place(pointer),
            }),
          ]
        if (!test && fact !== undefined && fact.type !== 'boolean')
          return [
            diagnose('catalogue.expression', `${id} is of type ${fact.type} and needs a comparison`, {
              at: e.document.place(pointer),
            }),
          ]
        return values
          .filter((v) => (fact?.type === 'enum' || fact?.type === 'set') && !(fact.values ?? []).includes(v))
          .map((v) => dangling(e, pointer, v, fact?.values ?? [], `value of ${id}`))
      })
    }
    const out: Diagnostic[] = []
    for (const act of acts) {
      act.value.rules.forEach((r, i) => {
        if (!conclusions.has(r.concludes))
          out.push(dangling(act, `/rules/${i}/concludes`, r.concludes, conclusions, 'conclusion'))
        out.push(...expression(act, r.when, `/rules/${i}/when`))
      })
      act.value.examples.forEach((x, i) => {
        for (const id of Object.keys(x.facts))
          if (!facts.has(id)) out.push(dangling(act, `/examples/${i}/facts`, id, facts.keys(), 'fact'))
        for (const id of Object.keys(x.expect))
          if (!conclusions.has(id)) out.push(dangling(act, `/examples/${i}/expect`, id, conclusions, 'conclusion'))
      })
      ;(act.value.entry ?? []).forEach(
        (id, i) => facts.has(id) || out.push(dangling(act, `/entry/${i}`, id, facts.keys(), 'fact')),
      )
      const concluded = new Set(act.value.rules.map((r) => r.concludes))
      act.value.conclusions.forEach((c, i) => {
        if (!concluded.has(c.id))
          out.push(
            diagnose('catalogue.dangling', `no rule concludes ${c.id}`, {
              at: act.document.place(`/conclusions/${i}`),
              hint: 'Write a rule for it, or remove it.',
            }),
          )
      })
    }
    for (const option of ofKind<Static<typeof optionShape>>(entries, 'option')) {
      if (option.value.when !== undefined) out.push(...expression(option, option.value.when, '/when'))
      for (const route of option.value.completes ?? [])
        if (!conclusions.has(route)) out.push(dangling(option, '/completes', route, conclusions, 'conclusion'))
    }
    return out
  },
}

function names(e: Expression): readonly { id: string; values: readonly string[]; test: boolean }[] {
  switch (e.kind) {
    case 'named':
      return [{ id: e.id, values: [], test: false }]
    case 'all':
    case 'any':
      return e.of.flatMap(names)
    case 'not':
      return names(e.of)
    case 'test': {
      const t = e.test
      const values =
        t.kind === 'in'
          ? t.values
          : (t.kind === 'is' || t.kind === 'has') && typeof t.value === 'string'
            ? [t.value]
            : []
      return [{ id: e.fact, values, test: true }]
    }
    default:
      return e satisfies never
  }
}

const requirementsExist: Linter = {
  name: 'requirements-exist',
  demands: 'mappings, options and routes name requirements that exist; headings are not endpoints',
  lint(entries) {
    const sets = new Map(
      ofKind<Static<typeof requirementSetShape>>(entries, 'requirement-set').map((e) => [
        e.id,
        new Map(e.value.requirements.map((r) => [r.id, r])),
      ]),
    )
    const out: Diagnostic[] = []
    function check(e: Entry, set: string, ids: readonly string[], pointer: string): void {
      const known = sets.get(set)
      if (known === undefined) {
        out.push(dangling(e, pointer, set, sets.keys(), 'requirement set'))
        return
      }
      for (const id of ids) {
        const found = known.get(id)
        if (found === undefined) out.push(dangling(e, pointer, id, known.keys(), `requirement of ${set}`))
        else if (found.heading === true)
          out.push(
            diagnose('catalogue.dangling', `"${id}" of ${set} is a heading`, {
              at: e.document.place(pointer),
              hint: 'Name the requirements under it.',
            }),
          )
      }
    }
    for (const m of ofKind<Static<typeof mappingShape>>(entries, 'mapping')) {
      m.value.maps.forEach((row, i) => {
        check(m, m.value.from.set, row.from, `/maps/${i}/from`)
        check(m, m.value.to.set, row.to, `/maps/${i}/to`)
      })
    }
    for (const o of ofKind<Static<typeof optionShape>>(entries, 'option'))
      (o.value.covers ?? []).forEach((c, i) => check(o, c.set, c.requirements, `/covers/${i}`))
    for (const a of ofKind<Static<typeof rulesShape>>(entries, 'rules')) {
      a.value.conclusions.forEach((c, i) =>
        (c.asks ?? []).forEach((d) => check(a, d.set, d.requirements, `/conclusions/${i}/asks`)),
      )
      a.value.conclusions.forEach((c, i) =>
        (c.discharges ?? []).forEach((d) =>
          check(a, d.set, d.requirements === 'all' ? [] : d.requirements, `/conclusions/${i}/discharges`),
        ),
      )
    }
    for (const s of ofKind<Static<typeof requirementSetShape>>(entries, 'requirement-set')) {
      const ids = new Set<string>()
      s.value.requirements.forEach((r, i) => {
        if (ids.has(r.id))
          out.push(
            diagnose('catalogue.duplicate-id', `the requirement ${r.id} stands twice`, {
              at: s.document.place(`/requirements/${i}`),
              hint: 'Ids are unique in a set.',
            }),
          )
        ids.add(r.id)
      })
      s.value.requirements.forEach((r, i) => {
        if (r.parent !== undefined && !ids.has(r.parent))
          out.push(dangling(s, `/requirements/${i}/parent`, r.parent, ids, 'parent requirement'))
      })
    }
    return out
  },
}

const mappingsPinned: Linter = {
  name: 'mappings-pinned',
  demands: 'every end of a mapping says what it said when its rows were judged',
  lint(entries) {
    const sets = new Map(
      ofKind<Static<typeof requirementSetShape>>(entries, 'requirement-set').map((e) => [
        e.id,
        decodeRequirementSet(e.value, () => {}),
      ]),
    )
    return ofKind<Static<typeof mappingShape>>(entries, 'mapping').flatMap((e) => {
      const mapping = decodeMapping(e.value, () => {})
      const rowsOf = (end: 'from' | 'to', id: string) =>
        mapping.rows.flatMap((r, i) => (r[end].includes(id) ? [i + 1] : [])).join(', ')
      return (['from', 'to'] as const).flatMap((end) => {
        const set = sets.get(mapping[end].set)
        if (set === undefined) return []
        const unpinned = unpinnedEnds(mapping, end, set)
        return [
          ...fatesByPins(mapping, end, set)
            .filter((f) => f.fate !== 'same' && f.fate !== 'gone')
            .map((f) =>
              diagnose(
                'catalogue.pin',
                `${f.requirement} of ${set.id} is ${f.fate} since rows ${rowsOf(end, f.requirement)} were judged`,
                { at: e.document.place(`/pins/${end}`) },
              ),
            ),
          ...(unpinned.length === 0
            ? []
            : [
                diagnose(
                  'catalogue.pin',
                  `${unpinned.length} ends in ${set.id} have no pin: ${unpinned.slice(0, 3).join(', ')}`,
                  {
                    at: e.document.place('/maps'),
                    hint: 'Pin them to what they say now: `metascheme mapping pin FILE`.',
                  },
                ),
              ]),
        ]
      })
    })
  },
}

const optionsHold: Linter = {
  name: 'options-hold-together',
  demands:
    'prerequisites and exclusions name options that exist, prerequisites run in no circle, levels attained exist',
  lint(entries) {
    const options = ofKind<Static<typeof optionShape>>(entries, 'option')
    const ids = new Set(options.map((o) => o.id))
    const levels = new Set(entries.filter((e) => e.kind === 'level').map((e) => e.id))
    const out: Diagnostic[] = []
    for (const o of options) {
      ;(o.value.requires ?? []).forEach((group, i) =>
        group.filter((id) => !ids.has(id)).forEach((id) => out.push(dangling(o, `/requires/${i}`, id, ids, 'option'))),
      )
      ;(o.value.excludes ?? [])
        .filter((id) => !ids.has(id))
        .forEach((id) => out.push(dangling(o, '/excludes', id, ids, 'option')))
      ;(o.value.attains ?? [])
        .filter((id) => !levels.has(id))
        .forEach((id) => out.push(dangling(o, '/attains', id, levels, 'level')))
    }
    const circle = circleAmong(
      options.map((o) => [o.id, (o.value.requires ?? []).filter((g) => g.length === 1).flat()] as const),
    )
    if (circle !== undefined) {
      const first = options.find((o) => o.id === circle[0]) as Entry
      out.push(
        diagnose('catalogue.cycle', `a circle of prerequisites: ${circle.join(' → ')}`, {
          at: first.document.place('/requires'),
          hint: 'Remove one of them.',
        }),
      )
    }
    return out
  },
}

/** A circle in a relation given as rows, or undefined. Depth first without recursion. */
export function circleAmong(rows: readonly (readonly [string, readonly string[]])[]): readonly string[] | undefined {
  const next = new Map(rows)
  const done = new Set<string>()
  for (const [start] of rows) {
    const path: { id: string; at: number }[] = [{ id: start, at: 0 }]
    const onPath = new Set([start])
    while (path.length > 0) {
      const top = path[path.length - 1] as { id: string; at: number }
      const to = done.has(top.id) ? undefined : next.get(top.id)?.[top.at]
      if (to === undefined) {
        done.add(top.id)
        onPath.delete(top.id)
        path.pop()
        continue
      }
      top.at += 1
      if (onPath.has(to)) return [...path.slice(path.findIndex((p) => p.id === to)).map((p) => p.id), to]
      if (!done.has(to)) {
        path.push({ id: to, at: 0 })
        onPath.add(to)
      }
    }
  }
  return undefined
}

const thresholdsRise: Linter = {
  name: 'thresholds-rise',
  demands: 'a higher letter asks at least what the lower one asks',
  lint(entries) {
    return ofKind<Static<typeof thresholdsShape>>(entries, 'thresholds').flatMap((e) =>
      e.value.tables.flatMap((table, t) => {
        const rows = ['E', 'D', 'C', 'B', 'A'].map(
          (letter) => table.levels.find((l) => l.letter === letter)?.requires ?? [],
        )
        return rows.flatMap((lower, i) =>
          lower.flatMap((need) => {
            const above = rows[i + 1]
            if (
              above === undefined ||
              above.some(
                (x) =>
                  x.dimension === need.dimension &&
                  x.depth >= need.depth &&
                  (x.performer ?? 0) >= (need.performer ?? 0),
              )
            )
              return []
            return [
              diagnose('catalogue.level-order', `the letter above ${'EDCBA'[i]} asks less of ${need.dimension}`, {
                at: e.document.place(`/tables/${t}`),
              }),
            ]
          }),
        )
      }),
    )
  },
}

const relationsExist: Linter = {
  name: 'relations-exist',
  demands: 'relations between entries lead to entries, and nothing supersedes itself in a circle',
  lint(entries) {
    const schemes = ofKind<Static<typeof schemeShape>>(entries, 'scheme', 'standard', 'regulation', 'credential')
    const ids = new Set(schemes.map((s) => s.id))
    const redirects = redirectsOf(entries)
    const out = schemes.flatMap((s) =>
      (s.value.relations ?? []).flatMap((r, i) => {
        if (ids.has(r.to)) return []
        const went = redirects.get(`record:${r.to}`)
        if (went === undefined) return [dangling(s, `/relations/${i}/to`, r.to, ids, 'entry')]
        return [
          diagnose('catalogue.dangling', `"${r.to}" is no longer used`, {
            at: s.document.place(`/relations/${i}/to`),
            hint: went.length === 0 ? 'Remove the relation.' : `Write "${went.join('" or "')}".`,
          }),
        ]
      }),
    )
    const newerThan = new Map<string, string[]>()
    for (const s of schemes)
      for (const r of s.value.relations ?? []) {
        if (r.type === 'supersedes') newerThan.set(s.id, [...(newerThan.get(s.id) ?? []), r.to])
        if (r.type === 'superseded-by') newerThan.set(r.to, [...(newerThan.get(r.to) ?? []), s.id])
      }
    const circle = circleAmong([...newerThan])
    if (circle === undefined) return out
    const first = schemes.find((s) => s.id === circle[0]) as Entry
    return [
      ...out,
      diagnose('catalogue.cycle', `a circle of "supersedes": ${circle.join(' → ')}`, {
        at: first.document.place('/relations'),
        hint: 'Remove one of them.',
      }),
    ]
  },
}

const levelsInScheme: Linter = {
  name: 'levels-differ',
  demands: 'no printed form of a level stands for two levels',
  lint(entries) {
    const printed = new Map<string, string>()
    return ofKind<Static<typeof levelShape>>(entries, 'level').flatMap((e) =>
      e.value.asPrinted.flatMap((p, i) => {
        const first = printed.get(p)
        printed.set(p, e.id)
        if (first === undefined || first === e.id) return []
        return [
          diagnose('catalogue.duplicate-id', `"${p}" is printed for ${first} too`, {
            at: e.document.place(`/asPrinted/${i}`),
            hint: 'Add what tells the two apart (edition, scheme).',
          }),
        ]
      }),
    )
  },
}

const levelsInclude: Linter = {
  name: 'levels-include',
  demands: 'a level includes levels that exist, in no circle, and of the same kind of target',
  lint(entries) {
    const levels = ofKind<Static<typeof levelShape>>(entries, 'level')
    const types = new Map(levels.map((l) => [l.id, l.value.targetType]))
    const out = levels.flatMap((e) =>
      (e.value.includes ?? []).flatMap((i, n) => {
        const type = types.get(i.level)
        if (type === undefined) return [dangling(e, `/includes/${n}/level`, i.level, types.keys(), 'level')]
        if (type === e.value.targetType) return []
        return [
          diagnose(
            'catalogue.level-order',
            `a level of a ${e.value.targetType} cannot include ${i.level}, a level of a ${type}`,
            { at: e.document.place(`/includes/${n}/level`) },
          ),
        ]
      }),
    )
    const circle = circleAmong(levels.map((l) => [l.id, (l.value.includes ?? []).map((i) => i.level)] as const))
    if (circle === undefined) return out
    const first = levels.find((l) => l.id === circle[0]) as Entry
    return [
      ...out,
      diagnose('catalogue.cycle', `a circle of levels that include each other: ${circle.join(' → ')}`, {
        at: first.document.place('/includes'),
        hint: 'Remove one of them.',
      }),
    ]
  },
}

const recognitionsLead: Linter = {
  name: 'recognitions-lead-somewhere',
  demands: 'a recognition names levels, schemes, texts and bodies that exist',
  lint(entries) {
    const levels = new Set(entries.filter((e) => e.kind === 'level').map((e) => e.id))
    const schemes = new Set([
      ...ofKind<Static<typeof levelShape>>(entries, 'level').map((e) => e.value.scheme),
      ...entries
        .filter(
          (e) => e.kind === 'scheme' || e.kind === 'standard' || e.kind === 'regulation' || e.kind === 'credential',
        )
        .map((e) => e.id),
    ])
    const sources = new Set(entries.filter((e) => e.kind === 'source').map((e) => e.id))
    const bodies = new Set(entries.filter((e) => e.kind === 'body').map((e) => e.id))
    function check(e: Entry, name: string, pointer: string): readonly Diagnostic[] {
      if (name.startsWith('scheme:'))
        return schemes.has(name.slice(7)) ? [] : [dangling(e, pointer, name.slice(7), schemes, 'scheme')]
      if (name.startsWith('text:'))
        return sources.has(name.slice(5)) ? [] : [dangling(e, pointer, name.slice(5), sources, 'source')]
      return levels.has(name) ? [] : [dangling(e, pointer, name, levels, 'level')]
    }
    return ofKind<Static<typeof recognitionShape>>(entries, 'recognition').flatMap((e) => [
      ...e.value.from.flatMap((name, i) => check(e, name, `/from/${i}`)),
      ...e.value.as.flatMap((name, i) => check(e, name, `/as/${i}`)),
      ...e.value.by.flatMap((name, i) => (bodies.has(name) ? [] : [dangling(e, `/by/${i}`, name, bodies, 'body')])),
    ])
  },
}

const compositeRulesHold: Linter = {
  name: 'composite-rules-hold',
  demands: 'composite rules name schemes and levels of the catalogue, and each condition once',
  lint(entries) {
    const levels = new Set(ofKind<Static<typeof levelShape>>(entries, 'level').map((e) => e.id))
    const schemes = new Set([
      ...ofKind<Static<typeof levelShape>>(entries, 'level').map((e) => e.value.scheme),
      ...ofKind<Static<typeof schemeShape>>(entries, 'scheme', 'standard', 'regulation').map((e) => e.id),
    ])
    return ofKind<Static<typeof compositeRuleShape>>(entries, 'composite-rule').flatMap((e) => {
      const named = [
        ...(e.value.speaksOf.schemes ?? []).map((s, i) => [s, `/speaksOf/schemes/${i}`] as const),
        ...(e.value.counts?.schemes ?? []).map((s, i) => [s, `/counts/schemes/${i}`] as const),
        [e.value.scheme, '/scheme'] as const,
      ]
      const seen = new Set<string>()
      return [
        ...named.flatMap(([s, at]) => (schemes.has(s) ? [] : [dangling(e, at, s, schemes, 'scheme')])),
        ...e.value.conditions.flatMap((c, i) => {
          const at = `/conditions/${i}`
          const twice = seen.has(c.id)
          seen.add(c.id)
          return [
            ...(twice
              ? [
                  diagnose('catalogue.duplicate-id', `the condition ${c.id} stands twice`, {
                    at: e.document.place(`${at}/id`),
                    hint: 'Give each its own id.',
                  }),
                ]
              : []),
            ...(Array.isArray(c.order) ? c.order : []).flatMap((same, j) =>
              same.flatMap((level, k) =>
                levels.has(level) ? [] : [dangling(e, `${at}/order/${j}/${k}`, level, levels, 'level')],
              ),
            ),
          ]
        }),
      ]
    })
  },
}

export const LINTERS: readonly Linter[] = [
  ...FACT_LINTERS,
  idIsFileName,
  sourcesExist,
  lawIsPrimary,
  namesInLaw,
  requirementsExist,
  mappingsPinned,
  optionsHold,
  thresholdsRise,
  relationsExist,
  levelsInScheme,
  levelsInclude,
  recognitionsLead,
  compositeRulesHold,
]

/** Drafts are checked with all the rest; what is shipped must hold without them. */
export function lintCatalogue(entries: readonly Entry[]): readonly Diagnostic[] {
  const shipped = entries.filter((e) => !e.path.startsWith(`${DRAFT_FOLDER}/`))
  const found = LINTERS.flatMap((linter) => linter.lint(shipped))
  if (shipped.length === entries.length) return found
  const known = new Set(found.map(formatDiagnostic))
  return [...found, ...LINTERS.flatMap((linter) => linter.lint(entries)).filter((d) => !known.has(formatDiagnostic(d)))]
}
