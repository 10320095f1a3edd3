import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AnswerStatus, Card, CaseCard, Latency, Locale, Step } from '#protocol/index.ts';
import type { Cases } from '#server/cases/index.ts';
import type { Aspect, Guide, Knowledge } from '#server/knowledge/index.ts';
import type { Speech } from '#server/speech/index.ts';
import { choicesCard, contactCard, materialsCard, verifyCard } from './cards.ts';
import { caseText, isGoodNews } from './case-text.ts';
import { createDelivery, type Delivery } from './deliver/index.ts';
import { custom, stepFinished, stepStarted, toolCall, toolResult } from './events.ts';
import type { Exchange } from './exchanges.ts';
import { ExtractiveModel } from './extractive/model.ts';
import type { Redacted } from './redaction/index.ts';
import { createRelease, type Release } from './release.ts';
import { retrieve } from './retrieve.ts';
import { createSources, overlap, type Sources } from './sources.ts';
import { TEXTS, type Texts } from './texts/index.ts';
import type { AGUIEvent } from './types.ts';
import { type Understanding, understand } from './understand/index.ts';
import { conversation, createTools, numbered, write } from './write/index.ts';

export interface RunDependencies {
  knowledge: Knowledge;
  cases: Cases;
  speech: Speech;
  /** The language model and how long to wait for each piece of it; null: the offline one alone. */
  model: { load(): Promise<BaseChatModel>; pieceMs: number } | null;
  now(): Date;
  newId(): string;
  log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

export interface RunInput {
  received: Redacted;
  page: Locale;
  aloud: boolean;
  session: string;
  /** Earlier exchanges of the thread, oldest first. */
  thread: readonly Exchange[];
  emit(event: AGUIEvent): void;
  signal: AbortSignal;
  /** Milliseconds since the request arrived. */
  elapsed(): number;
}

/** What a run has come to so far; filled in as it goes, so that an aborted one can be stored too. */
export interface RunState {
  locale: Locale;
  question: string;
  status: AnswerStatus;
  guide: string | null;
  aspect: Aspect | null;
  latency: Omit<Latency, 'total'>;
  sources: Sources;
  delivery: Delivery | null;
}

/** Suggestions after a greeting or a question out of scope. */
const MAX_SUGGESTIONS = 4;
/** Aspects that the checklist helps with; a question about nothing in particular is one of them. */
const WITH_CHECKLIST: readonly Aspect[] = ['materials', 'steps', 'overview'];
const CHECKLIST_SECTIONS: ReadonlySet<string> = new Set(['materials']);
const NO_SECTIONS: ReadonlySet<string> = new Set();

/** Steps may overlap: the next sentence is written while the last is delivered. Each starts and finishes once. */
function stepper(emit: (event: AGUIEvent) => void) {
  const open: Step[] = [];
  const seen = new Set<Step>();
  return {
    start(step: Step) {
      if (seen.has(step)) return;
      seen.add(step);
      open.push(step);
      emit(stepStarted(step));
    },
    finish(step: Step) {
      const at = open.indexOf(step);
      if (at === -1) return;
      open.splice(at, 1);
      emit(stepFinished(step));
    },
    finishAll() {
      for (const step of open.splice(0)) emit(stepFinished(step));
    },
  };
}

interface Scene {
  dependencies: RunDependencies;
  input: RunInput;
  state: RunState;
  understanding: Understanding;
  texts: Texts;
  release: Release;
  steps: ReturnType<typeof stepper>;
  show(card: Card): void;
}

const suggestions = ({ dependencies, state, texts, show }: Scene) => {
  const guides = dependencies.knowledge.guides(state.locale).slice(0, MAX_SUGGESTIONS);
  if (guides.length > 1) show(choicesCard(dependencies.newId(), texts.card.suggestions, guides, texts));
};

const contacts = ({ dependencies, state, texts, show }: Scene, guide: Guide | undefined) =>
  show(contactCard(dependencies.newId(), guide, dependencies.knowledge.guides(state.locale), texts));

/** Words for a question that no guide is needed for. Undefined when it needs one. */
function answerWithoutGuide(scene: Scene): AnswerStatus | undefined {
  const { understanding, texts, release, dependencies } = scene;
  const { own } = texts;
  switch (understanding.route) {
    case 'greeting':
      release.own(own.greeting, 'greeting');
      suggestions(scene);
      return 'greeting';
    case 'introduction':
      release.own(own.introduction, 'greeting');
      suggestions(scene);
      return 'greeting';
    case 'thanks':
      release.own(own.thanks, 'thanks');
      return 'greeting';
    case 'farewell':
      release.own(own.farewell, 'farewell');
      return 'greeting';
    case 'person': {
      release.own(own.person, 'person');
      const { guideInHand, locale } = understanding;
      contacts(scene, guideInHand === null ? undefined : dependencies.knowledge.guide(guideInHand, locale));
      return 'handoff';
    }
    default:
      return undefined;
  }
}

/** A proved citizen's cases, those of the service that the question names first. */
async function casesOf({ dependencies, input, state, understanding }: Scene): Promise<CaseCard[]> {
  const cases = await dependencies.cases.granted(input.session, state.locale);
  const named = (card: CaseCard) => overlap(card.service, understanding.question);
  return cases.toSorted((a, b) => named(b) - named(a));
}

function askForProof({ dependencies, understanding, texts, release, show }: Scene): AnswerStatus {
  const { own } = texts;
  release.own(understanding.typedSecret ? own.secretToCard : own.verify, 'proof');
  show(verifyCard(dependencies.newId(), texts));
  return 'needs_verification';
}

interface Writing {
  guide: Guide | null;
  hits: Parameters<typeof numbered>[0];
  cases: readonly CaseCard[];
}

/** Lets the writer write and releases what passes the check. */
async function writeAnswer(scene: Scene, { guide, hits, cases }: Writing): Promise<AnswerStatus> {
  const { dependencies, input, state, understanding, texts, release, steps, show } = scene;
  const { aspects, locale } = understanding;
  const { knowledge, newId, now, log } = dependencies;
  const aboutCase = guide === null;
  let unproved = false;
  let checklist =
    guide !== null && (aspects.length === 0 || aspects.some((aspect) => WITH_CHECKLIST.includes(aspect)))
      ? guide
      : null;
  const cardSections = checklist ? CHECKLIST_SECTIONS : NO_SECTIONS;
  const purpose = cases[0] && isGoodNews(cases[0]) ? 'good_news' : 'facts';

  const tools = createTools({
    locale,
    knowledge,
    sources: state.sources,
    cases: () => (aboutCase ? Promise.resolve([...cases]) : casesOf(scene)),
    caseText: (card) => caseText(card, texts, now()),
    showCases(found) {
      if (found.length > 0) for (const card of found) show(card);
      else if (!unproved) {
        unproved = true;
        show(verifyCard(newId(), texts));
      }
    },
  });
  const found = guide && { guide: guide.id, sections: numbered(hits, locale, state.sources) };
  const events = write({
    // A case never leaves the house: what is the citizen's own is put into words here.
    model: aboutCase ? null : (dependencies.model?.load ?? null),
    pieceMs: dependencies.model?.pieceMs ?? 0,
    offline: new ExtractiveModel({ locale, aspects, aboutCase }),
    tools,
    messages: conversation(understanding, input.thread, found),
    signal: input.signal,
  });

  steps.start('write');
  for await (const event of events) {
    switch (event.type) {
      case 'sentence':
        if (release.written(event.sentence, purpose, cardSections) && checklist) {
          show(materialsCard(newId(), checklist, texts));
          checklist = null;
        }
        break;
      case 'tool_call':
        release.forgetPreamble();
        for (const each of toolCall(event.id, event.name, event.args)) input.emit(each);
        break;
      case 'tool_result':
        // The sections themselves reach the page as sources of the sentences that cite them.
        input.emit(toolResult(newId(), event.id, JSON.stringify({ ok: event.ok })));
        break;
      case 'trouble':
        log.warn({ code: event.code }, 'the language model failed; the offline writer takes over');
        release.startOver();
        input.emit(custom('notice', { code: 'writer_changed', message: texts.notice.writerChanged }));
    }
  }
  steps.finish('write');

  if (unproved) {
    if (release.status() === 'no_answer') release.own(texts.own.verify, 'proof');
    return 'needs_verification';
  }
  if (cases.length > 1) release.own([texts.case.several(cases.length)], purpose);
  if (release.status() === 'no_answer') {
    release.own(texts.own.nothingSafe, 'regret');
    contacts(scene, guide ?? undefined);
  }
  return release.status();
}

async function answerFromGuides(scene: Scene): Promise<AnswerStatus> {
  const { dependencies, input, state, understanding, texts, release, steps, show } = scene;
  steps.start('retrieve');
  const retrieved = await retrieve(understanding, dependencies.knowledge);
  state.latency.retrieve = input.elapsed();
  steps.finish('retrieve');
  input.signal.throwIfAborted();

  if (retrieved.kind === 'choices') {
    release.own(understanding.lifeEventOnly ? texts.own.lifeEvent : texts.own.clarify, 'choice');
    show(choicesCard(dependencies.newId(), texts.card.choices, retrieved.guides, texts));
    return 'clarify';
  }
  if (retrieved.kind === 'nothing') {
    if (!understanding.official) {
      release.own(texts.own.outOfScope, 'regret');
      suggestions(scene);
      return 'out_of_scope';
    }
    release.own(texts.own.noAnswer, 'regret');
    contacts(scene, undefined);
    return 'no_answer';
  }
  state.guide = retrieved.guide.id;
  state.aspect = understanding.aspects[0] ?? null;
  return writeAnswer(scene, { ...retrieved, cases: [] });
}

/**
 * The steps of one answer, from the received question to the last delivered sentence. Fills `state` as it goes.
 * Rejects when `signal` aborts.
 */
export async function runAnswer(
  dependencies: RunDependencies,
  input: RunInput,
  state: RunState,
): Promise<void> {
  const { emit, signal, elapsed } = input;
  const steps = stepper(emit);
  steps.start('receive');
  steps.finish('receive');

  steps.start('understand');
  const understanding = understand(input.received, input.page, input.thread);
  const texts = TEXTS[understanding.locale];
  state.locale = understanding.locale;
  state.latency.understand = elapsed();
  steps.finish('understand');

  const delivery = createDelivery({
    emit,
    speech: dependencies.speech,
    aloud: input.aloud,
    locale: understanding.locale,
    gap: texts.gap,
    signal,
    newId: dependencies.newId,
    onSentence: () => {
      state.latency.firstSentence ??= elapsed();
    },
    onAudio: () => {
      state.latency.firstAudio ??= elapsed();
    },
    log: dependencies.log,
  });
  state.delivery = delivery;
  const release = createRelease({
    sources: state.sources,
    delivery,
    onStep: (step) => steps.start(step),
    log: dependencies.log,
  });
  const show = (card: Card) => emit(custom('card', card));
  const scene: Scene = { dependencies, input, state, understanding, texts, release, steps, show };

  const settled = answerWithoutGuide(scene);
  if (settled !== undefined) state.status = settled;
  else if (understanding.route === 'case') {
    const cases = understanding.typedSecret ? [] : await casesOf(scene);
    state.status =
      cases.length === 0 ? askForProof(scene) : await writeAnswer(scene, { guide: null, hits: [], cases });
  } else {
    if (understanding.typedSecret) release.own([texts.own.secretTyped], 'proof');
    state.status = await answerFromGuides(scene);
  }
  await delivery.end();
  signal.throwIfAborted();
  steps.finishAll();
}

/** A run that has not begun. */
export const newRunState = (received: Redacted, page: Locale): RunState => ({
  locale: page,
  question: received.text,
  status: 'error',
  guide: null,
  aspect: null,
  latency: { understand: null, retrieve: null, firstSentence: null, firstAudio: null },
  sources: createSources(),
  delivery: null,
});
