import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import type { Locale } from '#protocol/index.ts';
import { Route } from '../understand/route.ts';
import { askOnce } from './ask.ts';
import { readArgs } from './chat/model.ts';
import type { LanguageModel } from './language-model.ts';
import { PROMPTS } from './prompts/index.ts';
import { ModelTrouble } from './trouble.ts';

/** What the rules found is certain enough, or too grave, for a model to talk it away. */
const NEVER_OVERRULED: ReadonlySet<Route> = new Set<Route>(['crisis', 'person', 'status']);
/** A call with one short word in it. */
const MAX_TOKENS = 40;
/** Earlier questions that explain this one. */
const MAX_BEFORE = 3;

const Args = z.strictObject({ route: Route });

const setRoute = tool(() => '', {
  name: 'set_route',
  description: 'Says what kind of utterance it is.',
  schema: Args,
});

export interface Utterance {
  /** Free of personal data. */
  question: string;
  /** Earlier questions of the conversation, oldest first, free of personal data. */
  before: readonly string[];
  locale: Locale;
  /** What the rules take it for. */
  offline: Route;
}

/** The label in a reply, whether the model made the call that it was told to make or only wrote the label. */
function labelIn(reply: Awaited<ReturnType<typeof askOnce>>): Route | undefined {
  const called = reply.calls.find(({ name }) => name === setRoute.name);
  if (called) return Args.safeParse(readArgs(called.args)).data?.route;
  const written = reply.text.trim();
  const json = written.startsWith('{') ? Args.safeParse(readArgs(written)).data?.route : undefined;
  return json ?? Route.safeParse(written.replace(/^["'`]+|["'`.。]+$/g, '')).data;
}

/**
 * What an utterance is, by the language model, held to the labels of the rules. Gives the rules' label when the model
 * fails, is too slow or makes one up, and when that one is never overruled.
 * @throws the signal's reason.
 */
export async function classify(
  model: LanguageModel,
  { question, before, locale, offline }: Utterance,
  signal: AbortSignal,
): Promise<Route> {
  // A model on trial is asked for answers only.
  if (NEVER_OVERRULED.has(offline) || model.breaker.state() !== 'closed' || !model.budget.left())
    return offline;
  const { rules, utterance } = PROMPTS[locale].route;
  try {
    const reply = await askOnce(
      model,
      {
        messages: [
          new SystemMessage(rules),
          new HumanMessage(utterance(question, before.slice(-MAX_BEFORE))),
        ],
        tools: [setRoute],
        forcedTool: setRoute.name,
        maxTokens: MAX_TOKENS,
      },
      { timeoutMs: model.routeTimeoutMs, signal },
    );
    const label = labelIn(reply);
    model.observer.asked('route', label === undefined ? 'malformed' : 'ok');
    return label ?? offline;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ModelTrouble)) throw error;
    model.observer.asked('route', error.code);
    return offline;
  }
}
