export { type CpsvApOptions, cpsvAp } from './cpsv-ap/catalogue.ts';
export { ExportRefused, exportFiles, type FilesExport, type Refusal } from './files.ts';
export { type ExportedGuide, guidesJson } from './json.ts';
export { type GovernmentServiceOptions, governmentService, scriptText, type Thing } from './schema-org.ts';
export { CheckerMissing, checkShapes, ShapesUnreadable, type Violation } from './shacl.ts';
export { EXPORT_TEXTS } from './texts/index.ts';
export { writeWhole } from './write.ts';
