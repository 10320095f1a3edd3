import type { AnswerStatus, CaseCard } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { callbackCard, cardsBeside, verifyCard } from './cards.ts';
import { caseText, isGoodNews } from './case-text.ts';
import { custom, toolCall, toolResult } from './events.ts';
import { createExtractiveModel } from './extractive/model.ts';
import { contacts } from './own-words.ts';
import { redact } from './redaction/index.ts';
import { shownCall } from './safety/index.ts';
import type { Scene } from './scene.ts';
import { overlap } from './sources.ts';
import { conversation, createTools, numbered, write } from './write/index.ts';

/** Name of the writer that needs no language model. */
const OFFLINE = 'offline';

/** A proved citizen's cases, those of the service that the question names first. */
export async function casesOf({ dependencies, input, state, understanding }: Scene): Promise<CaseCard[]> {
  const cases = await dependencies.cases.granted(input.session, state.locale);
  const named = (card: CaseCard) => overlap(card.service, understanding.question);
  return cases.toSorted((a, b) => named(b) - named(a));
}

interface Writing {
  guide: Guide | null;
  hits: Parameters<typeof numbered>[0];
  cases: readonly CaseCard[];
}

/** Lets the writer write and releases what passes the check. */
export async function writeAnswer(scene: Scene, { guide, hits, cases }: Writing): Promise<AnswerStatus> {
  const { dependencies, input, state, understanding, texts, release, steps, show } = scene;
  const { aspects, locale } = understanding;
  const { knowledge, newId, now, log } = dependencies;
  const aboutCase = guide === null;
  let unproved = false;
  let handedOver = false;
  /** Cases that a language model has asked for. */
  let asked: readonly CaseCard[] = [];
  const cards = guide === null ? [] : cardsBeside(guide, aspects);
  const cardSections = new Set(cards.map(({ section }) => section));
  const purpose = cases[0] && isGoodNews(cases[0]) ? 'good_news' : 'facts';

  const tools = createTools({
    locale,
    knowledge,
    sources: state.sources,
    cases: () => (aboutCase ? Promise.resolve([...cases]) : casesOf(scene)),
    caseText: (card) => caseText(card, texts, now()),
    showCases(found) {
      if (!aboutCase) asked = found;
      else for (const card of found) show(card);
      if (found.length === 0 && !unproved) {
        unproved = true;
        show(verifyCard(newId(), texts));
      }
    },
    offerCallback(topic) {
      if (handedOver) return;
      handedOver = true;
      // A model's words: whatever it has picked up in them is taken out once more.
      show(callbackCard(newId(), texts, { guide: guide?.id ?? null, topic: redact(topic).text }));
    },
  });
  // A case never leaves the house: what is the citizen's own is put into words here.
  const model = aboutCase ? null : dependencies.model;
  state.trace.writer = model?.name ?? OFFLINE;
  const found = guide && { guide: guide.id, sections: numbered(hits, locale, state.sources) };
  const about = state.dialogue.circumstances
    .filter((told) => told.guide === null || told.guide === guide?.id)
    .map(({ text }) => text);
  const events = write({
    model,
    offline: createExtractiveModel({
      locale,
      aspects,
      aboutCase,
      glossary: knowledge.glossary(locale),
      about,
      brief: scene.brief,
    }),
    tools,
    messages: conversation(understanding, input.thread, found, about),
    repair: {
      locale,
      question: understanding.question,
      sections: () => state.sources.texts(),
      judge: (sentence) => release.judge(sentence),
    },
    signal: input.signal,
  });

  const known = tools.map(({ name }) => name);
  const shown = (event: { id: string; name: string; args: string }) => {
    const { name, args } = shownCall(event.name, event.args, known);
    return toolCall(event.id, name, args);
  };

  steps.start('write');
  for await (const event of events) {
    switch (event.type) {
      case 'sentence':
        if (release.written(event.sentence, purpose, cardSections, event.verdict) && guide)
          for (const { make } of cards.splice(0)) show(make(newId(), guide, texts));
        break;
      case 'tool_call':
        release.forgetPreamble();
        for (const each of shown(event)) input.emit(each);
        break;
      case 'tool_result':
        // The sections themselves reach the page as sources of the sentences that cite them.
        input.emit(toolResult(newId(), event.id, JSON.stringify({ ok: event.ok })));
        break;
      case 'paused':
        state.trace.writer = OFFLINE;
        break;
      case 'trouble':
        state.trace.troubles.push(event.code);
        state.trace.writer = OFFLINE;
        if (event.code !== 'spent')
          log.warn({ code: event.code }, 'the language model failed; the offline writer takes over');
        release.startOver();
        input.emit(
          custom('notice', {
            code: 'writer_changed',
            message: event.code === 'spent' ? texts.notice.budgetSpent : texts.notice.writerChanged,
          }),
        );
    }
  }
  steps.finish('write');

  if (unproved) {
    if (release.status() === 'no_answer') release.own(texts.own.verify, 'proof');
    return 'needs_verification';
  }
  if (handedOver) {
    release.own(texts.own.person, 'person');
    contacts(scene, guide ?? undefined);
    return 'handoff';
  }
  if (asked.length > 0) return writeAnswer(scene, { guide: null, hits: [], cases: asked });
  if (cases.length > 1) release.own([texts.case.several(cases.length)], purpose);
  if (release.status() === 'no_answer') {
    release.own(texts.own.nothingSafe, 'regret');
    contacts(scene, guide ?? undefined);
  }
  return release.status();
}
