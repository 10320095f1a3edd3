import type { AnswerStatus } from '#protocol/index.ts';
import type { Aspect, Guide } from '#server/knowledge/index.ts';
import { cardsBeside } from '../cards.ts';
import type { Exchange } from '../exchanges.ts';
import { allLines, type Line } from '../extractive/compose.ts';
import { contacts, offer, offerCall, suggestions } from '../own-words.ts';
import type { Scene } from '../scene.ts';
import { overlap } from '../sources.ts';
import { sentencesOf } from '../write/segmenter.ts';
import { sayAgain } from './again.ts';
import { isList, itemsOf, type ListSection } from './list.ts';

/** Sentences told at once when she goes on. */
const MAX_MORE = 4;
/** What is told when nothing is left of what was asked, in this order, and how much of each. */
const USUALLY_NEXT: readonly Aspect[] = [
  'materials',
  'handling',
  'fees',
  'time_limit',
  'locations',
  'result',
];
const MAX_BESIDES = 2;
/** Share of letter pairs from which a sentence has been said before. */
const SAID = 0.6;
/** Other services offered when the one in hand was not meant. */
const MAX_OTHERS = 3;
/** Clarifying questions in a row; after them a person helps. */
export const MAX_CLARIFIED = 2;

/** Lists by the word for one of their items. */
const LIST_WORDS: readonly (readonly [ListSection, RegExp])[] = [
  ['steps', /步|\bstep/i],
  ['materials', /材料|证件|\b(?:document|paper|material)/i],
  ['conditions', /条件|\bcondition/i],
  ['locations', /地方|窗口|\bplace|\boffice/i],
  ['fees', /费|\bfee/i],
];

/** Sentences of a guide, each released with the section that carries it; returns how many passed. */
function tell({ state, release }: Scene, guide: Guide, lines: readonly Line[]): number {
  let told = 0;
  for (const { text, anchor } of lines) {
    const section = guide.sections.find((each) => each.anchor === anchor);
    if (!section) continue;
    const { n } = state.sources.add({
      guide: guide.id,
      version: guide.version,
      section: anchor,
      title: `${guide.name} · ${section.title}`,
      text: section.text,
      lang: guide.lang,
    });
    if (release.written({ text, cites: [n] }, 'facts', new Set())) told += 1;
  }
  return told;
}

function nothingBefore(scene: Scene): AnswerStatus {
  scene.release.own(scene.texts.own.nothingBefore, 'choice');
  suggestions(scene);
  return 'clarify';
}

/** The exchanges since the question that is gone on about. */
function sinceAsked({ input, understanding }: Scene): readonly Exchange[] {
  const { asked } = understanding.dialogue;
  const at = input.thread.findLastIndex(({ question }) => question === asked?.text);
  return input.thread.slice(Math.max(0, at));
}

function tellMore(scene: Scene, guide: Guide): AnswerStatus {
  const { dependencies, release, texts, understanding } = scene;
  const since = sinceAsked(scene);
  const said = since.flatMap(({ answer }) => answer.map(({ speech }) => speech));
  const cited = new Set(since.flatMap(({ sources }) => sources.map(({ section }) => section)));
  const { asked } = understanding.dialogue;
  const isSaid = (text: string) => said.some((before) => overlap(text, before) >= SAID);
  const rest = [...cited].flatMap((anchor): Line[][] => {
    if (isList(anchor)) return itemsOf(guide, anchor).map((item) => item.map((text) => ({ text, anchor })));
    const text = guide.sections.find((section) => section.anchor === anchor)?.text ?? '';
    return sentencesOf(text).map((sentence) => [{ text: sentence, anchor }]);
  });
  // What is said of a paper is understood only after its name.
  const unsaid = rest.flatMap(([lead, ...notes]) => {
    const fresh = notes.filter(({ text }) => !isSaid(text));
    return lead && (fresh.length > 0 || !isSaid(lead.text)) ? [lead, ...fresh] : [];
  });
  const linesOn = (aspects: readonly Aspect[], question: string) =>
    allLines({
      locale: guide.lang,
      aspects,
      question,
      about: [],
      guide,
      glossary: dependencies.knowledge.glossary(guide.lang),
    });
  const own = linesOn(asked?.aspects ?? [], asked?.text ?? '');
  // When all is said of what was asked, what most people ask next.
  const besides = USUALLY_NEXT.filter((aspect) => !cited.has(aspect)).flatMap((aspect) =>
    linesOn([aspect], '').slice(0, MAX_BESIDES),
  );
  const isFresh = ({ text }: Line) => !isSaid(text);
  const fresh = [...own.filter(isFresh), ...unsaid, ...besides.filter(isFresh)].filter(
    ({ text }, i, all) => !all.slice(0, i).some((before) => overlap(text, before.text) >= SAID),
  );
  if (tell(scene, guide, fresh.slice(0, MAX_MORE)) === 0) release.own(texts.own.nothingMore, 'facts');
  return 'answered';
}

/** The list and the place in it that an utterance means. */
function placeOf({ understanding, input }: Scene, guide: Guide): { section: ListSection; item: number } {
  const { act, dialogue, question } = understanding;
  const last = input.thread.at(-1);
  const place = dialogue.place?.guide === guide.id ? dialogue.place : null;
  const named = LIST_WORDS.find(([, words]) => words.test(question))?.[0];
  const current = place && isList(place.section) ? place.section : undefined;
  if (act?.type === 'next') {
    if (place && current && (named === undefined || named === current))
      return { section: current, item: place.item + 1 };
    const begun = last?.sources.some(({ section }) => section === 'steps') ?? false;
    return { section: 'steps', item: begun ? 2 : 1 };
  }
  const asked = last?.aspect && isList(last.aspect) ? last.aspect : undefined;
  const shown = last?.sources.find(({ section }) => isList(section))?.section;
  const seen = shown !== undefined && isList(shown) ? shown : undefined;
  const n = act?.type === 'nth' ? act.n : 1;
  const before = input.thread
    .toReversed()
    .filter((exchange) => exchange.guide === guide.id)
    .flatMap(({ sources }) => sources.flatMap(({ section }) => (isList(section) ? [section] : [])));
  // "The second one" after a single fee means a list that was shown before it.
  const long = [current, asked, seen, ...before].find(
    (list) => list !== undefined && itemsOf(guide, list).length >= n,
  );
  const section = named ?? long ?? current ?? asked ?? seen ?? 'steps';
  return { section, item: n > 0 ? n : itemsOf(guide, section).length };
}

function tellItem(scene: Scene, guide: Guide): AnswerStatus {
  const { state, release, texts, understanding, dependencies, show } = scene;
  const { section, item } = placeOf(scene, guide);
  const items = itemsOf(guide, section);
  const lines = items[item - 1]?.map((text) => ({ text, anchor: section }));
  state.aspect = section;
  if (!lines) {
    const next = understanding.act?.type === 'next';
    release.own(next ? texts.own.lastOne : texts.own.onlySoMany(items.length), 'facts');
    return 'answered';
  }
  tell(scene, guide, lines);
  state.dialogue = { ...state.dialogue, place: { guide: guide.id, section, item } };
  for (const { make } of cardsBeside(guide, [section]).slice(0, 1))
    show(make(dependencies.newId(), guide, texts));
  return 'answered';
}

/** "Not that": the services that come next to the one in hand. */
async function offerOthers(scene: Scene, last: Exchange): Promise<AnswerStatus> {
  const { dependencies, understanding, release, texts } = scene;
  const { dialogue, locale } = understanding;
  if (dialogue.clarified >= MAX_CLARIFIED) {
    release.own(texts.own.rephrase, 'regret');
    contacts(scene, undefined);
    offerCall(scene);
    return 'handoff';
  }
  const text = dialogue.asked?.text ?? last.question;
  const { guides } = await dependencies.knowledge.search({ text, lang: locale, threshold: 0 });
  const refused = new Set([last.guide, ...dialogue.offered.map(({ guide }) => guide)]);
  const others = guides
    .filter(({ guide }) => !refused.has(guide))
    .flatMap(({ guide }) => dependencies.knowledge.guide(guide, locale) ?? [])
    .slice(0, MAX_OTHERS);
  if (others.length < 2) {
    release.own(texts.own.unclear, 'regret');
    suggestions(scene);
  } else {
    release.own(texts.own.rejected, 'regret');
    offer(scene, others);
  }
  return 'clarify';
}

/**
 * Answers an utterance that steers the conversation: again, slower, more, the next or the third one, not that.
 * @returns undefined when it has to be answered as a question.
 */
export async function continueConversation(scene: Scene): Promise<AnswerStatus | undefined> {
  const { understanding, input, dependencies, state, release, texts } = scene;
  const { act, guideInHand, locale } = understanding;
  if (act === null || act.type === 'correction') return undefined;
  const last = input.thread.at(-1);
  if (!last) return nothingBefore(scene);
  const keep = () => {
    state.guide = last.guide;
    state.aspect = last.aspect;
  };
  switch (act.type) {
    case 'repeat':
    case 'slower': {
      keep();
      if (act.type === 'slower') {
        state.dialogue = { ...state.dialogue, pace: 'slow' };
        release.own([texts.own.slower], 'facts');
      }
      // What stood open stays open.
      state.dialogue = { ...state.dialogue, offered: last.dialogue.offered, place: last.dialogue.place };
      return sayAgain(scene, last) ? last.status : undefined;
    }
    case 'simpler':
      return understanding.dialogue.asked === null ? nothingBefore(scene) : undefined;
    case 'rejection':
      return offerOthers(scene, last);
    default: {
      const guide = guideInHand === null ? undefined : dependencies.knowledge.guide(guideInHand, locale);
      if (!guide) return nothingBefore(scene);
      keep();
      state.guide = guide.id;
      return act.type === 'more' ? tellMore(scene, guide) : tellItem(scene, guide);
    }
  }
}
