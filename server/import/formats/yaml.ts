import { isCollection, isScalar, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import type { Source } from '../recognise/blocks.ts';
import { Refused } from '../refuse.ts';
import { checkStructure } from '../safety/structure.ts';
import type { Limits } from '../types.ts';
import { sourceOf } from './structured.ts';

export interface YamlDocument {
  value: unknown;
  /** 1-based line of the value at a path, or of its nearest parent that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Parses YAML, one value a document. Aliases are refused (they are what YAML bombs are made of), tags too.
 * @param firstLine 1-based line of the file on which `text` starts.
 * @throws {Refused} `broken`, `too_deep` or `unsafe_key`, with the line.
 */
export function parseYaml(text: string, firstLine: number, limits: Limits): YamlDocument[] {
  const counter = new LineCounter();
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const documents = parseAllDocuments(text, { lineCounter: counter, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [fault] = [...document.errors, ...document.warnings];
    // The library's word for nesting that exhausts the stack.
    if (fault?.code === 'RESOURCE_EXHAUSTION') throw new Refused('too_deep', 'stack');
    if (fault) throw new Refused('broken', fault.message.slice(0, 200), { line: lineAt(fault.pos[0]) });
    visit(document, {
      Alias: (_key, { source, range }) => {
        throw new Refused('broken', `*${source}`, { line: lineAt(range?.[0] ?? 0) });
      },
    });
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    checkStructure(value, limits);
    return {
      value,
      lineOf(path) {
        let node: Node | null = document.contents;
        for (const step of path) {
          if (!isCollection(node)) break;
          const next: unknown = node.get(step, true);
          if (!isScalar(next) && !isCollection(next)) break;
          node = next;
        }
        return lineAt(node?.range?.[0] ?? 0);
      },
    };
  });
}

/** A YAML file: one service a document, or one list of services. */
export function readYaml(text: string, limits: Limits): Source[] {
  return parseYaml(text, 1, limits).flatMap(({ value, lineOf }) => {
    if (value === null || value === undefined) return [];
    if (!Array.isArray(value)) return [sourceOf(value, lineOf([]))];
    return value.map((each: unknown, index) => sourceOf(each, lineOf([index])));
  });
}
