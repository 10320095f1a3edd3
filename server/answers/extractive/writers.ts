import type { Locale } from '#protocol/index.ts';
import { type Aspect, type Guide, isStated } from '#server/knowledge/index.ts';
import { yuan } from '../cards.ts';
import { figuresOf } from '../check/figures.ts';
import { TEXTS } from '../texts/index.ts';
import { sentencesOf } from '../write/segmenter.ts';
import { breaths } from './breaths.ts';
import type { Relevance } from './relevance.ts';

export interface WriterContext {
  guide: Guide;
  locale: Locale;
  /** How near a text is to the question. */
  relevance: Relevance;
  /** …and to the question with what the citizen has told of themselves. */
  circumstances: Relevance;
}

/** A sentence and the section that carries it. */
export interface Line {
  text: string;
  anchor: string;
}

interface Writer {
  /** Anchors of the sections it may cite. */
  reads: readonly string[];
  write(context: WriterContext): Line[];
}

const MAX_NAMES = 4;
/** Relevance from which a condition or a paper is what the question means. */
const ABOUT = 0.3;

const line = (anchor: string) => (text: string) => ({ text, anchor });
const sentences = (text: string | undefined) => (text === undefined ? [] : sentencesOf(text));
/** Nearest to the question first; the order of the guide decides between equals. */
function byRelevance<T>(items: readonly T[], relevance: Relevance, words: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, near: relevance.of(words(item)) }))
    .sort((a, b) => b.near - a.near)
    .map(({ item }) => item);
}

/** Whether the guide's own words say all the figures of a pattern's sentence: then the pattern would only repeat. */
function repeats(sentence: string, notes: string): boolean {
  const said = figuresOf(notes);
  const figures = figuresOf(sentence);
  return (
    figures.length > 0 &&
    figures.every(({ kind, value }) => said.some((f) => f.kind === kind && f.value === value))
  );
}

function fees({ guide, locale, relevance }: WriterContext): Line[] {
  const { write } = TEXTS[locale];
  if (guide.fees.length === 0) return [line('fees')(write.free)];
  const ordered = byRelevance(guide.fees, relevance, ({ name }) => name);
  const amounts = ordered.map(({ name, amount }) => ({ name, yuan: amount === null ? null : yuan(amount) }));
  const [nearest, next] = ordered.map(({ name }) => relevance.of(name));
  const clear = (nearest ?? 0) >= ABOUT && (nearest ?? 0) > (next ?? 0);
  const groups = clear ? [amounts.slice(0, 1), amounts.slice(1)] : [amounts];
  // Notes of other fees would sound as if they belonged to this one; where an amount varies only notes tell it.
  const noted = clear ? ordered[0] : (ordered.find(({ amount }) => amount === null) ?? ordered[0]);
  const notes = [...sentences(noted?.notes), ...sentences(noted?.waiver)];
  const said = groups.filter((group) => group.length > 0).map(write.fees);
  return [...said.slice(0, 1), ...notes.slice(0, 2).map(write.sentence), ...said.slice(1)].map(line('fees'));
}

function timeLimit({ guide, locale }: WriterContext): Line[] {
  const { write, limit } = TEXTS[locale];
  const { legal, promised, notes } = guide.time_limit;
  const lead = promised === 'immediate' ? write.onTheSpot : write.within(limit(promised), limit(legal));
  const own = sentences(notes).flatMap((text) => breaths(text, locale));
  const said = notes ?? '';
  const redundant =
    promised === 'immediate'
      ? own.slice(0, 3).some((text) => /当场|on the spot/i.test(text))
      : repeats(write.within(limit(promised), limit(promised)), said);
  return [...(redundant ? [] : [lead]), ...own.slice(0, 3)].map(line('time_limit'));
}

function materials({ guide, locale, circumstances }: WriterContext): Line[] {
  const { write } = TEXTS[locale];
  const own = guide.materials.filter(({ source }) => source === 'applicant');
  const always = own.filter(({ required, when }) => required && when === null);
  const words = ({ when, name }: Guide['materials'][number]) => `${when ?? ''} ${name}`;
  const sometimes = byRelevance(
    // Papers for those of whom the opposite is true are none of this citizen's.
    own.filter((item) => !always.includes(item) && circumstances.of(words(item)) >= 0),
    circumstances,
    words,
  );
  const meant = sometimes.filter((item) => circumstances.of(words(item)) >= ABOUT).slice(0, 2);
  const fetched = guide.materials.filter(({ source, required }) => source === 'shared-data' && required);
  const madeThere = guide.materials.filter(({ source, required }) => source === 'issued-on-site' && required);
  // Where everything depends on the case, the first case of the guide is the usual one.
  const usual = always.length === 0 && meant.length === 0 ? sometimes.slice(0, 1) : [];
  const others = always.length === 0 ? sometimes.filter((item) => !meant.includes(item)).slice(1, 2) : [];
  const named = [...usual, ...meant, ...(meant.length === 0 ? others : [])];
  const shown = (items: typeof own) => items.slice(0, 2).map(({ name }) => name);
  return [
    ...(always.length > 0 ? [write.bring(always.slice(0, MAX_NAMES).map(({ name }) => name))] : []),
    ...named.map(({ when, name }, i) => {
      if (when === null) return write.bringIfAny(name);
      return always.length === 0 && i === 0
        ? write.bringFor(name, when)
        : write.bringWhen(when, name, always.length > 0);
    }),
    ...(own.length === 0 ? [write.nothingToBring] : []),
    ...(madeThere.length > 0
      ? [write.madeThere(shown(madeThere))]
      : fetched.length > 0
        ? [write.fetched(shown(fetched))]
        : []),
  ].map(line('materials'));
}

/** A place where the matter is handled, in words. */
export const placeOf = ({ name, address, hours }: Guide['locations'][number], locale: Locale) =>
  TEXTS[locale].write.place(name, address, hours);

function locations({ guide, locale, relevance }: WriterContext): Line[] {
  const { write } = TEXTS[locale];
  const [best, ...others] = byRelevance(
    guide.locations,
    relevance,
    ({ name, address, hours }) => `${name} ${address} ${hours}`,
  );
  if (!best) return [];
  return [
    placeOf(best, locale),
    ...(others.length > 0 ? [write.morePlaces(others.slice(0, 3).map(({ name }) => name))] : []),
  ].map(line('locations'));
}

function handling({ guide, locale }: WriterContext): Line[] {
  const { write } = TEXTS[locale];
  const { channels, visits, appointment, notes } = guide.handling;
  const own = sentences(notes);
  if (own.length > 0) return own.slice(0, 3).map(line('handling'));
  const ways = channels.map((channel) => write.channel[channel]);
  return [write.channels(ways, visits), write.appointment(appointment)].map(line('handling'));
}

function result({ guide, locale }: WriterContext): Line[] {
  const { write } = TEXTS[locale];
  const { name, delivery, validity, notes } = guide.result;
  return [
    delivery.every((way) => way === 'e-certificate')
      ? write.resultOnline(name)
      : write.result(
          name,
          delivery.map((way) => write.delivery[way]),
        ),
    ...(validity === undefined ? [] : [write.validity(validity)]),
    ...sentences(notes).slice(0, 2),
  ].map(line('result'));
}

function conditions({ guide, circumstances }: WriterContext): Line[] {
  return byRelevance(guide.conditions, circumstances, ({ text }) => text)
    .filter(({ text }) => circumstances.of(text) >= 0)
    .slice(0, 3)
    .flatMap(({ text }) => sentences(text))
    .map(line('conditions'));
}

/** What lies further off is no matter of haste. */
const YEAR_MONTHS = 12;

/** Something the citizen must do before a time is over: "within 1 month of birth". */
const deadline = ({ guide }: WriterContext): Line[] =>
  guide.conditions
    .flatMap(({ text }) => sentences(text))
    .filter(
      (text) =>
        /(?:个月|[日天])(?:之|以)?[内前]|within|before/.test(text) &&
        figuresOf(text).some(
          ({ kind, value }) => (kind === 'month' && Number(value) <= YEAR_MONTHS) || kind === 'day',
        ),
    )
    .slice(0, 1)
    .map(line('conditions'));

/** The first sentence about a field that is stated. */
const opening = (
  field: 'handling' | 'time_limit' | 'materials',
  write: Writer['write'],
  context: WriterContext,
): Line[] => (isStated(context.guide, field) ? write(context).slice(0, 1) : []);

/** The gist of how it is done: where or by which way, by when, how soon, with what. */
function steps(context: WriterContext): Line[] {
  const { guide } = context;
  const first = sentences(guide.steps[0]?.text).slice(0, 1).map(line('steps'));
  const due = isStated(guide, 'conditions') ? deadline(context) : [];
  return [
    ...opening('handling', handling, context),
    ...(due.length > 0 ? due : first),
    ...opening('time_limit', timeLimit, context),
    ...opening('materials', materials, context),
  ];
}

function overview(context: WriterContext): Line[] {
  const summary = sentences(context.guide.summary).slice(0, 2).map(line('summary'));
  return [
    ...summary,
    ...opening('time_limit', timeLimit, context),
    ...opening('materials', materials, context),
  ];
}

function contacts({ guide, locale }: WriterContext): Line[] {
  const { write } = TEXTS[locale];
  return [write.consult(guide.contacts.consult), write.complaint(guide.contacts.complaint)].map(
    line('contacts'),
  );
}

/** A sentence about laws that is longer than this, in characters, nobody listens to. */
const MAX_LAWS_CHARS: Readonly<Record<Locale, number>> = { zh: 90, en: 240 };
/** Articles beyond this length, in characters, are left to the source. */
const MAX_ARTICLE_CHARS = 30;

function legalBasis({ guide, locale }: WriterContext): Line[] {
  const { write } = TEXTS[locale];
  const laws = guide.legal_basis
    .slice(0, 3)
    .map(({ title, article = '' }) =>
      write.law(title, article === '' || article.length > MAX_ARTICLE_CHARS ? undefined : article),
    );
  while (laws.length > 1 && write.basis(laws).length > MAX_LAWS_CHARS[locale]) laws.pop();
  return [write.basis(laws)].map(line('legal_basis'));
}

/** Notes of a field, which count though the source leaves its values unsaid. */
const notesOf = (guide: Guide, aspect: Aspect): readonly (string | undefined)[] => {
  switch (aspect) {
    case 'fees':
      return guide.fees.map(({ notes }) => notes);
    case 'materials':
      return guide.materials.map(({ notes }) => notes);
    case 'time_limit':
    case 'handling':
    case 'result':
      return [guide[aspect].notes];
    default:
      return [];
  }
};

/** Says of a field that the source leaves it unsaid, where it does, and gives only its notes. */
function honest(aspect: Aspect, { reads, write }: Writer): Writer {
  const anchor = aspect === 'overview' ? 'summary' : aspect;
  return {
    reads: [...reads, anchor].filter((read, i, all) => all.indexOf(read) === i),
    write(context) {
      if (isStated(context.guide, anchor)) return write(context);
      const notes = notesOf(context.guide, aspect).flatMap(sentences).slice(0, 2);
      return [TEXTS[context.locale].write.unstated, ...notes].map(line(anchor));
    },
  };
}

const STATED_WRITERS: Readonly<Record<Aspect, Writer>> = {
  overview: { reads: ['summary', 'time_limit', 'materials'], write: overview },
  conditions: { reads: ['conditions'], write: conditions },
  materials: { reads: ['materials'], write: materials },
  steps: { reads: ['steps', 'handling', 'conditions', 'time_limit', 'materials'], write: steps },
  fees: { reads: ['fees'], write: fees },
  time_limit: { reads: ['time_limit'], write: timeLimit },
  locations: { reads: ['locations'], write: locations },
  handling: { reads: ['handling'], write: handling },
  result: { reads: ['result'], write: result },
  contacts: { reads: ['contacts'], write: contacts },
  legal_basis: { reads: ['legal_basis'], write: legalBasis },
};

/** How each thing asked about is put into words. */
export const WRITERS: Readonly<Record<Aspect, Writer>> = {
  overview: honest('overview', STATED_WRITERS.overview),
  conditions: honest('conditions', STATED_WRITERS.conditions),
  materials: honest('materials', STATED_WRITERS.materials),
  steps: honest('steps', STATED_WRITERS.steps),
  fees: honest('fees', STATED_WRITERS.fees),
  time_limit: honest('time_limit', STATED_WRITERS.time_limit),
  locations: honest('locations', STATED_WRITERS.locations),
  handling: honest('handling', STATED_WRITERS.handling),
  result: honest('result', STATED_WRITERS.result),
  contacts: honest('contacts', STATED_WRITERS.contacts),
  legal_basis: honest('legal_basis', STATED_WRITERS.legal_basis),
};
