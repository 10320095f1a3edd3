import type { Locale } from '#protocol/index.ts';
import type { Refusal } from '#server/export/index.ts';
import type { Elsewhere } from '#server/knowledge/index.ts';

/** What `npm run knowledge` says. */
export interface CliTexts {
  lang: Locale;
  /** The whole help, then one a command. */
  usage: string;
  help: Readonly<Record<'check' | 'index' | 'import' | 'export' | 'search' | 'stats', string>>;
  wrongUse(what: string): string;
  unknownCommand(name: string): string;
  steps: Readonly<
    Record<'check' | 'index' | 'load' | 'read' | 'compare' | 'write' | 'export' | 'shapes', string>
  >;
  check: {
    done(guides: number, problems: number): string;
    languageAbsent(lang: Locale): string;
    fieldAbsent: string;
  };
  index: { done(zh: number, en: number): string };
  search: { oneText: string; nothingFits: string; elsewhere(found: Elsewhere): string };
  import: {
    noFiles: string;
    noInto: string;
    ownGuides(dir: string): string;
    read(files: number, guides: number, refused: number): string;
    states(added: number, changed: number, same: number, refused: number): string;
    missing(list: string): string;
    more(n: number): string;
    compared(n: number): string;
    written(n: number): string;
    notWritten: string;
  };
  export: {
    noFormat(formats: string): string;
    noOut: string;
    notAddress(value: string): string;
    shapesNeedCatalogue: string;
    shapesUnreadable(file: string, why: string): string;
    checkerMissing: string;
    written(guides: number, bytes: number): string;
    conforms(violations: number): string;
    /** Guides that cannot be loaded, so that the export is without them. */
    without(files: number): string;
    ownAddress(baseUrl: string): string;
    shared: string;
    more(n: number): string;
    failed(reason: string): string;
    refused(outDir: string, refusal: Refusal): string;
  };
  stats: {
    loaded(n: number): string;
    byLanguage: string;
    byStatus: string;
    byKind: string;
    byEvent: string;
    sections: string;
    characters: string;
    otherLanguage: string;
    withoutAliases: string;
    withoutQuestions: string;
    unstated: string;
    overdue: string;
    soon: string;
    unreadable: string;
    indexSize: string;
  };
}
