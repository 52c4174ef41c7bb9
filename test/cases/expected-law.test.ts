/** Expected answers of law, written from the texts before the engine by someone who did not write it. */
import { describe, expect, it } from 'vitest'
import type { Dossier } from '#domain/dossier/index.ts'
import { readLaw } from '#domain/law/index.ts'
import { type CalendarDate, fromDayNumber } from '#util/calendar-date.ts'
import { repositoryCatalogue } from '../support/catalogue.ts'
import { exampleDossier, expectedFiles } from '../support/examples.ts'

const catalogue = repositoryCatalogue()

/** [file id]: rows that today's rules do not reach, and why. Today's answer is asserted to differ, so a row that is reached must leave. */
const NOT_REACHED: ReadonlyMap<string, string> = new Map([
  ['cloud-service/expected.further-acts.yaml dora-no-oversight', 'the rules have no conclusion dora.oversight'],
  [
    'cloud-service/expected.further-acts.yaml implementing-regulation',
    'the rules have no conclusion nis2.implementing-regulation-2024-2690',
  ],
  [
    'cloud-service/expected.further-acts.yaml no-certificate-needed',
    'the rules have no conclusion nis2.certified-products-required',
  ],
  ['cloud-service/expected.yaml no-certificate-under-a-draft', 'the rules have no conclusion csa.route.eucs'],
  ['cloud-service/expected.yaml no-presumption-from-attestation', 'the rules have no conclusion csa.presumption'],
  [
    'consumer-iot/expected.further-acts.yaml data-act-design-before',
    'the rules have no conclusion data-act.access-by-design',
  ],
  [
    'consumer-iot/expected.further-acts.yaml gpsr-cyber',
    'the rules have no conclusion gpsr.cybersecurity-in-safety-assessment',
  ],
  [
    'consumer-iot/expected.further-acts.yaml small-maker-spared',
    'the rules have no conclusion data-act.access-by-design',
  ],
  [
    'hypervisor/expected.eucc-route.yaml composite-possible',
    'the wording after 29 December 2025 was not read, so the answer is not known',
  ],
  [
    'industrial-component/expected.safety-controller.yaml machinery-part-b',
    'the rules have no conclusion machinery.category.annex-i-b',
  ],
  [
    'industrial-component/expected.safety-controller.yaml no-machinery-presumption-from-62443',
    'the rules have no conclusion machinery.presumption.eu-certificate',
  ],
  [
    'machine-ai-safety/expected.further-acts.yaml ai-high-risk-not-before',
    'the classification is read from the entry into force of the Act; its obligations begin later',
  ],
  [
    'machine-ai-safety/expected.further-acts.yaml article-15-attacks',
    'the rules have no conclusion ai-act.duty.cybersecurity',
  ],
  [
    'machine-ai-safety/expected.further-acts.yaml no-presumption-machinery',
    'the rules have no conclusion machinery.presumption.eu-certificate',
  ],
  ['machine-ai-safety/expected.further-acts.yaml part-a', 'the rules have no conclusion machinery.category.annex-i-a'],
  ['machine-ai-safety/expected.high-risk.yaml deemed-to-comply', 'the rules have no conclusion ai-act.presumption.cra'],
  [
    'managed-security-service/expected.further-acts.yaml certificate-may-be-asked',
    'the rules have no conclusion nis2.certified-products-required',
  ],
  [
    'managed-security-service/expected.further-acts.yaml implementing-regulation',
    'the rules have no conclusion nis2.implementing-regulation-2024-2690',
  ],
  [
    'managed-security-service/expected.yaml managed-services-in-framework',
    'the rules have no conclusion csa.object.managed-security-services',
  ],
  ['managed-security-service/expected.yaml no-route-under-a-draft', 'the rules have no conclusion csa.route.eumss'],
  ['managed-security-service/expected.yaml voluntary', 'the rules have no conclusion csa.certification-mandatory'],
  [
    'medical-device/expected.further-acts.yaml guidance-is-no-law',
    'the rules have no conclusion mdr.presumption.guidance',
  ],
  [
    'medical-device/expected.further-acts.yaml minimum-measures',
    'the rules have no conclusion mdr.duty.minimum-it-security',
  ],
  [
    'medical-device/expected.further-acts.yaml notified-body',
    'the rules have no conclusion mdr.notified-body-required',
  ],
  [
    'medical-device/expected.further-acts.yaml unauthorised-access',
    'the rules have no conclusion mdr.duty.unauthorised-access',
  ],
  ['payment-terminal/expected.eucc-route.yaml van-5-possible', 'the rules have no conclusion eucc.van-4-5-allowed'],
  [
    'release-update/expected.critical-patch.yaml certificate-not-withdrawn',
    'the rules have no conclusion eucc.withdrawal',
  ],
  [
    'release-update/expected.critical-patch.yaml impact-report-to-body',
    'the rules have no conclusion eucc.duty.vulnerability-impact-report',
  ],
  [
    'release-update/expected.critical-patch.yaml may-deploy-in-parallel',
    'the rules have no conclusion eucc.deploy-before-re-evaluation',
  ],
  ['release-update/expected.major.yaml not-by-patch-rules', 'the rules have no conclusion eucc.patch-management-route'],
  ['release-update/expected.major.yaml re-evaluation', 'the rules have no conclusion eucc.duty.re-evaluation'],
  [
    'release-update/expected.minor-confirmed.yaml no-new-certificate',
    'the rules have no conclusion eucc.new-certificate',
  ],
  [
    'release-update/expected.outside-target.yaml no-re-evaluation',
    'the rules have no conclusion eucc.duty.re-evaluation',
  ],
  [
    'release-update/expected.yaml minor-change-new-wording',
    'the rules have no conclusion eucc.minor-change-new-certificate',
  ],
  [
    'release-update/expected.yaml minor-change-old-wording',
    'the rules have no conclusion eucc.minor-change-new-certificate',
  ],
  [
    'smart-card-stack/expected.eucc-route.yaml results-may-be-reused',
    'the rules have no conclusion eucc.results-reusable.national',
  ],
  ['smart-card-stack/expected.eucc-route.yaml van-5-is-possible', 'the rules have no conclusion eucc.van-4-5-allowed'],
  [
    'substation/expected.further-acts.yaml certified-supplier-is-not-compliance',
    'the rules have no conclusion nis2.presumption.certificate',
  ],
  [
    'substation/expected.further-acts.yaml nis2-no-certificate-ordered',
    'the rules have no conclusion nis2.certified-products-required',
  ],
  [
    'vehicle-unit/expected.as-supplier.yaml r155-not-supplier',
    'the rules have no conclusion unece-r155.duty.csms-certificate',
  ],
  [
    'vehicle-unit/expected.further-acts.yaml csms-certificate',
    'the rules have no conclusion unece-r155.duty.csms-certificate',
  ],
  [
    'vehicle-unit/expected.further-acts.yaml lapse-touches-approvals',
    'the rules have no conclusion unece-r155.approval-modification',
  ],
  ['vehicle-unit/expected.further-acts.yaml r155', 'the rules have no conclusion unece-r155.applies'],
])

for (const file of expectedFiles()) {
  const rows = file.expectations.filter((e) => typeof e.conclusion === 'string')
  if (rows.length === 0) continue
  describe(file.file, () => {
    let dossier: Dossier | undefined
    for (const e of rows) {
      it(`${e.id}: ${String(e.conclusion)} on ${e.on ?? ''}`, () => {
        const on = e.on as CalendarDate
        dossier ??= exampleDossier(file.dossier, file.overlay, catalogue)
        const reading = readLaw(catalogue.law, { facts: dossier.facts, withProposals: false }, on)
        const read = reading.conclude(String(e.conclusion))
        const reason = NOT_REACHED.get(`${file.file} ${e.id}`)
        if (reason !== undefined) {
          expect(read?.truth ?? 'no such conclusion', `reached now: take it out of the table (${reason})`).not.toBe(
            e.answer,
          )
          return
        }
        expect(read?.truth ?? 'no such conclusion').toBe(e.answer)
        if (Array.isArray(e.holds)) {
          // Where facts are open, the days on which it may hold are what can be expected.
          const days = read?.when.surely.length === 0 ? read.when.possibly : read?.when.surely
          expect(days?.map((x) => fromDayNumber(x.from))).toEqual((e.holds as { from: string }[]).map((h) => h.from))
        }
      })
    }
  })
}
