import { Readable } from 'node:stream';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { Store, type Term } from 'n3';
import { PREFIXES } from '../cpsv-ap/context.ts';

/** `dct:title` → its whole address. */
export function iri(name: string): string {
  const [prefix = '', local = ''] = name.split(':');
  const namespace = Object.entries(PREFIXES).find(([known]) => known === prefix)?.[1];
  if (namespace === undefined) throw new Error(`no prefix ${prefix}`);
  return namespace + local;
}

export interface Graph {
  store: Store;
  /** Addresses of the resources of a class. */
  all(type: string): string[];
  /** Values of a property, in no order. */
  values(subject: string, property: string): Term[];
  /** A property's only value. @throws when there is none or more than one. */
  value(subject: string, property: string): Term;
  /** Words of a property by language. @throws when a value has no language. */
  words(subject: string, property: string): Record<string, string[]>;
}

const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** Reads JSON-LD as a machine would, without network. */
export async function graphOf(pieces: Iterable<string>): Promise<Graph> {
  const store = new Store();
  const parser = new JsonLdParser({
    documentLoader: { load: (url: string) => Promise.reject(new Error(`asked the network for ${url}`)) },
  });
  const text = Readable.from(pieces);
  text.on('error', (error) => parser.destroy(error));
  for await (const quad of text.pipe(parser)) store.addQuad(quad);
  const values = (subject: string, property: string) =>
    store.getObjects(subject, iri(property), null) as Term[];
  return {
    store,
    all: (type) => store.getSubjects(TYPE, iri(type), null).map(({ value }) => value),
    values,
    value(subject, property) {
      const [first, ...more] = values(subject, property);
      if (first === undefined || more.length > 0)
        throw new Error(`${subject} has ${more.length + (first ? 1 : 0)} ${property}`);
      return first;
    },
    words(subject, property) {
      const words: Record<string, string[]> = {};
      for (const term of values(subject, property)) {
        if (term.termType !== 'Literal' || term.language === '')
          throw new Error(`${subject} ${property} has a value without language: ${term.value}`);
        words[term.language] = [...(words[term.language] ?? []), term.value];
      }
      return words;
    },
  };
}
