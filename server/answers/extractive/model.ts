import { type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import type { Locale } from '#protocol/index.ts';
import type { Aspect, Glossary } from '#server/knowledge/index.ts';
import type { CallPiece, PieceSource } from '../write/chat/pieces.ts';
import { CASE_STATUS, GET_GUIDE_SECTION, type ToolArtifact } from '../write/tools/index.ts';
import { compose, composeCase, likelyAmong, passageSection, sectionsNeeded } from './compose.ts';

interface ExtractiveFields {
  locale: Locale;
  /** What the question is about, from the step that understood it. */
  aspects: readonly Aspect[];
  /** Whether the question is about the citizen's own application. */
  aboutCase: boolean;
  glossary: Glossary;
  /** What the citizen has told of themselves before, in their words. */
  about: readonly string[];
  /** Whether fewer words are wished for. */
  brief: boolean;
}

type Reply = { call: { name: string; args: Record<string, unknown> } } | { text: string };

function artifactsOf(messages: readonly BaseMessage[]): ToolArtifact[] {
  // Tools of our own made them: a tool message of another maker has none.
  return messages.flatMap((message) =>
    message instanceof ToolMessage && message.artifact ? [message.artifact as ToolArtifact] : [],
  );
}

function replyTo(messages: readonly BaseMessage[], fields: ExtractiveFields): Reply {
  const { locale, aspects, aboutCase, glossary, about, brief } = fields;
  const artifacts = artifactsOf(messages);
  if (aboutCase) {
    const found = artifacts.find((artifact) => artifact.kind === 'case');
    return found ? { text: composeCase(found) } : { call: { name: CASE_STATUS, args: {} } };
  }
  const question = messages.findLast((message) => message instanceof HumanMessage)?.text ?? '';
  const hits = artifacts.find((artifact) => artifact.kind === 'search')?.sections ?? [];
  const guide = hits[0]?.guide;
  const reads = artifacts.flatMap((artifact) => (artifact.kind === 'guide' ? [artifact] : []));
  const read = reads[0];
  if (read === undefined) {
    if (guide === undefined) return { text: '' };
    return { call: { name: GET_GUIDE_SECTION, args: { guide, sections: sectionsNeeded(aspects) } } };
  }
  const sections = [...hits, ...reads.flatMap((each) => each.sections)];
  const likely = likelyAmong(read.guide.id, hits);
  const anchor = passageSection(question, read.guide, aspects, glossary, likely);
  if (anchor !== undefined && reads.length === 1 && !sections.some(({ section }) => section === anchor))
    return { call: { name: GET_GUIDE_SECTION, args: { guide: read.guide.id, sections: [anchor] } } };
  const input = { locale, aspects, question, about, guide: read.guide, glossary, likely };
  return { text: compose(input, sections, { brief }) };
}

const NO_CALLS: readonly CallPiece[] = [];

/**
 * A chat model without a language model: it reads the guides' fields and sections through the same tools and writes
 * short spoken sentences over them, each with its `[n]`. Needs no network, key or GPU; the same question always gets
 * the same answer.
 */
export function createExtractiveModel(fields: ExtractiveFields): PieceSource {
  return {
    async *pieces({ messages }) {
      const reply = replyTo(messages, fields);
      if ('call' in reply) {
        const { name, args } = reply.call;
        const call = { index: 0, id: `${name}-${messages.length}`, name, args: JSON.stringify(args) };
        yield [{ text: '', calls: [call], finish: 'tool_calls' }];
        return;
      }
      // Line by line: each is a whole sentence with its citations, checked and spoken while the next is on its way.
      for (const text of reply.text.match(/[^\n]+\n?|\n/g) ?? [])
        yield [{ text, calls: NO_CALLS, finish: null }];
      yield [{ text: '', calls: NO_CALLS, finish: 'stop' }];
    },
  };
}
