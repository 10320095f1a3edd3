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
  export           export guides: as a CPSV-AP catalogue, as JSON, or as their files
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
    export: `Usage: npm run knowledge -- export --format FORMAT --out PLACE [options]

  --format cpsv-ap     the active guides as one catalogue of public services (EU CPSV-AP 3.2, JSON-LD), to the file PLACE
  --format json        all guides with their sections, to the file PLACE
  --format files       the guide files byte for byte, to the folder PLACE

  --out PLACE          file or folder; it is put in place once it is whole
  --lang zh|en         one language only (default: both)
  --base-url URL       what the addresses in a catalogue begin with: where the hall is reached from outside
                       (default: this machine, by HOST and PORT)
  --shapes FILE        check the catalogue against these SHACL shapes (Turtle) and list what breaks them, by guide and
                       property

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
    compare: 'compared with the destination',
    write: 'guides written',
    export: 'guides exported',
    shapes: 'shapes checked',
  },
  check: {
    done: (guides, problems) =>
      `${counted(guides, 'file')}, ${problems === 0 ? 'no problems' : counted(problems, 'problem')}`,
    fieldAbsent: 'is missing and needed before the guide can be approved',
    languageAbsent: (lang) => `there is no ${lang === 'zh' ? 'Chinese' : 'English'} file of this guide`,
  },
  index: { done: (zhCount, enCount) => `${zhCount} guides in Chinese, ${enCount} in English` },
  search: {
    oneText: 'write one question in quotes',
    nothingFits: 'Nothing fits.',
    elsewhere: ({ matter, office }) => `No guide: "${matter}" is handled by ${office}.`,
  },
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
    compared: (n) => counted(n, 'guide'),
    written: (n) => counted(n, 'file'),
    notWritten: 'This is a preview and nothing was written; add --apply to write.',
  },
  export: {
    noFormat: (formats) => `name the format with --format: ${formats}`,
    noOut: 'name the place to write to with --out',
    notAddress: (value) => `--base-url ${value}: not an http or https address`,
    shapesNeedCatalogue: '--shapes goes with --format cpsv-ap only',
    shapesUnreadable: (file, why) => `--shapes ${file} cannot be read: ${why}`,
    checkerMissing:
      'The catalogue is written but not checked: the libraries for it are not installed. Run npm install without --omit=dev and try again.',
    written: (guides, bytes) => `${counted(guides, 'guide')}, ${(bytes / 1024).toFixed(0)} KB`,
    conforms: (violations) => (violations === 0 ? 'no violations' : counted(violations, 'violation')),
    without: (files) => `The export is without ${counted(files, 'guide file')} that cannot be loaded:`,
    ownAddress: (baseUrl) =>
      `Addresses in the catalogue begin with ${baseUrl}; to publish it, name the public address of the hall with --base-url.`,
    shared: '(shared by guides)',
    more: (n) => `… ${n} more; --json has all`,
    failed: (reason) => `The export failed: ${reason}`,
    refused: (outDir, refusal) =>
      refusal.kind === 'own-folder'
        ? `${outDir} is the folder of the guides itself; choose another`
        : `${outDir} holds guides that are not of this export (${refusal.names.slice(0, 5).join(', ')}${refusal.names.length > 5 ? ' …' : ''}); choose an empty folder, so that the two are not mixed`,
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
