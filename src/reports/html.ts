/**
 * A report as one page of its own: nothing is fetched, nothing runs, everything a person can see can also be read aloud.
 *
 * Derivations open where they are asked for. A step that was written out above is named by number and linked.
 */
import { PAGE } from '#charts/svg.ts'
import type { Block, DerivationNode, Finding, Inline, ReportDocument, Section, Text } from './report-document.ts'
import { STYLE } from './style.ts'
import { TRUTHS } from './wording.ts'

export function page(report: ReportDocument): string {
  return new Page(report).write()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

class Page {
  readonly #report: ReportDocument
  readonly #nodes: ReadonlyMap<number, DerivationNode>
  /** Steps already written out: they have a place to link to. */
  readonly #written = new Set<number>()

  constructor(report: ReportDocument) {
    this.#report = report
    this.#nodes = new Map(report.derivations.map((n) => [n.number, n]))
  }

  write(): string {
    const { title, subtitle, sections } = this.#report
    const body = sections.map((s) => this.#section(s, 2)).join('\n')
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(`${subtitle}: ${title}`)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="over">${escaped(subtitle)}</p>
<h1>${escaped(title)}</h1>
<dl class="facts">${this.#report.facts.map(([k, v]) => `<div><dt>${escaped(k)}</dt><dd>${escaped(v)}</dd></div>`).join('')}</dl>
</header>
<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>${sections.map((s) => `<li><a href="#${s.id}">${escaped(s.heading)}</a></li>`).join('')}<li><a href="#sources">Sources</a></li></ol></nav>
<main id="content">
${body}
${this.#sources()}
</main>
<footer><p>${escaped(this.#report.footer)}</p></footer>
</body>
</html>
`
  }

  #section(s: Section, level: number): string {
    const h = Math.min(6, level)
    const tag = s.tag === undefined ? '' : ` ${tagged(s.tag)}`
    const inner = [...s.blocks.map((b) => this.#block(b)), ...s.sections.map((x) => this.#section(x, level + 1))].join(
      '\n',
    )
    return `<section aria-labelledby="${s.id}"><h${h} id="${s.id}">${escaped(s.heading)}${tag}</h${h}>\n${inner}</section>`
  }

  #block(b: Block): string {
    switch (b.kind) {
      case 'paragraph':
        return `<p${b.isWeak === true ? ' class="weak"' : ''}>${this.#text(b.text)}</p>`
      case 'list':
        return `<ul>${b.items.map((i) => `<li>${this.#text(i)}</li>`).join('')}</ul>`
      case 'findings':
        return `<ul class="findings">${b.items.map((f) => this.#finding(f)).join('\n')}</ul>`
      case 'table':
        return this.#table(b)
      case 'figure':
        return `<figure id="${b.id}">${b.draw(PAGE, `${b.id}-picture`)}<figcaption>${escaped(b.caption)}</figcaption></figure>`
      case 'notice':
        return `<div class="notice ${b.tone}"><p class="lead">${b.tone === 'answer' ? '' : '<span class="mark" aria-hidden="true">!</span> '}${this.#text(b.title)}</p>${b.tone === 'answer' ? b.items.map((i) => `<p>${this.#text(i)}</p>`).join('') : `<ul>${b.items.map((i) => `<li>${this.#text(i)}</li>`).join('')}</ul>`}</div>`
      default:
        return b satisfies never
    }
  }

  #table(b: Block & { readonly kind: 'table' }): string {
    const side = (i: number): string => (b.columns[i]?.align === 'right' ? ' class="right"' : '')
    const heads = b.columns
      .map((c, i) => (c.title === '' ? `<td${side(i)}></td>` : `<th scope="col"${side(i)}>${escaped(c.title)}</th>`))
      .join('')
    // A number in front numbers the row; the row is named by what stands after it.
    const named = b.columns[0]?.title === 'No.' ? 1 : 0
    const rows = b.rows.map(
      (row) =>
        `<tr>${row.map((cell, i) => (i === named && b.isRowHeaded ? `<th scope="row"${side(i)}>${this.#text(cell)}</th>` : `<td${side(i)}>${this.#text(cell)}</td>`)).join('')}</tr>`,
    )
    return `<div class="table" role="region" tabindex="0" aria-labelledby="${b.id}"><table><caption id="${b.id}">${escaped(b.caption)}</caption><thead><tr>${heads}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`
  }

  #finding(f: Finding): string {
    const mark =
      f.truth === undefined ? '' : truthMark(f.truth, f.lead === undefined || f.lead !== TRUTHS[f.truth].says)
    const lead = f.lead === undefined ? '' : `<span class="kind">${escaped(f.lead)}</span> `
    const line = `${mark}${lead}<span class="what">${this.#text(f.text)}</span>`
    const notes =
      f.notes.length === 0 ? '' : `<ul class="notes">${f.notes.map((n) => `<li>${this.#text(n)}</li>`).join('')}</ul>`
    const because = f.because === undefined ? '' : this.#because(f.because)
    return `<li${f.lead === undefined ? '' : ' class="led"'}><div class="line">${line}</div>${notes}${because}</li>`
  }

  #because(number: number): string {
    const node = this.#nodes.get(number)
    if (node === undefined) return ''
    return `<details class="why"><summary>Why</summary>${this.#tree([number])}</details>`
  }

  #tree(numbers: readonly number[]): string {
    return `<ul class="tree">${numbers.map((n) => this.#step(n)).join('')}</ul>`
  }

  #step(number: number): string {
    const node = this.#nodes.get(number) as DerivationNode
    const verdict = { holds: 'yes', fails: 'no', open: 'not-known' } as const
    const head = `${truthMark(verdict[node.verdict], true)}${escaped(node.says)} ${tagged(node.kind)}`
    if (node.premises.length > 0 && this.#written.has(number))
      return `<li>${head} <a href="#step-${number}">as above, step ${number}</a></li>`
    this.#written.add(number)
    const id = node.premises.length > 0 ? ` id="step-${number}"` : ''
    const cite =
      node.cite === undefined
        ? ''
        : ` ${this.#cite(node.cite.source, node.cite.at)}${node.cite.standing === 'primary' ? '' : ` <em>(${node.cite.standing})</em>`}`
    const rule = node.rule === undefined ? '' : `<div class="rule">Rule: ${escaped(node.rule)}${cite}</div>`
    const own = node.rule === undefined ? cite : ''
    return `<li${id}><div>${head}${own}</div>${rule}${node.premises.length === 0 ? '' : this.#tree(node.premises)}</li>`
  }

  #text(text: Text): string {
    return text.map((i) => this.#inline(i)).join('')
  }

  #inline(i: Inline): string {
    if (typeof i === 'string') return words(i)
    switch (i.kind) {
      case 'strong':
        return `<strong>${words(i.text)}</strong>`
      case 'estimate':
        return `<span class="weak">${words(i.text)}</span>`
      case 'code':
        return `<code>${escaped(i.text)}</code>`
      case 'tag':
        return tagged(i.tag)
      case 'truth':
        return `<span class="truth ${i.truth}"><span aria-hidden="true">${TRUTHS[i.truth].mark}</span> ${escaped(i.says)}</span>`
      case 'cite':
        return this.#cite(i.source, i.at)
      case 'to':
        return `<a href="#${i.section}">${escaped(i.text)}</a>`
      default:
        return i satisfies never
    }
  }

  #cite(source: number, at: string): string {
    const note = this.#report.sources.some((s) => s.number === source)
      ? `<sup><a href="#source-${source}" aria-label="source ${source}">${source}</a></sup>`
      : ''
    return at === '' ? note : `<span class="at">${escaped(at)}${note}</span>`
  }

  #sources(): string {
    const items = this.#report.sources.map((s) => {
      const address =
        s.address === undefined
          ? ''
          : ` <a href="${escaped(s.address)}" rel="noreferrer noopener">${escaped(s.address)}</a>`
      return `<li id="source-${s.number}" value="${s.number}"><cite>${escaped(s.title)}</cite>${s.detail === '' ? '' : `, ${escaped(s.detail)}`}. <span class="${s.standing === 'primary' ? 'standing' : 'standing weak'}">${escaped(s.standingWords)}</span>.${address}</li>`
    })
    return `<section aria-labelledby="sources"><h2 id="sources">Sources</h2><ol class="sources">${items.join('\n')}</ol></section>`
  }
}

/** Text whose days stay on one line. */
function words(text: string): string {
  return escaped(text).replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => `<time>${day}</time>`)
}

function tagged(kind: string): string {
  return `<span class="tag ${kind}">${kind}</span>`
}

function truthMark(truth: keyof typeof TRUTHS, isSpoken: boolean): string {
  const { mark, says } = TRUTHS[truth]
  return `<span class="mark ${truth}"><span aria-hidden="true">${mark}</span>${isSpoken ? `<span class="aloud">${says}: </span>` : ''}</span> `
}
