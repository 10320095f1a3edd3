import type { Locale, MaterialsCard } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';

type TimeLimit = Guide['time_limit']['legal'];

/** Her own words and the patterns of the offline writer, in one language. Facts come in as arguments only. */
export interface Texts {
  /** Between sentences shown in one line. */
  gap: string;
  /** A, B and C */
  list(items: readonly string[]): string;
  /** `20 workdays` in words. */
  limit(limit: TimeLimit): string;
  day(date: Date): string;

  own: {
    greeting: readonly string[];
    introduction: readonly string[];
    thanks: readonly string[];
    /** The citizen wants a moment. */
    pause: readonly string[];
    farewell: readonly string[];
    person: readonly string[];
    noAnswer: readonly string[];
    /** Another office's matter, and whom to turn to. */
    elsewhere(office: string): readonly string[];
    nothingSafe: readonly string[];
    outOfScope: readonly string[];
    clarify: readonly string[];
    lifeEvent: readonly string[];
    /** What was said cannot be understood. */
    unclear: readonly string[];
    /** A wish to apply or book without a matter. */
    applyForWhat: readonly string[];
    /** She cannot apply in the citizen's stead; the way to do it follows. */
    applyThere: string;
    complaint: readonly string[];
    /** A circumstance was told before any matter. */
    noted: readonly string[];
    /** "Not that": other matters follow. */
    rejected: readonly string[];
    /** Asked twice already, or nothing else comes near. */
    rephrase: readonly string[];
    /** Nothing has been said yet that could be repeated or continued. */
    nothingBefore: readonly string[];
    /** The guide says no more about it. */
    nothingMore: readonly string[];
    /** The list is not so long. */
    onlySoMany(count: number): readonly string[];
    /** After the last step. */
    lastOne: readonly string[];
    slower: string;
    /** That what is said is made by AI (GB 45438-2025): with every answer, and aloud before the first. */
    label: string;
    /** The guide's review is overdue: what it says may have changed. */
    reviewDue(office: string): string;
    suspended(service: string, office: string): readonly string[];
    superseded(service: string, by: string): readonly string[];
    verify: readonly string[];
    /** An ID number or receipt was typed into the chat. */
    secretTyped: string;
    /** …and the question was about a case. */
    secretToCard: readonly string[];
  };

  notice: {
    /** The language model failed; the offline writer goes on. */
    writerChanged: string;
    /** The day's budget of the language model is spent; the offline writer answers. */
    budgetSpent: string;
  };
  error: { internal: string; busy: string };

  card: {
    materials(guide: Guide): Pick<MaterialsCard, 'title' | 'subtitle'>;
    steps(guide: Guide): string;
    fees(guide: Guide): string;
    places(guide: Guide): string;
    callback: string;
    free: string;
    amount(yuan: string | null): string;
    visits(count: number): string;
    onTheSpot: string;
    within(limit: string): string;
    originals(count: number): string;
    copies(count: number): string;
    choices: string;
    suggestions: string;
    /** What tapping a service sends. */
    ask(service: string): string;
    verify: string;
    verifySay: string;
    contact: string;
    hotline: { name: string; phone: string };
  };

  case: {
    title: string;
    state(service: string, state: string): string;
    soFar(submitted: string, workdays: number): string;
    due(date: string): string;
    overdue(date: string): string;
    asks(items: readonly string[], due: string | null): string;
    several(count: number): string;
  };

  /** Patterns of sentences over a guide's fields; `check` compares each with the section it cites. */
  write: {
    free: string;
    /** A sentence of the guide that may lack its capital or full stop. */
    sentence(text: string): string;
    /** The guide's source leaves it unsaid. */
    unstated: string;
    /** `yuan` null: the amount varies. */
    fees(fees: readonly { name: string; yuan: string | null }[]): string;
    onTheSpot: string;
    /** `longest` may be the law's limit or the city's own. */
    within(promised: string, longest: string): string;
    bring(names: readonly string[]): string;
    nothingToBring: string;
    /** @param also whether other papers were named before. */
    bringWhen(when: string, name: string, also: boolean): string;
    bringIfAny(name: string): string;
    /** Nothing is brought in every case: the usual paper first, then the case. */
    bringFor(name: string, when: string): string;
    /** Made at the office. */
    madeThere(names: readonly string[]): string;
    /** Whether and when one paper is needed. */
    aboutMaterial(item: Guide['materials'][number]): string;
    fetched(names: readonly string[]): string;
    place(name: string, address: string, hours: string): string;
    morePlaces(names: readonly string[]): string;
    channels(names: readonly string[], visits: number): string;
    channel: Readonly<Record<Guide['handling']['channels'][number], string>>;
    appointment(possible: boolean): string;
    result(name: string, ways: readonly string[]): string;
    /** Nothing but an electronic certificate or record. */
    resultOnline(name: string): string;
    delivery: Readonly<Record<Guide['result']['delivery'][number], string>>;
    validity(text: string): string;
    consult(contact: string): string;
    complaint(contact: string): string;
    basis(laws: readonly string[]): string;
    law(title: string, article: string | undefined): string;
    /** One step of several, by its place. */
    step(n: number, name: string, text: string): string;
  };
}

export type TextsByLocale = Readonly<Record<Locale, Texts>>;
