/** Whether brackets are nested deeper than any row of a register is; asked before anything recurses into it. One pass, strings skipped. */
const DEEPEST = 64

export function tooDeep(text: string): boolean {
  // Only so many brackets can be so deep.
  if (text.length <= DEEPEST) return false
  let depth = 0
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      const end = closing(text, i + 1)
      if (end === -1) return false
      i = end
    } else if (c === 0x5b || c === 0x7b) {
      depth += 1
      if (depth > DEEPEST) return true
    } else if (c === 0x5d || c === 0x7d) depth -= 1
  }
  return false
}

function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1
    if (slashes % 2 === 0) return at
  }
  return -1
}
