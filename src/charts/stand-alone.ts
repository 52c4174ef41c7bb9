/** A picture as a file of its own: it brings its colours along, light or dark as its reader prefers. Made from a picture in the look PAGE. */
import { DARK, LIGHT, type Look } from './svg.ts'

export function standAlone(svg: string): string {
  const end = svg.indexOf('>') + 1
  const style = `<style>:root{${variables(LIGHT)}}@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}</style>`
  const ground = '<rect width="100%" height="100%" fill="var(--chart-ground)"/>'
  const afterDefs = svg.indexOf('</defs>', end)
  const at = afterDefs < 0 ? end : afterDefs + '</defs>'.length
  return `${svg.slice(0, end)}${style}${svg.slice(end, at)}${ground}${svg.slice(at)}`
}

function variables(look: Look): string {
  return Object.entries(look)
    .map(([name, value]) => `--chart-${name}:${value}`)
    .join(';')
}
