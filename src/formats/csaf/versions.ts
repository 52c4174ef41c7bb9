/** The editions of CSAF that are read. Source: csaf-2.0. */
export const csafEditions: readonly { readonly version: string }[] = Object.freeze([{ version: '2.0' }])
