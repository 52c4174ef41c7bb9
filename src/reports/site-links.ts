/** Links of a site that lead nowhere within it, as `page → address`: a page or a place on it that is not there. Cost: each link once. */
export function deadLinks(site: ReadonlyMap<string, string>): readonly string[] {
  const ids = new Map(
    [...site].map(([name, html]) => [name, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1] as string))]),
  )
  return [...site]
    .filter(([name]) => name.endsWith('.html'))
    .flatMap(([name, html]) =>
      [...html.matchAll(/\s(?:href|src|aria-labelledby)="([^"]*)"/g)].flatMap(([whole, address = '']) => {
        if (whole.includes('aria-labelledby'))
          return address.split(' ').every((id) => ids.get(name)?.has(id) === true) ? [] : [`${name} → ${address}`]
        if (/^https?:/.test(address)) return []
        const [path = '', place] = address.split('#')
        const target = path === '' ? name : resolved(name, path)
        return site.has(target) && (place === undefined || ids.get(target)?.has(place) === true)
          ? []
          : [`${name} → ${address}`]
      }),
    )
}

/** A relative address against the page it stands on. */
function resolved(page: string, address: string): string {
  const parts = [...page.split('/').slice(0, -1)]
  for (const part of address.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
