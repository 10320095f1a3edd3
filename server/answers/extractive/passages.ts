import { type Aspect, FIELD_ANCHORS, type Guide } from '#server/knowledge/index.ts';
import { TEXTS } from '../texts/index.ts';
import { sentencesOf } from '../write/segmenter.ts';
import type { Relevance } from './relevance.ts';
import { placeOf } from './writers.ts';

/** Sentences of one section that belong together. */
interface Passage {
  anchor: string;
  /** What it is about: a heading, the name of a paper. Empty when its sentences say so themselves. */
  title: string;
  sentences: readonly string[];
  /** Title and sentences. */
  whole: string;
  /** What is compared with the question in place of the sentences: their pattern says nothing. */
  words?: string;
  /** Asked for by these alone: a field's item is no answer to how something is done. */
  only?: readonly (Aspect | undefined)[];
}

interface Wanted {
  guide: Guide;
  aspects: readonly Aspect[];
  relevance: Relevance;
  /** Section of the guide's body that the search puts first, if it found one. */
  likely?: string | undefined;
}

const MAX_QUOTED = 3;
/** Worth from which a passage is the answer. */
const ANSWERS = 0.42;
/** …and when a field of the guide answers the aspect by itself. */
const OUTDOES_FIELD = 0.5;
/** So much nearer than the opening must a later sentence be, to be said first. */
const CLEARLY_NEARER = 0.15;
/** Relevance of a heading from which its section answers from its opening on. */
const BY_HEADING = 0.5;
/** A heading of several matters: only one of them is asked for. */
const SEVERAL = /、|，|[?？].+[?？]|,| or | and /;
/** Several things asked at once are answered by their fields, unless a passage is as good as certain. */
const OUTDOES_SEVERAL = 0.6;
const TITLE_SHARE = 0.45;
/**
 * Relevance of its heading from which the section that the search puts first is the answer, whatever field is asked
 * for, and of its text when no field is. On the golden conversations it is then right in 26 of 31 and 11 of 18 cases
 * where the field is right in 12 and 2.
 */
const LIKELY_BY_HEADING = 0.2;
const LIKELY_BY_TEXT = 0.2;
/** A section written for a question comes before an item of a field that is as near. */
const FIELD_SHARE = 0.85;

/** What a passage must speak of to outdo the field of these aspects. */
const SPEAKS_OF: Readonly<Partial<Record<Aspect, RegExp>>> = {
  fees: /元|费|免|¥|\byuan\b|\bfee|\bfree\b|\bpa(?:y|id)\b|%|百分点|\bpercent/i,
  time_limit: /日|天|小时|月|年|当场|\bday|\bhour|\bmonth|\byear|on the spot|at once|immediate/i,
  materials: /带|提供|交|出示|证明|bring|show|need|hand in/i,
  handling: /网上|线上|到场|窗口|代办|代领|online|in person|come|window|phone/i,
  result: /有效|寄|领|valid|post|deliver|collect/i,
  locations: /周[一六日末]|地址|Saturday|Monday|at \d/i,
};
const BY_FIELD: readonly Aspect[] = [
  'fees',
  'time_limit',
  'materials',
  'handling',
  'result',
  'locations',
  'overview',
];
/** A section whose heading has nothing of what is asked speaks of how and how long only by the way. */
const BY_HEADING_ONLY: readonly Aspect[] = ['steps', 'time_limit'];
/** Only the field itself answers these. */
const FIELD_ONLY: readonly Aspect[] = ['contacts', 'legal_basis'];

/** Begins a sentence that is understood only after the one before it. */
const LEANS =
  /^(?:其次|比如|例如|For example|第\s*[2-9二三四五]|但|还有|也|这|那|它|超过|否则|所以|如果没有|Second|Step [2-9]|But|Then|They|It\b|This|That|Otherwise|Also|If it|If they|Without (?:it|them))/;

function passagesOf(guide: Guide): readonly Passage[] {
  const { write } = TEXTS[guide.lang];
  type Parts = Omit<Passage, 'whole'>;
  const of = (anchor: string, text: string | undefined, only?: Passage['only'], title = ''): Parts[] =>
    text === undefined ? [] : [{ anchor, title, sentences: sentencesOf(text), ...(only && { only }) }];
  const passages: Parts[] = [
    ...guide.sections
      .filter(({ anchor }) => !FIELD_ANCHORS.has(anchor))
      .flatMap(({ anchor, title, text }) => of(anchor, text, undefined, title)),
    ...guide.conditions.flatMap(({ text }) => of('conditions', text, ['conditions', undefined])),
    ...guide.materials.map((item) => ({
      anchor: 'materials',
      title: item.name,
      sentences: [write.aboutMaterial(item), ...sentencesOf(item.notes ?? '')],
      only: ['conditions', 'materials'] as const,
    })),
    ...guide.locations.map((place) => ({
      anchor: 'locations',
      title: '',
      sentences: [placeOf(place, guide.lang)],
      words: `${place.name} ${place.hours}`,
      only: ['conditions', 'locations'] as const,
    })),
    ...of('handling', guide.handling.notes, ['conditions', 'handling', undefined]),
    ...of('time_limit', guide.time_limit.notes, ['conditions', undefined]),
    ...of('result', guide.result.notes, ['conditions', 'result', 'fees', undefined]),
  ];
  const unstated: readonly string[] = guide.unstated ?? [];
  return passages
    .filter(({ anchor }) => !unstated.includes(anchor))
    .map((parts) => ({ ...parts, whole: `${parts.title} ${parts.sentences.join(' ')}` }));
}

const cache = new WeakMap<Guide, readonly Passage[]>();

/** A run of sentences from the nearest one on; from the opening when that one leans on what is before it. */
function excerpt({ title, sentences }: Passage, near: readonly number[], byTitle: number): string[] {
  const best = near.indexOf(Math.max(...near));
  const whole = byTitle >= BY_HEADING && !SEVERAL.test(title);
  let from = !whole && (near[best] ?? 0) - (near[0] ?? 0) > CLEARLY_NEARER ? best : 0;
  while (from > 0 && LEANS.test(sentences[from] ?? '')) from -= 1;
  return sentences.slice(from, from + MAX_QUOTED);
}

/**
 * The passage of a guide that answers just what is asked ("双胞胎怎么填？", "没有合同能办吗？"), if there is one. A
 * question for nothing but an aspect of the matter has none: the fields answer it.
 */
export function findPassage(wanted: Wanted): Pick<Passage, 'anchor' | 'sentences'> | undefined {
  const { guide, aspects, relevance, likely } = wanted;
  if (aspects.some((aspect) => FIELD_ONLY.includes(aspect))) return undefined;
  const passages = cache.get(guide) ?? passagesOf(guide);
  cache.set(guide, passages);
  const found = likely === undefined ? undefined : passages.find(({ anchor }) => anchor === likely);
  const nearest = (passage: Passage) => {
    const near = passage.sentences.map((text) => relevance.of(text));
    const sentences = excerpt(passage, near, relevance.of(passage.title));
    return { anchor: passage.anchor, sentences };
  };
  if (found && relevance.of(found.title) >= LIKELY_BY_HEADING) return nearest(found);
  const best = bestPassage(wanted, passages);
  if (best || !found || aspects.length > 0) return best;
  return relevance.of(found.whole) >= LIKELY_BY_TEXT ? nearest(found) : undefined;
}

function bestPassage(
  { aspects, relevance }: Wanted,
  passages: readonly Passage[],
): Pick<Passage, 'anchor' | 'sentences'> | undefined {
  const first = aspects[0];
  const rated = passages
    .filter(({ only }) => only === undefined || only.includes(first))
    .map((passage) => {
      const { anchor, title, sentences, words } = passage;
      const byTitle = relevance.of(title);
      // In which case a paper is needed says nothing about what is asked: its name does.
      const near = sentences.map((text, i) =>
        anchor === 'materials' && i === 0 ? byTitle : relevance.of(words ?? text),
      );
      const bySentence = Math.max(0, ...near);
      const whole = relevance.of(passage.whole);
      const worth = TITLE_SHARE * byTitle + (1 - TITLE_SHARE) * (0.7 * bySentence + 0.3 * whole);
      return {
        passage,
        near,
        byTitle,
        worth: (title === '' ? bySentence : worth) * (FIELD_ANCHORS.has(anchor) ? FIELD_SHARE : 1),
      };
    });
  rated.sort((a, b) => b.worth - a.worth);
  const settled = first !== undefined && BY_FIELD.includes(first);
  for (const { passage, near, byTitle, worth } of rated) {
    const ownField = passage.anchor === first;
    const beside = passage.title !== '' && byTitle === 0;
    if (beside && first !== undefined && BY_HEADING_ONLY.includes(first)) continue;
    if (worth < (aspects.length > 1 ? OUTDOES_SEVERAL : ANSWERS)) return undefined;
    if (settled && !ownField && worth < OUTDOES_FIELD) continue;
    const sentences = excerpt(passage, near, byTitle);
    const speaks = first === undefined ? undefined : SPEAKS_OF[first];
    if (speaks === undefined || sentences.some((text) => speaks.test(text)))
      return { anchor: passage.anchor, sentences };
  }
  return undefined;
}
