import type { CliTexts } from './types.ts';

const COMMON = `Common options:
  --guides DIR    folder of the guides (default GUIDES_DIR, ./knowledge/guides)
  --data DIR      folder of the index (default DATA_DIR; with --guides, .data in that folder)
  --json          print JSON for programs
  --help          print this help

Exit codes: 0 good, 1 problems found, 2 wrong use`;

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

export const en: CliTexts = {
  lang: 'en',
  usage: `Usage: npm run knowledge -- COMMAND [options]

Commands:
  check            check all guides: shape, both languages, bundles and their parts, overdue reviews
  index            build or open the search index and say how long it took
  import FILE…     import guides of other offices; a preview, written with --apply
  search "TEXT"    search as the hall does
  stats            numbers, status, what is missing, reviews, size of the index

Each command tells more with --help.

${COMMON}`,
  help: {
    check: `Usage: npm run knowledge -- check [--lang zh|en]

Checks that every guide loads, that its languages agree, that bundles agree with their parts and that no review is
overdue. Problems are listed as "file:line field: message".

  --lang zh|en    check one language, without comparing the two

${COMMON}`,
    index: `Usage: npm run knowledge -- index

Builds the search index, or opens it where it is whole, and says how long that took.

${COMMON}`,
    import: `Usage: npm run knowledge -- import FILE_OR_DIR… --into DIR [options]

Reads Markdown, YAML, JSON, JSONL, CSV, XLSX, DOCX, PDF and HTML and recognises fields by their labels.
Without --apply it only shows what is new, what would change (field by field), what stays the same and what is
refused and why. What a source does not say is not made up but listed as missing.

  --into DIR          folder to write to, one <id>.<lang>.md a guide
  --apply             write
  --lang zh|en        language of the guides (default: told by their script)
  --columns FILE      what the columns of a table are, in YAML, for example
                        columns: {Service: name, Unit: authority.name, No: ignore}
  --complete          make guides whole for searching, saying "not stated in the source" where it says nothing
  --status draft|active  status (default draft; active implies --complete and needs a folder of its own)

${COMMON}`,
    search: `Usage: npm run knowledge -- search "TEXT" [options]

  --lang zh|en       language of the guides (default: told by the text)
  --history "TEXT"   an earlier turn; may be repeated, oldest first
  --limit N          most hits to list (default 5)

${COMMON}`,
    stats: `Usage: npm run knowledge -- stats

Counts guides by language, status and life event; lists what is missing, reviews due and the size of the index.

${COMMON}`,
  },
  wrongUse: (what) => `wrong use: ${what}`,
  unknownCommand: (name) => (name === '' ? 'name a command' : `there is no command "${name}"`),
  steps: {
    check: 'guides checked',
    index: 'index opened',
    load: 'guides read',
    read: 'files read',
    write: 'guides written',
  },
  check: {
    done: (guides, problems) =>
      `${counted(guides, 'file')}, ${problems === 0 ? 'no problems' : counted(problems, 'problem')}`,
    languageAbsent: (lang) => `there is no ${lang === 'zh' ? 'Chinese' : 'English'} file of this guide`,
  },
  index: { done: (zhCount, enCount) => `${zhCount} guides in Chinese, ${enCount} in English` },
  search: { oneText: 'write one question in quotes', nothingFits: 'Nothing fits.' },
  import: {
    noFiles: 'name the files or folders to import',
    noInto: 'name the folder to write to with --into',
    ownGuides: (dir) =>
      `${dir} holds the guides of this hall; guides made whole for searching go to a folder of their own`,
    read: (files, guides, refused) =>
      `${counted(files, 'file')}, ${counted(guides, 'guide')}, ${refused} refused`,
    states: (added, changed, same, refused) =>
      `${added} new, ${changed} changed, ${same} the same, ${refused} refused`,
    missing: (list) => `missing (field and number of guides): ${list}`,
    more: (n) => `… ${n} more; --json has all`,
    written: (n) => counted(n, 'file'),
    notWritten: 'This is a preview and nothing was written; add --apply to write.',
  },
  stats: {
    loaded: (n) => counted(n, 'file'),
    byLanguage: 'by language',
    byStatus: 'by status',
    byKind: 'by kind',
    byEvent: 'by life event',
    sections: 'sections',
    characters: 'characters',
    otherLanguage: 'without the other language',
    withoutAliases: 'without aliases',
    withoutQuestions: 'without questions',
    unstated: 'not stated in the source',
    overdue: 'review overdue',
    soon: 'review due within 30 days',
    unreadable: 'files that cannot be read',
    indexSize: 'size of the index',
  },
};
