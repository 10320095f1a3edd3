import { z } from 'zod';
import type { GuideFields, GuideSection, Locale, SearchHit } from '#protocol/index.ts';
import type { Glossary } from './glossary/index.ts';

/** A guide as loaded from its file, checked. */
export interface Guide extends GuideFields {
  /** Digest of the file's bytes, 12 hex digits. */
  version: string;
  /** Every citable section: one per field, then one per H2 of the body, in reading order. */
  sections: GuideSection[];
}

/** What is wrong with a guide file; the rest of the guides are served all the same. */
export interface GuideProblem {
  file: string;
  line: number;
  /** Dotted path, for example `materials.2.name`. */
  field: string;
  message: string;
}

/** What a question asks about, in the words of the guide's fields. */
export const Aspect = z.enum([
  'overview',
  'conditions',
  'materials',
  'steps',
  'fees',
  'time_limit',
  'locations',
  'handling',
  'result',
  'contacts',
  'legal_basis',
]);
export type Aspect = z.infer<typeof Aspect>;

/** An earlier turn of the conversation, free of personal data. */
export interface Turn {
  role: 'user' | 'agent';
  text: string;
}

/** What the citizen said before, as turns. */
export const citizenSaid = (texts: readonly string[]): Turn[] =>
  texts.map((text) => ({ role: 'user', text }));

export interface SearchRequest {
  /** The question, already free of personal data. */
  text: string;
  lang: Locale;
  /** Earlier turns, oldest first; they weigh less than `text`. */
  history?: readonly Turn[];
  limit?: number;
  /** Score below which nothing fits, instead of the one chosen on data; 0 ranks without refusing. */
  threshold?: number;
  /** Only sections of this guide. */
  guide?: string;
}

export interface RankedGuide {
  guide: string;
  /** 0..1, comparable between queries. */
  score: number;
}

/** Whether people still ask for a guide that is not answered from: it is suspended, or another took its place. */
export const isWithheld = ({
  status,
  superseded_by,
}: Pick<GuideFields, 'status' | 'superseded_by'>): boolean =>
  status === 'suspended' || (status === 'retired' && superseded_by !== undefined);

/** A matter of another office, and which office. */
export interface Elsewhere {
  matter: string;
  office: string;
}

/** Name in the index of a matter of another office; no guide has such an id. */
export const keyOfMatter = (id: string) => `elsewhere:${id}`;

export interface SearchResult {
  /** Best section first. Empty when nothing fits. */
  hits: SearchHit[];
  /** Guides by their best evidence, best first. Empty when nothing fits. */
  guides: RankedGuide[];
  /** Whether the best score passes the threshold below which nothing fits. */
  fits: boolean;
  /** The matter of another office that the question is about, when it is. */
  elsewhere?: Elsewhere;
  /** The guide that the question is about, when it is one that is not answered from. */
  withheld?: Guide;
}

export interface Knowledge {
  /** The one retrieval path: answers, search, console and benchmark all call this. */
  search(request: SearchRequest): Promise<SearchResult>;
  /** An active guide, or undefined. */
  guide(id: string, lang: Locale): Guide | undefined;
  guides(lang: Locale): readonly Guide[];
  /** What people call the things that guides speak of; knows nothing when there is no sound glossary file. */
  glossary(lang: Locale): Glossary;
  /** Files that were refused at the last load, the glossary among them. */
  problems(): readonly GuideProblem[];
  /** Reads the guides again; searches go to the former index until the new one is whole. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export type FieldName = NonNullable<GuideFields['unstated']>[number];

/** Whether a field holds facts: what an imported source leaves unsaid only fills the format. */
export const isStated = ({ unstated }: Pick<GuideFields, 'unstated'>, field: FieldName): boolean =>
  !unstated?.includes(field);
