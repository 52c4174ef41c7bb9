import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidatesFor, sameness, settled, spellingOf } from './index.ts'

describe('two spellings', () => {
  it.each([
    ['BSI-DSZ-CC-0891-V2-2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'certain'],
    ['cc:BSI-DSZ-CC-0891-V2-2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'exact'],
    ['bsi–dsz–cc–0891–v2–2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'certain'],
    ['BSI DSZ CC 0891 V2 2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'certain'],
    ['Certification Report BSI-DSZ-CC-0891-V2-2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'certain'],
    ['BSI-DSZ-CC-891-V2-2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'likely'],
    ['BSI-DSZ-CC-0891-V2', 'cc:BSI-DSZ-CC-0891-V2-2016', 'likely'],
    ['0891-V2-2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'likely'],
    ['BSIDSZCC0891V22016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'likely'],
    ['BSI-DSZ-CC-0891-2015', 'cc:BSI-DSZ-CC-0891-V2-2016', 'possible'],
    ['BSI-DSZ-CC-0891-V2-2016-MA-01', 'cc:BSI-DSZ-CC-0891-V2-2016', 'possible'],
    ['BSI-DSZ-CC-0892-V2-2016', 'cc:BSI-DSZ-CC-0891-V2-2016', 'possible'],
    ['BSI-DSZ-CC-0555-2009', 'cc:BSI-DSZ-CC-0891-V2-2016', undefined],
    ['ANSSI-CC 2016-59', 'cc:ANSSI-CC-2016/59', 'certain'],
    ['Rapport de certification ANSSI-CC-2016/59', 'cc:ANSSI-CC-2016/59', 'certain'],
    ['ANSSI-2016/59', 'cc:ANSSI-CC-2016/59', 'likely'],
    ['DCSSI-2008/17', 'cc:ANSSI-CC-2008/17', 'likely'],
    ['NSCIB-CC-13-37760', 'cc:NSCIB-CC-13-37760-CR2', 'possible'],
    ['#4282', 'cmvp:4282', 'likely'],
    ['cmvp:#04282', 'cmvp:4282', 'certain'],
    ['CMVP #4282', 'cmvp:4282', 'certain'],
    ['CMVP Cert. No. 4282', 'cmvp:4282', 'certain'],
    ['FIPS 140-2 Cert. #4282', 'cmvp:4282', 'certain'],
    ['Cert. No. 4282', 'cmvp:4282', 'likely'],
    ['cc:4282', 'cmvp:4282', undefined],
    ['cmvp:428', 'cmvp:4282', undefined],
    ['', 'cmvp:4282', undefined],
  ] as const)('%s, %s: %s', (a, b, confidence) => {
    expect(sameness(spellingOf(a), spellingOf(b))?.confidence).toBe(confidence)
    expect(sameness(spellingOf(b), spellingOf(a))?.confidence).toBe(confidence)
  })

  it('of anything end quickly and are symmetric', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(sameness(spellingOf(a), spellingOf(b))).toEqual(sameness(spellingOf(b), spellingOf(a)))
      }),
    )
    expect(spellingOf('9'.repeat(1_000_000)).text.length).toBeLessThan(200)
  })
})

describe('a join', () => {
  const known = ['cc:BSI-DSZ-CC-0891-V2-2016', 'cc:BSI-DSZ-CC-0891-2014', 'cmvp:4282', 'x:4282', 'x:A 1', 'x:A-1']

  it('is made where it is exact, or certain and alone', () => {
    const sure = (text: string) => settled(candidatesFor(text, known))
    expect(sure('bsi dsz cc 0891 v2 2016')).toBe('cc:BSI-DSZ-CC-0891-V2-2016')
    expect(sure('BSI-DSZ-CC-0891')).toBeUndefined()
    // Two registers have the number.
    expect(sure('4282')).toBeUndefined()
    // Two certificates that differ only in what is passed over.
    expect(sure('a1')).toBeUndefined()
    expect(sure('x:a 1')).toBeUndefined()
    expect(sure('x:A 1')).toBe('x:A 1')
  })
})
