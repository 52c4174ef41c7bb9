/**
 * The string formats that the schemas of the standards ask for.
 *
 * Dates are checked to the calendar. Of addresses (URI, IRI, e-mail) only what can never stand in one is refused: real
 * documents are full of addresses that a strict reader would refuse, and the published suites do not ask for more.
 */

const dateTime = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$/

export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

export function isDateTime(text: string): boolean {
  const match = dateTime.exec(text)
  if (match === null) return false
  const [, date = '', hour, minute, second] = match
  return isDate(date) && Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60
}

/** Absolute: a scheme, then anything that may stand in an address. */
function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && isIriReference(text)
}

function isIriReference(text: string): boolean {
  return !/[\s<>"{}|\\^`\u0000-\u001f\u007f]/.test(text)
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}

/** By the name the schemas use. */
export const formats = {
  date: isDate,
  'date-time': isDateTime,
  uri: isUri,
  'iri-reference': isIriReference,
  'idn-email': isEmail,
  string: () => true,
} as const
