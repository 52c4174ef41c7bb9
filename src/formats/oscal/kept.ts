/** A catalogue while it is being resolved, and the mark that keeps something in it which nothing refers to. */
import { asList, asRecord, type Written } from '../as-written.ts'

export type Mutable = { [key: string]: unknown }

export function isKept(holder: Written): boolean {
  return asList(holder.props).some((p) => asRecord(p)?.name === 'keep' && asRecord(p)?.value === 'always')
}
