/** The look of a page: light and dark, screen and print, in one sheet. Colours of text keep a contrast of at least 4.5 to 1. */
import { DARK, LIGHT, type Look } from '#charts/svg.ts'

function variables(look: Look): string {
  return Object.entries(look)
    .map(([name, value]) => `--chart-${name}: ${value};`)
    .join(' ')
}

const LIGHT_VARIABLES = `${variables(LIGHT)} --ink: #1b1f24; --weak: #57606a; --line: #d5dae0; --ground: #ffffff; --raised: #f5f7f9; --link: #0b5cad;
  --good: #1a7040; --bad: #b42318; --open: #7a4f00; --later: #0b5cad; --warning: #fff6e0; --warning-line: #b7791f; --answer: #eef5fc; --answer-line: #0b5cad; --wrong: #fdecea;
  --law: #0b4f94; --recognition: #6b3fa0; --computed: #0f5f57; --declared: #6b4500; --estimate: #57606a;`
const DARK_VARIABLES = `${variables(DARK)} --ink: #e6edf3; --weak: #a4aeb9; --line: #353c45; --ground: #0f141a; --raised: #171d25; --link: #6cb2ff;
  --good: #4ec27a; --bad: #ff8a82; --open: #e2b04a; --later: #6cb2ff; --warning: #2a2110; --warning-line: #b7882f; --answer: #10233a; --answer-line: #3f8ad8; --wrong: #33161a;
  --law: #7fbcff; --recognition: #c9a6f5; --computed: #62cdbf; --declared: #e0b777; --estimate: #a4aeb9;`

export const STYLE = `:root { ${LIGHT_VARIABLES} }
@media (prefers-color-scheme: dark) { :root { ${DARK_VARIABLES} } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; padding: 0 1.5rem 4rem; max-width: 74rem; color: var(--ink); background: var(--ground); font: 1rem/1.55 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, .table:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem 1rem; z-index: 1; }
header { padding: 3.5rem 0 1.5rem; border-bottom: 3px solid var(--ink); }
.over { margin: 0 0 .25rem; font-weight: 600; color: var(--weak); letter-spacing: .02em; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; }
h1 { margin: 0 0 1.25rem; font-size: clamp(1.8rem, 4vw, 2.6rem); letter-spacing: -.02em; }
h2 { margin: 3.2rem 0 1rem; padding-top: .9rem; border-top: 1px solid var(--line); font-size: 1.55rem; letter-spacing: -.012em; }
h3 { margin: 2.2rem 0 .7rem; font-size: 1.15rem; } h4 { margin: 1.6rem 0 .5rem; font-size: 1rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .8rem 1.5rem; margin: 0; } .facts dt { color: var(--weak); font-size: .82rem; } .facts dd { margin: 0; font-weight: 500; }
nav { margin: 1.5rem 0 0; } nav h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; padding: 0; border: 0; } nav ol { columns: 16rem auto; margin: 0; padding-left: 1.6rem; font-size: .92rem; } nav li { padding: .1rem 0; break-inside: avoid; } nav li::marker { color: var(--weak); }
p, li, dd { max-width: 46rem; } p { margin: .7rem 0; } ul { padding-left: 1.3rem; } li { margin: .25rem 0; }
time { white-space: nowrap; }
.weak { color: var(--weak); }
code { font: .85em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--weak); }
sup { font-size: .7em; line-height: 0; margin-left: .1em; } sup a { text-decoration: none; padding: 0 .1em; }
.at { color: var(--weak); white-space: normal; }
.tag { display: inline-block; padding: 0 .42em; border: 1px solid currentColor; border-radius: .3em; font-size: .7rem; font-weight: 600; line-height: 1.45; letter-spacing: .01em; vertical-align: .08em; white-space: nowrap; }
h2 .tag, h3 .tag, h4 .tag { vertical-align: .3em; letter-spacing: 0; }
.tag.law { color: var(--ground); background: var(--law); border-color: var(--law); } .tag.recognition { color: var(--recognition); border-width: 2px; } .tag.computed { color: var(--computed); } .tag.declared { color: var(--declared); border-style: dotted; border-width: 2px; } .tag.estimate { color: var(--estimate); border-style: dashed; font-style: italic; font-weight: 500; }
.notice { margin: 1rem 0; padding: .8rem 1.1rem; border-left: 4px solid var(--warning-line); background: var(--warning); border-radius: 0 .35rem .35rem 0; max-width: 56rem; break-inside: avoid; } .notice .lead { margin: 0; font-weight: 600; } .notice p { margin: .5rem 0 0; max-width: 52rem; } .notice ul { margin: .4rem 0 0; } .notice.bad { border-color: var(--bad); background: var(--wrong); }
.notice.answer { border-color: var(--answer-line); background: var(--answer); padding: 1.2rem 1.4rem; font-size: 1.08rem; } .notice.answer .lead { font-size: 1.22rem; line-height: 1.4; letter-spacing: -.008em; }
.mark { font-weight: 700; } .mark.yes, .truth.yes { color: var(--good); } .mark.no, .truth.no { color: var(--bad); } .mark.not-known, .truth.not-known, .mark.caution, .truth.caution { color: var(--open); } .mark.later, .truth.later { color: var(--later); } .truth { white-space: nowrap; }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.findings { list-style: none; padding: 0; margin: .6rem 0; } .findings > li { max-width: none; margin: 0; padding: .5rem 0 .5rem 1.6rem; border-top: 1px solid var(--line); } .findings > li:last-child { border-bottom: 1px solid var(--line); }
.findings .line { position: relative; max-width: 58rem; } .findings .line > .mark { position: absolute; left: -1.5rem; } .findings .led .line { padding-left: 6.6rem; } .findings .kind { position: absolute; left: 0; width: 6.2rem; color: var(--weak); font-size: .88rem; line-height: 1.75; } ul.notes { list-style-type: '– '; } .findings .notes { margin: .2rem 0 0 0; padding-left: 7.7rem; font-size: .93rem; } .findings > li:not(.led) .notes { padding-left: 1.1rem; }
.findings > li { display: grid; grid-template-columns: minmax(0, 1fr) max-content; column-gap: 1.5rem; } .findings .line, .findings .notes { grid-column: 1; } .why { grid-column: 2; grid-row: 1; font-size: .9rem; } .why[open] { grid-column: 1 / -1; grid-row: auto; padding-bottom: .4rem; } .led > .why[open] { margin-left: 6.6rem; } .why > summary { color: var(--link); cursor: pointer; width: max-content; padding: .05rem .2rem; }
.tree { list-style: none; margin: .2rem 0; padding-left: 1.1rem; border-left: 1px solid var(--line); } .tree li { margin: .3rem 0; max-width: 52rem; } .tree .rule { color: var(--weak); padding-left: 1.2rem; } :target { background: var(--warning); }
.table { overflow-x: auto; margin: 1.2rem 0; } table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.42; } caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; } th, td { padding: .42rem .9rem .42rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); } thead th, thead td { border-bottom: 2px solid var(--ink); vertical-align: bottom; font-size: .82rem; color: var(--weak); font-weight: 600; } tbody th { font-weight: 500; } .right { text-align: right; } tbody .right { white-space: nowrap; } th:last-child, td:last-child { padding-right: 0; }
figure { margin: 1.6rem 0; max-width: 60rem; break-inside: avoid; } figure svg { display: block; width: 100%; height: auto; } figcaption { margin-top: .6rem; font-size: .9rem; color: var(--weak); }
.sources { padding-left: 2.2rem; font-size: .92rem; } .sources li { max-width: 56rem; padding: .15rem 0; } .sources a { word-break: break-all; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 3px solid var(--ink); color: var(--weak); font-size: .9rem; }
@media (max-width: 40rem) { .findings .led .line { padding-left: 0; } .findings .kind { position: static; display: inline; width: auto; } .findings .notes, .findings > li:not(.led) .notes { padding-left: 1.1rem; } .led > .why[open] { margin-left: 0; } }
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Inter, system-ui, sans-serif; color: #57606a; } }
@media print { :root { ${LIGHT_VARIABLES} } html { font-size: 9pt; } body { max-width: none; padding: 0; } header { padding-top: 0; } .skip, nav { display: none; } .why:not([open]) { display: none; } h2 { margin-top: 2rem; } h1, h2, h3, h4, caption { break-after: avoid; } tr, .findings .line, .notes li, .sources li { break-inside: avoid; } .findings .line { break-after: avoid; } h2 { border: 0; } thead { display: table-header-group; } .table { overflow: visible; } a { color: inherit; text-decoration: none; } .tag, .notice { print-color-adjust: exact; -webkit-print-color-adjust: exact; } table { font-size: .86rem; } .table, figure { margin: .8rem 0; } }
`
