import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import {
  elsewhereBeside,
  glossaryBeside,
  loadElsewhere,
  loadGlossary,
  loadGuides,
} from '#server/knowledge/index.ts';
import { type Command, choiceOption, located, progress } from '../command.ts';
import { bundleInconsistencies } from '../consistency.ts';
import { disagreements, type GuideText, guideText } from '../parity.ts';

/** What `check --json` lists. `kind` tells which check found it. */
export interface CheckProblem {
  kind: 'guide' | 'languages' | 'bundle' | 'review' | 'list';
  file: string;
  line: number;
  /** Dotted path, `#anchor`, or empty for the whole file. */
  field: string;
  message: string;
}

const LANGUAGES: readonly Locale[] = ['zh', 'en'];

/** The files that have the shape of a guide; the loader says of the others why they have not. */
async function readTexts(dir: string, refused: ReadonlySet<string>): Promise<GuideText[]> {
  const texts: GuideText[] = [];
  for (const name of (await readdir(dir)).filter((each) => each.endsWith('.md')).sort()) {
    const file = join(dir, name);
    if (!refused.has(file))
      texts.push(guideText(file, (await readFile(file, 'utf8')).replace(/^\uFEFF|\r(?=\n)/g, '')));
  }
  return texts;
}

function betweenLanguages(
  texts: readonly GuideText[],
  names: ReadonlySet<string>,
  absent: (lang: Locale) => string,
): CheckProblem[] {
  const find = (id: string, lang: Locale) =>
    texts.find(({ fields }) => fields.id === id && fields.lang === lang);
  return texts.flatMap((text): CheckProblem[] => {
    const { id, lang } = text.fields;
    const other = lang === 'zh' ? 'en' : 'zh';
    const base = { kind: 'languages' as const, file: text.file };
    if (!names.has(`${id}.${other}.md`)) return [{ ...base, line: 1, field: 'lang', message: absent(other) }];
    const en = lang === 'zh' ? find(id, 'en') : undefined;
    if (en === undefined) return [];
    return disagreements(text, en).map(({ path, message }) => ({
      ...base,
      line: text.lineOf(path),
      field: path,
      message,
    }));
  });
}

/**
 * `check`: every guide loads, its languages agree, bundles agree with their parts, no review is overdue; the glossary and
 * the list of other offices' matters are sound.
 */
export const check: Command = {
  options: { lang: { type: 'string' } },
  async run(context, args) {
    const { guidesDir, texts: t, today } = context;
    const lang = choiceOption(args, 'lang', LANGUAGES);
    // A field that a draft still lacks, which the schema tells by the types it compared.
    const plain = (message: string) => (/received undefined$/.test(message) ? t.check.fieldAbsent : message);
    const found = await progress(
      context,
      t.steps.check,
      async () => {
        const loaded = await loadGuides(guidesDir, today);
        if (loaded.guides.length === 0 && loaded.problems.some(({ file }) => file === guidesDir))
          return {
            guides: 0,
            problems: loaded.problems.map((each): CheckProblem => ({ kind: 'guide', ...each })),
          };
        const all = await readTexts(guidesDir, new Set(loaded.problems.map(({ file }) => file)));
        const texts = all.filter(({ fields }) => lang === undefined || fields.lang === lang);
        const names = new Set(await readdir(guidesDir));
        const lists = [
          ...(await loadGlossary(glossaryBeside(guidesDir))).problems,
          ...(await loadElsewhere(elsewhereBeside(guidesDir))).problems,
        ];
        const ofLanguage = ({ file }: { file: string }) => lang === undefined || file.endsWith(`.${lang}.md`);
        const problems: CheckProblem[] = [
          ...loaded.problems
            .filter(ofLanguage)
            .map((each): CheckProblem => ({ kind: 'guide', ...each, message: plain(each.message) })),
          ...(lang === undefined ? betweenLanguages(texts, names, t.check.languageAbsent) : []),
          ...LANGUAGES.flatMap((each) =>
            bundleInconsistencies(texts.filter(({ fields }) => fields.lang === each)),
          ).map(
            ({ guide, path, message }): CheckProblem => ({
              kind: 'bundle',
              file: guide.file,
              line: guide.lineOf(path),
              field: path,
              message,
            }),
          ),
          ...lists.map((each): CheckProblem => ({ kind: 'list', ...each })),
          ...loaded.warnings.filter(ofLanguage).map((each): CheckProblem => ({ kind: 'review', ...each })),
        ];
        const unread = new Set(loaded.problems.filter(ofLanguage).map(({ file }) => file)).size;
        return { guides: texts.length + unread, problems };
      },
      ({ guides, problems }) => t.check.done(guides, problems.length),
    );
    return { ok: found.problems.length === 0, json: found, lines: found.problems.map(located) };
  },
};
