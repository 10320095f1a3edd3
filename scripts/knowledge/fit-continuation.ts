import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Locale } from '#protocol/index.ts';
import { NO_DIALOGUE } from '#server/answers/dialogue/state.ts';
import {
  FEATURES,
  type Feature,
  featuresOf,
  WAYS,
  type Way,
  wayOf,
} from '#server/answers/understand/continuation/index.ts';
import { type Before, understand } from '#server/answers/understand/index.ts';
import { createKnowledge, type Knowledge } from '#server/knowledge/index.ts';
import { isHeldOut, loadConversations } from './conversations.ts';
import { loadGolden } from './golden.ts';

/*
 * Fits the weights by which an utterance in mid-conversation goes on, turns to another guide or leaves the services, and
 * writes them. On the golden conversations that are not held out, the golden follow-ups and questions, small talk and
 * other offices' matters. Run by hand, a minute: npx tsx scripts/knowledge/fit-continuation.ts
 */

const WEIGHTS_FILE = 'server/answers/understand/continuation/weights.ts';
/** How much each kind of example counts, a conversation as a whole being nearest to what happens in a hall. */
const COUNTS = { conversation: 2, follow_up: 1, question: 0.7, chat: 1, elsewhere: 0.5 } as const;
type Kind = keyof typeof COUNTS;
/** Share of the golden questions that are taken for a change of topic. */
const QUESTIONS_TAKEN = 0.25;
const PENALTY = 0.004;
const STEPS = 700;
const RATE = 0.03;

interface Example {
  kind: Kind;
  way: Way;
  text: string;
  features: Record<Feature, number>;
}

/** A seeded generator of numbers in 0..1 (a linear congruence of glibc): the same fit each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const before = (question: string, guide: string | null): Before => ({
  question,
  status: guide === null ? 'out_of_scope' : 'answered',
  guide,
  aspect: null,
  dialogue: NO_DIALOGUE,
});

/** The example that an utterance makes; undefined where its words alone decide what it is. */
async function exampleOf(
  knowledge: Knowledge,
  said: { kind: Kind; way: Way; text: string; lang: Locale; thread: readonly Before[]; inHand: string },
): Promise<Example | undefined> {
  const { kind, way, text, lang, thread, inHand: id } = said;
  const understanding = understand({ text, found: [] }, lang, thread);
  const { route, act, locale, topic } = understanding;
  const inHand = knowledge.guide(id, locale);
  if (!inHand || (route !== 'question' && route !== 'apply')) return undefined;
  if (act !== null && act.type !== 'correction') return undefined;
  const alone = await knowledge.search({ text: topic, lang: locale, limit: 1, threshold: 0 });
  const glossary = knowledge.glossary(locale);
  const guide = (other: string) => knowledge.guide(other, locale);
  return { kind, way, text, features: featuresOf({ understanding, glossary, inHand, alone, guide }) };
}

const OPEN_ROUTES: readonly (string | undefined)[] = [
  'question',
  'follow_up',
  'out_of_scope',
  'apply',
  undefined,
];

async function fromConversations(knowledge: Knowledge, wanted: boolean): Promise<Example[]> {
  const examples: Example[] = [];
  for (const conversation of await loadConversations('knowledge/conversations')) {
    if (isHeldOut(conversation) === wanted) continue;
    const thread: Before[] = [];
    for (const { say, guide, status, route } of conversation.turns) {
      const inHand = thread.findLast((each) => each.guide !== null)?.guide;
      const answered = status.includes('answered');
      const left = status.includes('out_of_scope') || status.includes('no_answer');
      const way = guide === null ? 'leaves' : guide.includes(inHand ?? '') ? 'stays' : 'turns';
      if (
        inHand &&
        OPEN_ROUTES.includes(route) &&
        (guide === null ? left && !status.includes('refused') : answered)
      ) {
        const said = { kind: 'conversation', way, text: say, lang: conversation.lang, inHand } as const;
        const example = await exampleOf(knowledge, { ...said, thread: [...thread] });
        if (example) examples.push(example);
      }
      thread.push(before(say, guide?.[0] ?? null));
    }
  }
  return examples;
}

async function fromGolden(knowledge: Knowledge): Promise<Example[]> {
  const { questions, nothingFits } = await loadGolden('knowledge/questions');
  const random = seeded(7);
  const examples: (Example | undefined)[] = [];
  const anyGuide = (lang: Locale) => {
    const guides = knowledge.guides(lang);
    return guides[Math.floor(random() * guides.length)];
  };
  for (const { q: text, history, guide, also = [], lang } of questions) {
    if (history) {
      const said = history.map((each) => ({ role: 'user' as const, text: each }));
      const [last] = said.slice(-1);
      if (!last) continue;
      const { guides } = await knowledge.search({ text: last.text, lang, history: said.slice(0, -1) });
      const inHand = guides[0]?.guide;
      if (inHand === undefined) continue;
      const way = guide === inHand || also.includes(inHand) ? 'stays' : 'turns';
      const thread = history.map((each, i) => before(each, i === history.length - 1 ? inHand : null));
      examples.push(await exampleOf(knowledge, { kind: 'follow_up', way, text, lang, thread, inHand }));
    } else if (random() < QUESTIONS_TAKEN) {
      const other = anyGuide(lang);
      if (!other || other.id === guide || also.includes(other.id)) continue;
      const thread = [before(other.questions[0] ?? other.name, other.id)];
      const said = { kind: 'question', way: 'turns', text, lang, thread, inHand: other.id } as const;
      examples.push(await exampleOf(knowledge, said));
    }
  }
  for (const lang of Locale.options)
    for (const kind of ['chat', 'uncovered'] as const)
      for (const text of [...nothingFits[lang][kind], ...nothingFits[lang][kind]]) {
        const other = anyGuide(lang);
        if (!other) continue;
        const thread = [before(other.questions[0] ?? other.name, other.id)];
        const said = { way: 'leaves', text, lang, thread, inHand: other.id } as const;
        examples.push(await exampleOf(knowledge, { kind: kind === 'chat' ? 'chat' : 'elsewhere', ...said }));
      }
  return examples.filter((example) => example !== undefined);
}

const inputsOf = ({ features }: Example) => FEATURES.map((feature) => features[feature]);

/** Multinomial logistic regression by Adam on the whole set; the bias is not held small. */
function regress(examples: readonly Example[]): number[][] {
  const data = examples.map((example) => ({
    inputs: inputsOf(example),
    way: WAYS.indexOf(example.way),
    count: COUNTS[example.kind],
  }));
  const total = data.reduce((sum, { count }) => sum + count, 0);
  const zeros = () => WAYS.map(() => FEATURES.map(() => 0));
  const weights = zeros();
  const mean = zeros();
  const square = zeros();
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = zeros();
    for (const { inputs, way, count } of data) {
      const sums = weights.map((row) => row.reduce((sum, weight, i) => sum + weight * (inputs[i] ?? 0), 0));
      const most = Math.max(...sums);
      const powers = sums.map((sum) => Math.exp(sum - most));
      const all = powers.reduce((a, b) => a + b, 0);
      for (const [c, row] of gradient.entries()) {
        const error = ((powers[c] ?? 0) / all - Number(c === way)) * count;
        for (const [i, input] of inputs.entries()) row[i] = (row[i] ?? 0) + error * input;
      }
    }
    for (const [c, row] of weights.entries())
      for (const [i, weight] of row.entries()) {
        const slope = (gradient[c]?.[i] ?? 0) / total + (i === 0 ? 0 : PENALTY * weight);
        const m = 0.9 * (mean[c]?.[i] ?? 0) + 0.1 * slope;
        const v = 0.99 * (square[c]?.[i] ?? 0) + 0.01 * slope * slope;
        mean[c]?.splice(i, 1, m);
        square[c]?.splice(i, 1, v);
        row[i] = weight - (RATE * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.99 ** step)) + 1e-8);
      }
  }
  return weights;
}

function report(name: string, examples: readonly Example[]): void {
  const counts = new Map<string, { right: number; all: number }>();
  for (const { kind, way, features } of examples) {
    const key = `${kind} that ${way}`;
    const count = counts.get(key) ?? { right: 0, all: 0 };
    counts.set(key, { right: count.right + Number(wayOf(features) === way), all: count.all + 1 });
  }
  for (const [key, { right, all }] of counts)
    console.log(`${name}: ${key}: ${((100 * right) / all).toFixed(1)} % of ${all}`);
}

const dataDir = await mkdtemp(join(tmpdir(), 'yunting-fit-'));
const silent = { info() {}, warn() {}, error() {} };
const knowledge = await createKnowledge({
  guidesDir: 'knowledge/guides',
  dataDir,
  embeddings: null,
  log: silent,
});
try {
  const examples = [...(await fromConversations(knowledge, true)), ...(await fromGolden(knowledge))];
  const heldOut = await fromConversations(knowledge, false);
  if (process.argv[2] === '--check') {
    report('fitted on', examples);
    report('held out', heldOut);
  } else {
    const weights = regress(examples).map((row) => row.map((weight) => Math.round(weight * 1000) / 1000));
    const lines = WAYS.map((way, i) => `  ${way}: [${(weights[i] ?? []).join(', ')}],`);
    await writeFile(
      WEIGHTS_FILE,
      `import type { Way } from './index.ts';\n\n/** In the order of FEATURES; written by scripts/knowledge/fit-continuation.ts. */\nexport const WEIGHTS: Readonly<Record<Way, readonly number[]>> = {\n${lines.join('\n')}\n};\n`,
    );
    console.log(`fitted on ${examples.length} examples; see how it does with --check`);
  }
} finally {
  await knowledge.close();
  await rm(dataDir, { recursive: true, force: true });
}
