// Made by scripts/generate/cyclonedx-xml-tables.ts; do not edit.
import type { XmlSchema } from '#formats/xml-schema.ts'
export declare const schema: XmlSchema
