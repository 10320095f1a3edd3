import type { Locale } from '#protocol/index.ts';
import { loadPairs } from '#server/answers/check/pairs/load.ts';
import { type CheckFigures, measureCheck } from '#server/answers/check/pairs/measure.ts';
import { createGlossary, glossaryBeside, loadGlossary, loadGuides } from '#server/knowledge/index.ts';
import { percentile } from './metrics.ts';

const GUIDES_DIR = 'knowledge/guides';
const HALVES = ['dev', 'held-out'] as const;

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

function print(name: string, { fair, stopped, altered, caught, kinds, timesMs }: CheckFigures): void {
  console.log(`  ${name}`);
  console.log(`    altered sentences caught       ${share(caught, altered)} (${altered})`);
  console.log(`    fair sentences stopped         ${share(stopped, fair)} (${fair})`);
  const byKind = Object.entries(kinds).map(([kind, count]) => `${kind} ${count.caught}/${count.altered}`);
  console.log(`    caught by kind                 ${byKind.join(', ')}`);
  const at = (p: number) => percentile(timesMs, p).toFixed(2);
  console.log(`    one check, p50 / p95           ${at(0.5)} / ${at(0.95)} ms`);
}

/**
 * The check's test set, both halves in both languages: what it catches of altered sentences, what it stops of fair ones,
 * and milliseconds a sentence. The mistakes of the held-out half are not told, so that nobody tunes on them.
 */
export async function benchCheck({ json }: { json: boolean }): Promise<Record<string, unknown>> {
  const today = new Date().toISOString().slice(0, 10);
  const { guides } = await loadGuides(GUIDES_DIR, today);
  const { entries } = await loadGlossary(glossaryBeside(GUIDES_DIR));
  const ofLocale = (lang: Locale) => guides.filter((guide) => guide.lang === lang);
  const glossaries = { zh: createGlossary(entries, 'zh'), en: createGlossary(entries, 'en') };
  const knowledge = { guides: ofLocale, glossary: (lang: Locale) => glossaries[lang] };
  const results: Record<string, unknown> = {};
  for (const locale of ['zh', 'en'] as const) {
    const groups = await loadPairs(locale);
    for (const half of HALVES) {
      const figures = measureCheck(groups, half, knowledge, locale);
      const { timesMs, mistakes, ...counts } = figures;
      if (!json) print(`${locale}, ${half}`, figures);
      if (!json && half === 'dev') for (const mistake of mistakes) console.log(`      ${mistake}`);
      results[`${locale} ${half}`] = {
        ...counts,
        p50Ms: percentile(timesMs, 0.5),
        p95Ms: percentile(timesMs, 0.95),
      };
    }
  }
  return results;
}
