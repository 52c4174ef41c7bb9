// Made by scripts/generate/csaf-validator.ts; do not edit.
/** All names a weakness has had, by its identifier. */
export declare const weaknessNames: Readonly<Record<string, readonly string[]>>
