import type { StructuredToolParams } from '@langchain/core/tools';
import type { z } from 'zod';
import type { CaseCard, Locale, SearchHit } from '#protocol/index.ts';
import type { Guide, Knowledge } from '#server/knowledge/index.ts';
import { remembering } from '../../recent.ts';
import { neutral } from '../../safety/index.ts';
import type { Sources } from '../../sources.ts';
import type { NumberedSection } from '../../types.ts';

/** What a tool hands to a writer of our own beside the words for a language model. */
export type ToolArtifact =
  | { kind: 'search'; sections: NumberedSection[] }
  | { kind: 'guide'; guide: Guide; sections: NumberedSection[] }
  | { kind: 'case'; cases: CaseCard[]; sections: NumberedSection[] }
  | { kind: 'callback' };

/** Whether the page goes on with a card: then an answer may end without a word. */
export const leavesToCard = ({ kind }: ToolArtifact): boolean => kind === 'callback' || kind === 'case';

/** The words for a language model, and the artifact. */
export type ToolResult = [content: string, artifact: ToolArtifact];

export interface ToolContext {
  locale: Locale;
  knowledge: Knowledge;
  sources: Sources;
  /** Cases this session has proved to be its citizen's. */
  cases(): Promise<CaseCard[]>;
  /** The words of a case that sentences about it cite; no receipt, no name. */
  caseText(card: CaseCard): { title: string; text: string };
  /** Tells the page what to show: the cases, or the card that asks for proof. */
  showCases(cases: readonly CaseCard[]): void;
  /** Offers a call back about `topic`, in a card that the citizen alone can send. */
  offerCallback(topic: string): void;
}

/** A tool that any model of LangChain can be offered. It is run without LangChain, which takes some 0.3 ms a call. */
export interface Tool extends StructuredToolParams {
  description: string;
  /** Undefined when the arguments do not fit the schema; then nothing is done. */
  run(args: unknown): Promise<ToolResult> | undefined;
}

/** Makes one tool for one answer. */
export type ToolMaker = (context: ToolContext) => Tool;

/** @param work is given arguments as the schema gives them. */
export function tool<Schema extends z.ZodType>(
  work: (args: z.infer<Schema>) => Promise<ToolResult>,
  { schema, ...described }: { name: string; description: string; schema: Schema },
): Tool {
  return {
    ...described,
    schema,
    run(args) {
      const parsed = schema.safeParse(args);
      return parsed.success ? work(parsed.data) : undefined;
    },
  };
}

/** Texts whose neutral form is kept: titles and sections are put before writers again and again. */
const KEPT_TEXTS = 2000;
const neutralText = remembering(KEPT_TEXTS, neutral);

/**
 * Sections as a language model reads them: number, guide, anchor, text. Each stands between marks that its own text
 * cannot make, so that it ends where we say.
 */
export function sectionsForModel(sections: readonly NumberedSection[]): string {
  return sections
    .map(
      ({ n, guide, section, title, text }) =>
        `[${n}] ${neutralText(title)} (${guide}#${section})\n<section n="${n}">\n${neutralText(text)}\n</section>`,
    )
    .join('\n\n');
}

/** Sections found, for both kinds of writer. */
export const both = (sections: NumberedSection[], artifact: ToolArtifact): ToolResult => [
  sections.length > 0 ? sectionsForModel(sections) : 'Nothing found.',
  artifact,
];

/** Numbers the hits of a search so that sentences can cite them. */
export function numbered(hits: readonly SearchHit[], lang: Locale, sources: Sources): NumberedSection[] {
  return hits.map(({ guide, version, section, title, text }) =>
    sources.add({ guide, version, section, title, text, lang }),
  );
}
