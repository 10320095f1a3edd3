import { step } from '#server/progress.ts';
import { type GoldenConversation, loadConversations } from '../knowledge/conversations.ts';
import { measureAudio, printAudio } from './answers-audio.ts';
import { startApp } from './app.ts';
import { type GuideTexts, guideTexts, visitor } from './conversations/hall.ts';
import { judge } from './conversations/judge.ts';
import { play } from './conversations/play.ts';
import { printConversations } from './conversations/print.ts';
import { figuresByGroup, type JudgedTurn, missesOf } from './conversations/summary.ts';
import { truthOf } from './conversations/truth.ts';

const CONVERSATIONS_DIR = 'knowledge/conversations';
export const OFFLINE = 'offline';

/**
 * Environment of the server for a model: offline takes every model away; any other name is that of a model behind the
 * `LLM_BASE_URL` of this environment.
 * @throws when a model is named and no address is set.
 */
export function modelEnv(model: string, env: NodeJS.ProcessEnv): Record<string, string> {
  if (model === OFFLINE) return { LLM_BASE_URL: '', RATE_LIMIT: 'off' };
  if (!env.LLM_BASE_URL)
    throw new Error(`--model ${model} needs LLM_BASE_URL (and LLM_API_KEY where it asks for one)`);
  return { LLM_MODEL: model, RATE_LIMIT: 'off' };
}

async function judged(
  conversation: GoldenConversation,
  baseUrl: string,
  guides: GuideTexts,
): Promise<JudgedTurn[]> {
  const played = await play(conversation, visitor(baseUrl));
  return Promise.all(
    played.map(async (each) => ({
      ...each,
      verdict: judge(each.turn, each.heard),
      truth: await truthOf(each.heard, guides),
    })),
  );
}

/**
 * Plays the golden conversations through `POST /api/answers` of a server of its own, each in a session of its own, and
 * sets every answer beside what was expected. Then asks a sample of golden questions with speech for its timing.
 */
export async function benchAnswers(options: {
  json: boolean;
  model: string;
  misses: boolean;
}): Promise<Record<string, unknown>> {
  const { json, model, misses } = options;
  const conversations = await loadConversations(CONVERSATIONS_DIR);
  const app = await startApp(modelEnv(model, process.env));
  try {
    const guides = guideTexts(app.baseUrl);
    const playAll = async (report: (fraction: number) => void) => {
      const turns: JudgedTurn[] = [];
      for (const [done, conversation] of conversations.entries()) {
        report(done / conversations.length);
        turns.push(...(await judged(conversation, app.baseUrl, guides)));
      }
      return turns;
    };
    const turns = json
      ? await playAll(() => {})
      : await step(`golden conversations, model ${model}`, playAll, (each) => `${each.length} turns`);
    const groups = figuresByGroup(turns);
    const wrong = misses ? missesOf(turns) : [];
    if (!json) printConversations(groups, wrong);
    const audio = await measureAudio(app.baseUrl);
    if (!json) printAudio(audio);
    return { model, ...groups, audio, ...(misses ? { misses: wrong } : {}) };
  } finally {
    await app.stop();
  }
}
