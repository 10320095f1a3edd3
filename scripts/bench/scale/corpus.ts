import type { Locale } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';

/** What every synthetic guide has: eleven sections of fields, nine of the body. */
export const SECTIONS_PER_GUIDE = 20;
const BODY_SECTIONS = 9;
const WORDS_PER_SECTION = 60;
const ALIASES = 4;
const QUESTIONS = 5;
/** Words that a guide is about, and their share of its text. */
const TOPIC_WORDS = 12;
const TOPIC_SHARE = 0.25;
/** Words that sections of one kind have in common, and their share. */
const KIND_WORDS = 60;
const KIND_SHARE = 0.35;
/** About what Heaps' law with K = 30 and β = 0.5 gives for four million words. */
const VOCABULARY = 60_000;
/** Words above this rank hold sentences together; topics are drawn from below. */
const COMMON = 400;

const HAN = /\p{Script=Han}/u;

/** Numbers 0..1, the same sequence for the same seed (mulberry32, T. Ettinger). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** The words of the guides, commonest first. */
function wordsOf(guides: readonly Guide[], lang: Locale): string[] {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' });
  const counts = new Map<string, number>();
  for (const { sections } of guides)
    for (const { text } of sections)
      for (const { segment, isWordLike } of segmenter.segment(text.toLowerCase()))
        if (isWordLike && !/\d/.test(segment) && HAN.test(segment) === (lang === 'zh'))
          counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

/** The guides' own words, then new ones made of the halves of two of them. */
function vocabularyOf(guides: readonly Guide[], lang: Locale, random: () => number): string[] {
  const own = wordsOf(guides, lang);
  const long = own.filter((word) => word.length >= (lang === 'zh' ? 2 : 6));
  const words = new Set(own);
  const pick = () => long[Math.floor(random() * long.length)] ?? '';
  while (words.size < VOCABULARY) {
    const [first, second] = [pick(), pick()];
    words.add(first.slice(0, Math.ceil(first.length / 2)) + second.slice(Math.floor(second.length / 2)));
  }
  return [...words];
}

export interface SyntheticGuide {
  id: string;
  name: string;
  /** The guide as a file. */
  file: string;
}

export interface SyntheticCity {
  guides(): Iterable<SyntheticGuide>;
  /** What citizens may ask: known once all guides were taken. */
  questions(): string[];
}

/**
 * Guides of a city of any size in the words of those given: words by Zipf's law with exponent 1, a share of each section
 * from its guide's topic and from its kind. The same for the same seed.
 */
export function syntheticCity(
  given: readonly Guide[],
  lang: Locale,
  size: { guides: number; questions: number; seed: number },
): SyntheticCity {
  const random = seeded(size.seed);
  const vocabulary = vocabularyOf(given, lang, random);
  const gap = lang === 'zh' ? '' : ' ';
  const stop = lang === 'zh' ? '。' : '. ';
  const zipf = (from: number) =>
    vocabulary[Math.min(VOCABULARY - 1, Math.floor(from * (VOCABULARY / from) ** random()))] ?? '';
  const common = () => zipf(1);
  const several = (count: number, draw: () => string) => Array.from({ length: count }, draw);
  const oneOf = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const kinds = Array.from({ length: SECTIONS_PER_GUIDE }, () => several(KIND_WORDS, () => zipf(20)));
  const titles = Array.from({ length: BODY_SECTIONS * 4 }, () => several(2, () => zipf(20)).join(gap));
  const asked: string[] = [];

  function guide(number: number): SyntheticGuide {
    const topic = several(TOPIC_WORDS, () => zipf(COMMON));
    const own = () => oneOf(topic);
    const phrase = () => [own(), own(), common()].join(gap);
    const word = (kind: readonly string[]) => {
      const draw = random();
      if (draw < TOPIC_SHARE) return own();
      return draw < TOPIC_SHARE + KIND_SHARE ? oneOf(kind) : common();
    };
    const text = (section: number, words = WORDS_PER_SECTION) =>
      several(words / 12, () => several(12, () => word(kinds[section] ?? [])).join(gap)).join(stop);
    const name = topic.slice(0, 3).join(gap);
    const id = `synthetic-${number}`;
    const front = {
      id,
      lang,
      name,
      summary: text(0, 48),
      aliases: several(ALIASES, phrase),
      kind: 'item',
      status: 'active',
      effective: { from: '2026-01-01' },
      authority: { name: phrase() },
      audience: ['person'],
      life_event: 'other',
      handling: {
        channels: ['window', 'web'],
        visits: 1,
        appointment: false,
        express: true,
        online: null,
        notes: text(1, 36),
      },
      time_limit: { legal: '20 workdays', promised: '5 workdays', notes: text(2, 48) },
      conditions: [{ id: 'c1', text: text(3) }],
      materials: [
        {
          id: 'm1',
          name: phrase(),
          required: true,
          when: null,
          originals: 1,
          copies: 1,
          source: 'applicant',
          deferrable: false,
          notes: text(4, 48),
        },
      ],
      steps: [{ id: 's1', name: phrase(), by: own(), text: text(5) }],
      fees: [{ name: phrase(), amount: 1000, basis: phrase(), notes: text(6, 48) }],
      result: { name: phrase(), delivery: ['pickup'], notes: text(7, 48) },
      locations: [{ name: phrase(), address: text(8, 36), hours: '9:00–17:00', phone: '0000-5512 3456' }],
      contacts: { consult: '0000-5512 3456', complaint: '12345' },
      legal_basis: [{ title: phrase(), article: text(9, 36) }],
      questions: several(QUESTIONS, () => [common(), phrase(), common()].join(gap)),
      source: { owner: 'bench', reviewed: '2026-01-01', review_by: '2099-01-01' },
    };
    const yaml = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const body = Array.from({ length: BODY_SECTIONS }, (_, i) => {
      const title = titles[(number + i) % titles.length] ?? '';
      return `## ${title} {#part-${i}}\n\n${text(10 + i)}${stop.trim()}\n`;
    });
    if (asked.length < size.questions) {
      const some = several(4, () => word(kinds[Math.floor(random() * kinds.length)] ?? []));
      asked.push([...some, random() < 0.5 ? name : own()].join(gap));
    }
    return { id, name, file: `---\n${yaml.join('\n')}\n---\n${body.join('\n')}` };
  }

  return {
    *guides() {
      for (let number = 0; number < size.guides; number += 1) yield guide(number);
    },
    questions: () => asked,
  };
}
