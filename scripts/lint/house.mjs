/**
 * Lint rules of the house, run by oxlint (`.oxlintrc.json`). Each says what to do instead.
 * They hold where the same question must give the same bytes; the arrows and the compiler keep Node and packages out.
 */

function isGlobal(node, name) {
  if (node.type === 'Identifier') return node.name === name
  return node.type === 'MemberExpression' && isGlobal(node.object, 'globalThis') && propertyName(node) === name
}

function propertyName(node) {
  if (!node.computed) return node.property.name
  return node.property.type === 'Literal' ? String(node.property.value) : undefined
}

/** A rule that reports every node for which one of the visitors returns a message. */
function rule(visitors) {
  return {
    create(context) {
      const entries = Object.entries(visitors).map(([type, say]) => [
        type,
        (node) => {
          const message = say(node)
          if (message !== undefined) context.report({ node, message })
        },
      ])
      return Object.fromEntries(entries)
    },
  }
}

const clock =
  'No clock here: today is an argument (a CalendarDate), so that any day can be asked for and answers repeat.'
const chance = 'No chance here: a random seed is an argument, so that answers repeat.'
const locale =
  'What this gives depends on the machine’s locale. Compare with byText (#util/order.ts), format in reports.'
const float = 'No floats here: integers in the smallest unit (cents, days) or rationals, so that sums are exact.'

const floatFunctions = new Set(
  (
    'sqrt cbrt exp expm1 log log2 log10 log1p sin cos tan asin acos atan atan2 ' +
    'sinh cosh tanh asinh acosh atanh hypot fround f16round'
  ).split(' '),
)
const floatConstants = new Set(['PI', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2'])
const localeMethods = new Set(['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])
const localCase = new Set(['toLocaleUpperCase', 'toLocaleLowerCase'])
/** What reads the machine's time zone from a date, however the date was made. */
const zoneMethods =
  /^(get|set)(?!UTC|Time$)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|Year)$|^getTimezoneOffset$/

export default {
  meta: { name: 'house' },
  rules: {
    'no-clock': rule({
      NewExpression: (node) => (isGlobal(node.callee, 'Date') && node.arguments.length === 0 ? clock : undefined),
      CallExpression: (node) => (isGlobal(node.callee, 'Date') ? clock : undefined),
      MemberExpression(node) {
        const name = propertyName(node)
        if (isGlobal(node.object, 'Date') && name === 'now') return clock
        if (isGlobal(node.object, 'performance')) return clock
        return zoneMethods.test(name)
          ? `${name} reads the machine’s time zone. Days are CalendarDate (#util/calendar-date.ts).`
          : undefined
      },
    }),
    'no-chance': rule({
      MemberExpression(node) {
        if (isGlobal(node.object, 'Math') && propertyName(node) === 'random') return chance
        return isGlobal(node.object, 'crypto') ? chance : undefined
      },
    }),
    'no-locale': rule({
      MemberExpression(node) {
        const name = propertyName(node)
        if (isGlobal(node.object, 'Intl')) return locale
        return localeMethods.has(name) || localCase.has(name) ? locale : undefined
      },
    }),
    'no-floats': rule({
      Literal: (node) => (typeof node.value === 'number' && !Number.isInteger(node.value) ? float : undefined),
      CallExpression: (node) => (isGlobal(node.callee, 'parseFloat') ? float : undefined),
      MemberExpression(node) {
        const name = propertyName(node)
        if (isGlobal(node.object, 'Number') && (name === 'parseFloat' || name === 'EPSILON')) return float
        if (!isGlobal(node.object, 'Math')) return name === 'toFixed' || name === 'toPrecision' ? float : undefined
        return floatFunctions.has(name) || floatConstants.has(name) ? float : undefined
      },
    }),
  },
}
