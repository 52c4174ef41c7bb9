/** What entrances show: the values that questions answer with, and the words for them. Types and words only; no report is loaded by this. */
export type { Statistics } from '#catalogue/index.ts'
export type { Because, Citation, PremiseKind } from '#domain/answers/index.ts'
export type * from '#domain/questions/index.ts'
export type { AutonomyResult, FailuresResult, ImpactResult, TimelineResult } from './questions/change.ts'
export type { AskResult } from './questions/ask.ts'
export type { LintResult, SearchResult, ShowResult } from './questions/catalogue.ts'
export type { EditionsResult } from './questions/catalogue-editions.ts'
export type { NewResult } from './questions/catalogue-new.ts'
export type { DiffResult, ExportResult } from './questions/catalogue-diff.ts'
export type { ComposeResult } from './questions/compose.ts'
export type { LawDiffResult } from './questions/law.ts'
export type { LevelResult } from './questions/level.ts'
export type { OptionsResult } from './questions/options.ts'
export type { ReleaseResult } from './questions/release.ts'
export type { RoutesResult } from './questions/routes.ts'
export type { ValidateResult } from './questions/validate.ts'
export type { BaselineResult } from './questions/baseline.ts'
export type { ExportedResult } from './questions/export.ts'
export type { ImportResult } from './questions/import.ts'
export type {
  RegisterCheck,
  RegisterDiff,
  RegisterFind,
  RegisterHistory,
  RegisterShow,
} from './questions/register.ts'
export type { RegisterImport } from './register-import.ts'
export type { CheckResult } from './questions/mapping-check.ts'
export type { GapResult } from './questions/mapping-gap.ts'
export type { MatrixResult } from './questions/mapping-matrix.ts'
export type { AgreementResult, SampleResult, SuggestResult } from './questions/mapping-review.ts'
export type { PinResult } from './questions/mapping-pin.ts'
export type { RotResult } from './questions/mapping-rot.ts'
export * from '#reports/wording.ts'
