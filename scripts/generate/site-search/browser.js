/**
 * Runs on every page of the syllabus as a site; without it the pages say all they say. The cards are in `search-data.js`, a script and
 * not a file to fetch, so that it works from a folder as well as from a server.
 *
 * A combobox after the ARIA patterns: arrows move, Enter opens, Escape closes, "/" jumps to it.
 */
import MiniSearch from 'minisearch'

const MOST = 12
const place = document.getElementById('search-place')
const cards = globalThis.syllabusCards
if (place !== null && Array.isArray(cards)) start(place, cards, place.getAttribute('data-up') ?? '')

function start(into, rows, up) {
  const box = make('input', {
    type: 'search',
    id: 'search',
    role: 'combobox',
    placeholder: 'Search',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': 'Search the syllabus',
    'aria-autocomplete': 'list',
    'aria-controls': 'search-found',
    'aria-expanded': 'false',
  })
  const list = make('ul', { id: 'search-found', role: 'listbox', 'aria-label': 'Found', hidden: '' })
  const told = make('p', { class: 'aloud', role: 'status', 'aria-live': 'polite' })
  into.append(box, list, told)
  let index
  let found = []
  let chosen = -1

  function search() {
    index ??= indexOf(rows)
    const words = box.value.trim()
    let hits = words === '' ? [] : index.search(words)
    if (hits.length === 0 && words !== '') hits = index.search(words, { combineWith: 'OR' })
    found = hits.slice(0, MOST).map((h) => rows[h.id])
    chosen = -1
    list.replaceChildren(...found.map(option))
    list.hidden = found.length === 0
    box.setAttribute('aria-expanded', String(found.length > 0))
    box.removeAttribute('aria-activedescendant')
    told.textContent = words === '' ? '' : found.length === 0 ? 'Nothing found' : `${hits.length} found`
  }

  function option(row, i) {
    const link = make('a', { href: up + row[0], tabindex: '-1' })
    link.append(make('span', { class: 'found-name' }, row[1]), make('span', { class: 'found-kind' }, row[2]))
    const item = make('li', { role: 'option', id: `found-${i}`, 'aria-selected': 'false' })
    item.append(link)
    return item
  }

  function choose(to) {
    if (found.length === 0) return
    list.children[chosen]?.setAttribute('aria-selected', 'false')
    chosen = (to + found.length) % found.length
    const item = list.children[chosen]
    item.setAttribute('aria-selected', 'true')
    item.scrollIntoView({ block: 'nearest' })
    box.setAttribute('aria-activedescendant', item.id)
  }

  function close() {
    list.hidden = true
    box.setAttribute('aria-expanded', 'false')
  }

  box.addEventListener('input', search)
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') choose(chosen + 1)
    else if (event.key === 'ArrowUp') choose(chosen === -1 ? -1 : chosen - 1)
    else if (event.key === 'Enter' && found.length > 0) location.href = up + found[Math.max(0, chosen)][0]
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
  into.addEventListener('focusout', (event) => {
    if (!into.contains(event.relatedTarget)) close()
  })
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    box.focus()
  })
}

/** Rows: address, name, what it is, other names and words. */
function indexOf(rows) {
  const index = new MiniSearch({
    fields: ['name', 'more', 'kind'],
    searchOptions: {
      boost: { name: 3, more: 1.5 },
      prefix: true,
      fuzzy: (term) => (term.length > 3 ? 0.2 : 0),
      combineWith: 'AND',
    },
  })
  index.addAll(rows.map((row, id) => ({ id, name: row[1], kind: row[2], more: row[3] })))
  return index
}

function make(name, attributes, text) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  if (text !== undefined) element.textContent = text
  return element
}
