import type { Locale } from '#protocol/index.ts';
import { type Aspect, detectAspects, type Turn } from '#server/knowledge/index.ts';
import type { Exchange } from '../exchanges.ts';
import { PLACEHOLDER, type Redacted } from '../redaction/index.ts';
import { languageOf } from './language.ts';
import { LEXICON } from './lexicon/index.ts';

export type Route = 'greeting' | 'introduction' | 'farewell' | 'thanks' | 'person' | 'case' | 'service';

export interface Understanding {
  /** Normalised and redacted. */
  question: string;
  /** The question without placeholders: what is looked for in guides. */
  topic: string;
  locale: Locale;
  route: Route;
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
  /** Asks whether something will do. */
  whether: boolean;
  /** Supposes another circumstance: "要是双胞胎呢？". */
  supposes: boolean;
  /** Tells an event of life and asks for nothing in particular. */
  lifeEventOnly: boolean;
  /** Speaks of something that offices deal with, covered by a guide or not. */
  official: boolean;
  /** Wants "a paper" or "something done" without saying which. */
  vague: boolean;
  /** Earlier turns that were about services, oldest first. */
  history: Turn[];
  /** An ID number or a receipt was typed into the chat. */
  typedSecret: boolean;
}

/** Tried in this order: "好的，谢谢，再见" is a farewell, not thanks. */
const ROUTES = ['greeting', 'introduction', 'farewell', 'thanks', 'person'] as const;

const PLACEHOLDERS = new RegExp(
  Object.values(PLACEHOLDER)
    .map((mark) => mark.replace(/[[\]]/g, '\\$&'))
    .join('|'),
  'g',
);

function routeOf(text: string, locale: Locale): Route {
  const lexicon = LEXICON[locale];
  return (
    ROUTES.find((route) => lexicon[route].test(text)) ?? (lexicon.status.test(text) ? 'case' : 'service')
  );
}

/**
 * What the citizen wants, by the words of the utterance and the thread.
 * @param thread the last exchanges, oldest first.
 */
export function understand(
  { text, found }: Redacted,
  page: Locale,
  thread: readonly Exchange[],
): Understanding {
  const locale = languageOf(text, page);
  const lexicon = LEXICON[locale];
  const last = thread.at(-1);
  const topic = text.replace(PLACEHOLDERS, ' ').trim();
  const typedSecret = found.some((kind) => kind !== 'phone');
  const nothingElse = typedSecret && !/\p{L}/u.test(topic);
  const aspects = detectAspects(topic, locale);
  const leans = lexicon.followUp.test(text);
  // "那身份证呢？" asks the same of another thing; "要是双胞胎呢？" asks something new.
  const asksTheSame = leans && aspects.length === 0 && !lexicon.supposition.test(text);
  const inherited = asksTheSame ? (last?.aspect ?? null) : null;
  return {
    question: text,
    topic,
    locale,
    // A number alone is meant for looking something up.
    route: nothingElse ? 'case' : routeOf(text, locale),
    aspects: inherited === null ? aspects : [inherited],
    guideInHand: thread.findLast(({ guide }) => guide !== null)?.guide ?? null,
    leans,
    refersBack: lexicon.pronoun.test(text),
    tells: aspects.length === 0 && !lexicon.request.test(text),
    whether: lexicon.whether.test(text),
    supposes: lexicon.supposition.test(text),
    lifeEventOnly: lexicon.lifeEvent.test(text),
    official: lexicon.official.test(text),
    vague: lexicon.vague.test(text),
    // Small talk in between explains nothing.
    history: thread
      .filter(({ guide, status }) => guide !== null || status === 'clarify')
      .map(({ question }): Turn => ({ role: 'user', text: question })),
    typedSecret,
  };
}
