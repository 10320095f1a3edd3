import type { Locale } from '#protocol/index.ts';

/** What `npm run knowledge` says. */
export interface CliTexts {
  lang: Locale;
  /** The whole help, then one a command. */
  usage: string;
  help: Readonly<Record<'check' | 'index' | 'import' | 'search' | 'stats', string>>;
  wrongUse(what: string): string;
  unknownCommand(name: string): string;
  steps: Readonly<Record<'check' | 'index' | 'load' | 'read' | 'write', string>>;
  check: { done(guides: number, problems: number): string; languageAbsent(lang: Locale): string };
  index: { done(zh: number, en: number): string };
  search: { oneText: string; nothingFits: string };
  import: {
    noFiles: string;
    noInto: string;
    ownGuides(dir: string): string;
    read(files: number, guides: number, refused: number): string;
    states(added: number, changed: number, same: number, refused: number): string;
    missing(list: string): string;
    more(n: number): string;
    written(n: number): string;
    notWritten: string;
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
