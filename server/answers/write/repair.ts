import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import type { Locale } from '#protocol/index.ts';
import { isCourtesy, reasonWords, type Verdict } from '../check/index.ts';
import { neutral } from '../safety/index.ts';
import { overlap, quoteFor } from '../sources.ts';
import type { Sentence } from '../types.ts';
import { askOnce } from './ask.ts';
import type { LanguageModel } from './language-model.ts';
import type { LoopEvent } from './loop.ts';
import { PROMPTS } from './prompts/index.ts';
import { createSegmenter } from './segmenter.ts';
import { ModelTrouble } from './trouble.ts';

type Fault = Extract<Verdict, { ok: false }>;

export interface RepairContext {
  model: LanguageModel;
  locale: Locale;
  question: string;
  /** Texts that may be cited, by number. */
  sections(): ReadonlyMap<number, string>;
  judge(sentence: Sentence): Verdict;
  signal: AbortSignal;
}

/** Repairs in one answer: each costs the citizen a wait. */
const MAX_REPAIRS = 2;
/** One sentence, not an answer. */
const MAX_TOKENS = 160;
/** Share of a sentence's letter pairs that a section must have to be taken for the one it rests on. */
const MATCHES = 0.3;
/** Characters of a section that are sent; longer ones are cut to the passage nearest to the sentence. */
const MAX_SECTION_CHARS = 1500;
/** Share of letter pairs from which a rewritten sentence is one that was said already. */
const SAID = 0.8;

/** The section that a sentence cites or, citing none that exists, the one it is most like. */
function sectionFor({ text, cites }: Sentence, sections: ReadonlyMap<number, string>): number | undefined {
  const cited = cites.filter((n) => sections.has(n));
  const pool = cited.length > 0 ? cited : [...sections.keys()];
  const likeness = (n: number) => overlap(text, sections.get(n) ?? '');
  const [best] = pool.toSorted((a, b) => likeness(b) - likeness(a));
  return best !== undefined && (cited.length > 0 || likeness(best) >= MATCHES) ? best : undefined;
}

/** The rewritten sentence; undefined for NONE, for nothing, and for more than one. */
function sentenceIn(reply: string, n: number, { line }: Sentence): Sentence | undefined {
  const segmenter = createSegmenter();
  const sentences = [...segmenter.push(reply), ...segmenter.flush()];
  const [only] = sentences;
  if (!only || sentences.length > 1 || /\bNONE\b/.test(only.text)) return undefined;
  // It was shown one section: what it writes rests on that one.
  const cites = only.cites.length > 0 ? only.cites : [n];
  return { text: only.text, cites, ...(line ? { line } : {}) };
}

/**
 * Asks once for a sentence that fails the check to be written again.
 * @returns the new sentence, judged and found right; undefined when there is none.
 */
async function rewrite(
  sentence: Sentence,
  fault: Fault,
  { model, locale, question, sections, judge, signal }: RepairContext,
): Promise<Sentence | undefined> {
  const texts = sections();
  const n = sectionFor(sentence, texts);
  if (n === undefined) return undefined;
  const whole = texts.get(n) ?? '';
  const section = whole.length > MAX_SECTION_CHARS ? quoteFor(whole, sentence.text) : whole;
  const { rules, request } = PROMPTS[locale].repair;
  const asked = request({
    question,
    sentence: neutral(sentence.text),
    reason: reasonWords(fault),
    n,
    section: neutral(section),
  });
  const reply = await askOnce(
    model,
    { messages: [new SystemMessage(rules), new HumanMessage(asked)], maxTokens: MAX_TOKENS },
    { timeoutMs: model.timeoutMs, signal },
  );
  const again = reply.finish === 'stop' ? sentenceIn(reply.text, n, sentence) : undefined;
  return again && judge(again).ok ? again : undefined;
}

/**
 * Gives failing sentences one more chance, in their place: what follows waits. A sentence without a source right before
 * a tool call was no part of the answer ("let me look that up") and is not written again. Every sentence that comes out
 * has its verdict.
 */
export async function* repaired(
  events: AsyncIterable<LoopEvent>,
  context: RepairContext,
): AsyncGenerator<LoopEvent> {
  const { judge, model, signal } = context;
  const right: Sentence[] = [];
  let left = MAX_REPAIRS;
  let held: { sentence: Sentence; verdict: Fault } | undefined;

  async function mend(sentence: Sentence, verdict: Fault): Promise<LoopEvent> {
    const asIs: LoopEvent = { type: 'sentence', sentence, verdict };
    if (left === 0) return asIs;
    left -= 1;
    try {
      const again = await rewrite(sentence, verdict, context);
      model.observer.asked('repair', again ? 'ok' : 'empty');
      if (!again || right.some(({ text }) => overlap(again.text, text) >= SAID)) return asIs;
      right.push(again);
      return { type: 'sentence', sentence: again, verdict: { ok: true } };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ModelTrouble)) throw error;
      model.observer.asked('repair', error.code);
      // Who cannot be asked now is not asked again while a citizen waits.
      left = 0;
      return asIs;
    }
  }

  for await (const event of events) {
    if (held) {
      const { sentence, verdict } = held;
      held = undefined;
      yield event.type === 'tool_call'
        ? { type: 'sentence', sentence, verdict }
        : await mend(sentence, verdict);
    }
    if (event.type !== 'sentence') {
      yield event;
      continue;
    }
    const { sentence } = event;
    const verdict = judge(sentence);
    if (verdict.ok) right.push(sentence);
    if (verdict.ok || isCourtesy(sentence.text)) yield { ...event, verdict };
    else if (verdict.reason === 'uncited') held = { sentence, verdict };
    else yield await mend(sentence, verdict);
  }
  if (held) yield await mend(held.sentence, held.verdict);
}
