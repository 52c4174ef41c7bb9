// Made by scripts/generate/csaf-validator.ts; do not edit.
import type { Validate } from '#formats/schema-errors.ts'
export declare const document: Validate
export declare const cvss20: Validate
export declare const cvss30: Validate
export declare const cvss31: Validate
