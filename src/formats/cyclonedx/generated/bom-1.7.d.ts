// Made by scripts/generate/cyclonedx-validators.ts; do not edit.
import type { Validate } from '#formats/schema-errors.ts'
export declare const document: Validate
export declare const components: Validate
export declare const services: Validate
export declare const dependencies: Validate
export declare const vulnerabilities: Validate
export declare const compositions: Validate
export declare const annotations: Validate
export declare const formulation: Validate
