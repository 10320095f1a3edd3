import type { Locale } from '#protocol/index.ts';
import { type Aspect, detectAspects, type Turn } from '#server/knowledge/index.ts';
import { type Act, actOf } from '../dialogue/acts.ts';
import { circumstancesIn } from '../dialogue/circumstances.ts';
import { type DialogueState, NO_DIALOGUE } from '../dialogue/state.ts';
import type { Exchange } from '../exchanges.ts';
import { isSecret, PLACEHOLDERS, type Redacted } from '../redaction/index.ts';
import { overlap } from '../sources.ts';
import { isMixed, languageOf } from './language.ts';
import { LEXICON } from './lexicon/index.ts';
import type { Route } from './route.ts';

/** Which courtesy an utterance is. */
export type Courtesy = 'greeting' | 'introduction' | 'farewell' | 'thanks' | 'pause';

/** What counts of an earlier exchange. */
export type Before = Pick<Exchange, 'question' | 'status' | 'guide' | 'aspect' | 'dialogue'>;

export interface Understanding {
  /** Normalised and redacted. */
  question: string;
  /** The question without placeholders: what is looked for in guides. */
  topic: string;
  locale: Locale;
  /** Words of both languages stand in it. */
  mixed: boolean;
  /** By its words alone; what is found in the guides may say more. */
  route: Route;
  courtesy: Courtesy | null;
  /** Steers the conversation. */
  act: Act | null;
  /** Guide taken of those offered last. */
  chosen: string | null;
  /** What is asked about, strongest first. Empty: nothing in particular. */
  aspects: Aspect[];
  /** The guide of the last answer that had one. */
  guideInHand: string | null;
  /** Opens like a question that leans on the one before: "那双胞胎呢？". */
  leans: boolean;
  /** Names the matter by a pronoun only it can explain: "can my son collect it?" */
  refersBack: boolean;
  /** Asks or wishes nothing: tells a circumstance. */
  tells: boolean;
  /** Tells what is not there, or all there is: "没有房产证", "I have no lease". */
  lacks: boolean;
  /** Asks whether something will do. */
  whether: boolean;
  /** Supposes another circumstance: "要是双胞胎呢？". */
  supposes: boolean;
  /** Tells an event of life and asks for nothing in particular. */
  lifeEventOnly: boolean;
  /** Speaks of something that offices deal with, covered by a guide or not. */
  official: boolean;
  /** Speaks of what people chat about. */
  chats: boolean;
  /** Wants "a paper" or "something done" without saying which. */
  vague: boolean;
  /** Earlier turns that were about services, oldest first. */
  history: Turn[];
  /** An ID number or a receipt was typed into the chat. */
  typedSecret: boolean;
  /** What it tells of the citizen, clause by clause. */
  told: string[];
  /** Where the conversation stood before. */
  dialogue: DialogueState;
}

/** Tried in this order: "好的，谢谢，再见" is a farewell, not thanks. */
const COURTESIES = ['greeting', 'introduction', 'farewell', 'pause', 'thanks'] as const;
/** Tried in this order: who complains and asks for a person gets both by a complaint's answer. */
const ROUTES = ['unclear', 'complaint', 'person', 'status', 'apply'] as const;

/** Share of letter pairs from which an utterance names one of the choices. */
const NAMES_CHOICE = 0.6;

/** The choice that is taken by its place or its name; undefined when none is, or more than one might be. */
function choiceOf(
  text: string,
  act: Act | null,
  offered: DialogueState['offered'],
): DialogueState['offered'][number] | undefined {
  if (act?.type === 'nth') return offered.at(act.n > 0 ? act.n - 1 : act.n);
  const said = offered.filter(({ say, label }) => say === text || label === text);
  if (said.length === 1) return said[0];
  const named = offered.filter(({ label }) => overlap(text, label) >= NAMES_CHOICE);
  return named.length === 1 ? named[0] : undefined;
}

/**
 * What the citizen wants, by the words of the utterance and the thread.
 * @param thread the last exchanges, oldest first.
 */
export function understand(
  { text, found }: Pick<Redacted, 'text' | 'found'>,
  page: Locale,
  thread: readonly Before[],
): Understanding {
  const locale = languageOf(text, page);
  const lexicon = LEXICON[locale];
  const last = thread.at(-1);
  const dialogue = last?.dialogue ?? NO_DIALOGUE;
  const whole = text.replace(PLACEHOLDERS, ' ').trim();
  const act = actOf(whole, locale);
  const said = act?.type === 'correction' ? act.text : whole;
  const choice = choiceOf(whole, act, dialogue.offered);
  // What was asked before a choice was offered is still the question.
  const topic = choice && last ? last.question.replace(PLACEHOLDERS, ' ').trim() : said;
  const typedSecret = found.some(isSecret);
  const nothingElse = typedSecret && !/\p{L}/u.test(whole);
  const own = detectAspects(topic, locale);
  const aspects = choice && own.length === 0 ? detectAspects(choice.say, locale) : own;
  const leans = lexicon.followUp.test(said);
  // "那身份证呢？" and "no, I meant the passport" ask the same of another thing; "要是双胞胎呢？" asks something new.
  const asksTheSame =
    aspects.length === 0 && !lexicon.supposition.test(said) && (leans || act?.type === 'correction');
  const inherited = asksTheSame ? (last?.aspect ?? null) : null;
  const courtesy = act || choice ? undefined : COURTESIES.find((kind) => lexicon[kind].test(said));
  const route = (): Route => {
    // A number alone is meant for looking something up.
    if (nothingElse) return 'status';
    if (choice) return 'question';
    if (courtesy) return 'courtesy';
    return ROUTES.find((each) => lexicon[each].test(text)) ?? 'question';
  };
  return {
    question: text,
    topic,
    locale,
    mixed: isMixed(said),
    route: route(),
    courtesy: courtesy ?? null,
    act: choice ? null : act,
    chosen: choice?.guide ?? null,
    aspects: inherited === null ? aspects : [inherited],
    guideInHand: thread.findLast(({ guide }) => guide !== null)?.guide ?? null,
    leans,
    refersBack: lexicon.pronoun.test(said),
    tells: aspects.length === 0 && !lexicon.request.test(said),
    lacks: lexicon.lacking.test(said),
    whether: lexicon.whether.test(said),
    supposes: lexicon.supposition.test(said),
    lifeEventOnly: lexicon.lifeEvent.test(said),
    official: lexicon.official.test(said),
    chats: lexicon.chat.test(said),
    vague: lexicon.vague.test(said),
    // Small talk in between explains nothing.
    history: thread
      .filter(({ guide, status }) => guide !== null || status === 'clarify' || status === 'refused')
      .map(({ question }): Turn => ({ role: 'user', text: question })),
    typedSecret,
    told: act || choice || courtesy ? [] : circumstancesIn(said, locale),
    dialogue,
  };
}
