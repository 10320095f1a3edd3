export * from './docx.ts';
export * from './pdf.ts';
export * from './sheet.ts';
export * from './zip.ts';
