import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Locale } from '#protocol/index.ts';
import { Aspect } from '#server/knowledge/index.ts';

const Question = z.strictObject({
  q: z.string().min(1),
  /** What it asks for, as the anchor of the section that answers it (`overview` is the summary); absent: just the topic. */
  aspect: Aspect.optional(),
  /** Earlier turns of the citizen, oldest first. */
  history: z.array(z.string().min(1)).min(1).optional(),
  /** Ids of other guides that may in fairness come first. */
  also: z.array(z.string()).min(1).optional(),
});
const GuideQuestions = z.strictObject({
  guide: z.string(),
  zh: z.array(Question).min(9),
  en: z.array(Question).min(9),
});
const Unanswerable = z.strictObject({
  chat: z.array(z.string().min(1)).min(60),
  uncovered: z.array(z.string().min(1)).min(60),
});
const NothingFits = z.strictObject({ zh: Unanswerable, en: Unanswerable });
const RoutedQuestions = z.strictObject({
  /** How does my own matter stand. */
  status: z.array(z.string().min(1)).min(15),
  /** Let me speak to a human being. */
  person: z.array(z.string().min(1)).min(15),
  /** Too little is said to choose: all of `guides` should be offered. */
  ambiguous: z.array(z.strictObject({ q: z.string().min(1), guides: z.array(z.string()).min(2) })).min(15),
});
const Routes = z.strictObject({ zh: RoutedQuestions, en: RoutedQuestions });

export type GoldenQuestion = z.infer<typeof Question> & { guide: string; lang: Locale };
export interface Golden {
  /** Each names the guide that should come first. */
  questions: GoldenQuestion[];
  nothingFits: z.infer<typeof NothingFits>;
  /** What asks for something else than a guide's text. */
  routes: z.infer<typeof Routes>;
}

const NOTHING_FITS = 'nothing-fits.yaml';
const ROUTES = 'routes.yaml';

/** Whether this guide may come first for the question: its own, or one of those that answer it in fairness. */
export const mayComeFirst = (question: Pick<GoldenQuestion, 'guide' | 'also'>, guide: string | undefined) =>
  guide !== undefined && (guide === question.guide || (question.also ?? []).includes(guide));

/**
 * Reads the golden set: `<guide-id>.yaml` a guide, `nothing-fits.yaml` and `routes.yaml`.
 * @throws when a file does not have the shape of its schema, naming file and field.
 */
export async function loadGolden(dir: string): Promise<Golden> {
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T> => {
    const parsed = schema.safeParse(parse(await readFile(join(dir, name), 'utf8')));
    if (parsed.success) return parsed.data;
    throw new Error(`${join(dir, name)}:\n${z.prettifyError(parsed.error)}`);
  };
  const files = (await readdir(dir))
    .filter((name) => name.endsWith('.yaml') && name !== NOTHING_FITS && name !== ROUTES)
    .sort();
  const questions: GoldenQuestion[] = [];
  for (const file of files) {
    const { guide, ...byLanguage } = await read(file, GuideQuestions);
    for (const lang of ['zh', 'en'] as const)
      questions.push(...byLanguage[lang].map((question) => ({ ...question, guide, lang })));
  }
  return {
    questions,
    nothingFits: await read(NOTHING_FITS, NothingFits),
    routes: await read(ROUTES, Routes),
  };
}
