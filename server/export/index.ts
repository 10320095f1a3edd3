export { type CpsvApOptions, cpsvAp } from './cpsv-ap/catalogue.ts';
export { ExportRefused, exportFiles, type FilesExport } from './files.ts';
export { type ExportedGuide, guidesJson } from './json.ts';
export { CheckerMissing, checkShapes, type Violation } from './shacl.ts';
export { writeWhole } from './write.ts';
