/** How the text view may look: colour on a terminal, plain when piped or asked for, and how wide it is. */
export interface Terminal {
  readonly width: number
  readonly isColourful: boolean
  bold(text: string): string
  dim(text: string): string
  good(text: string): string
  warn(text: string): string
  bad(text: string): string
  accent(text: string): string
}

const WIDEST = 120
const DEFAULT_WIDTH = 100

export function terminal(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
  width?: number,
): Terminal {
  const wantsNone = (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb'
  const isForced = (environment.FORCE_COLOR ?? '') !== '' && environment.FORCE_COLOR !== '0'
  const isColourful = !wantsNone && (isForced || stream.isTTY === true)
  const columns =
    width ??
    (stream.isTTY === true && stream.columns !== undefined && stream.columns > 0 ? stream.columns : DEFAULT_WIDTH)
  function style(open: number, close: number): (text: string) => string {
    return (text) => (isColourful && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text)
  }
  return {
    width: width ?? Math.max(60, Math.min(columns, WIDEST)),
    isColourful,
    bold: style(1, 22),
    dim: style(2, 22),
    good: style(32, 39),
    warn: style(33, 39),
    bad: style(31, 39),
    accent: style(36, 39),
  }
}
