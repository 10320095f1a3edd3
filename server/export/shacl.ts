import type { Readable } from 'node:stream';
import { PREFIXES } from './cpsv-ap/context.ts';

/** A rule of the shapes that the export breaks. */
export interface Violation {
  /** Guide that the resource belongs to; null for what guides share, such as offices. */
  guide: string | null;
  /** Address of the resource at fault. */
  node: string;
  /** Property at fault, with its prefix; null when the rule is about the resource itself. */
  path: string | null;
  message: string;
}

/** The libraries that check an export are not installed: they serve developers, not the hall. */
export class CheckerMissing extends Error {
  override name = 'CheckerMissing';
}

/** The shapes given are not Turtle. */
export class ShapesUnreadable extends Error {
  override name = 'ShapesUnreadable';
}

async function libraries() {
  try {
    const [{ JsonLdParser }, { Parser, Store }, { default: Validator }] = await Promise.all([
      import('jsonld-streaming-parser'),
      import('n3'),
      import('rdf-validate-shacl'),
    ]);
    return { JsonLdParser, Parser, Store, Validator };
  } catch (error) {
    throw new CheckerMissing(
      'the libraries that check an export are missing (rdf-validate-shacl, n3, jsonld-streaming-parser); run "npm install" without --omit=dev',
      { cause: error },
    );
  }
}

function prefixed(iri: string): string {
  for (const [prefix, namespace] of Object.entries(PREFIXES))
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  return iri;
}

/**
 * Checks a JSON-LD export against SHACL shapes.
 * @param data the export, as text.
 * @param shapes Turtle.
 * @returns every violation, in the order of guides and properties; empty when the export conforms.
 * @throws {CheckerMissing} without the libraries, {ShapesUnreadable} for shapes that are not Turtle, an error of the
 * parser for data that is not JSON-LD.
 */
export async function checkShapes(data: Readable, shapes: string, baseUrl: string): Promise<Violation[]> {
  const { JsonLdParser, Parser, Store, Validator } = await libraries();
  const rules = new Store();
  try {
    rules.addQuads(new Parser().parse(shapes));
  } catch (error) {
    throw new ShapesUnreadable(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const parser = new JsonLdParser({
    documentLoader: {
      load: (url: string) =>
        Promise.reject(new Error(`the export refers to a context outside itself: ${url}`)),
    },
  });
  const graph = new Store();
  data.on('error', (error) => parser.destroy(error));
  for await (const quad of data.pipe(parser)) graph.addQuad(quad);
  const report = await new Validator(rules).validate(graph);

  const guides = `${baseUrl}/guides/`;
  return report.results
    .map(({ focusNode, path, message, sourceConstraintComponent }): Violation => {
      const node = focusNode.value;
      const guide = node.startsWith(guides)
        ? (/^[^#?/]+/.exec(node.slice(guides.length))?.[0] ?? null)
        : null;
      const said = message.map(({ value }) => value).join('; ');
      return {
        guide,
        node,
        path: path === null || path === undefined ? null : prefixed(path.value),
        message: said === '' ? prefixed(sourceConstraintComponent.value) : said,
      };
    })
    .sort((a, b) => (`${a.guide} ${a.node} ${a.path}` < `${b.guide} ${b.node} ${b.path}` ? -1 : 1));
}
