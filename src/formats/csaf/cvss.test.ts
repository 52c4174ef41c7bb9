import { expect, test } from 'vitest'
import { parseVector, scoresOf, severityOf, type CvssVersion } from './cvss.ts'

/** Published examples of the three specifications, and vectors in which the two last differ. */
const cases: readonly (readonly [CvssVersion, string, number, number, number])[] = [
  ['2.0', 'AV:N/AC:L/Au:N/C:N/I:N/A:C', 7.8, 7.8, 7.8],
  ['2.0', 'AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H', 7.8, 6.4, 9.2],
  ['2.0', 'AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L', 10, 8.3, 9],
  ['2.0', 'AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M', 6.2, 4.9, 7.5],
  ['2.0', 'AV:L/AC:H/Au:N/C:N/I:N/A:N', 0, 0, 0],
  ['3.0', 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1, 6.1, 6.1],
  ['3.0', 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0, 0, 0],
  ['3.1', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10, 10, 10],
  ['3.1', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8, 9.8, 9.8],
  ['3.1', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4, 6.4, 6.4],
  ['3.1', 'CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 4.6, 4.6, 4.6],
]

test.each(cases)('CVSS %s %s', (version, vector, base, temporal, environmental) => {
  expect(scoresOf(parseVector(vector), version)).toEqual({ base, temporal, environmental })
})

test('a vector without a base metric has no score', () => {
  expect(scoresOf(parseVector('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H'), '3.1')).toBeUndefined()
  expect(scoresOf(parseVector('AV:N/AC:L'), '2.0')).toBeUndefined()
  expect(scoresOf(parseVector('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/C:H/I:H/A:H'), '3.1')).toBeUndefined()
})

test('severities begin where the specification says', () => {
  expect([0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9, 10].map(severityOf)).toEqual([
    'NONE',
    'LOW',
    'LOW',
    'MEDIUM',
    'MEDIUM',
    'HIGH',
    'HIGH',
    'CRITICAL',
    'CRITICAL',
  ])
})
