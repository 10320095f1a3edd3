import type { Locale } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { servicesOf, type Words } from '../services.ts';
import { EXPORT_TEXTS, type ExportTexts } from '../texts/index.ts';
import { document } from './access.ts';
import { CONTEXT } from './context.ts';
import type { Node } from './node.ts';
import { publicService, serviceAddress } from './service.ts';
import { createShared } from './shared.ts';

/** The profile that the export keeps to. */
const PROFILE = 'https://semiceu.github.io/CPSV-AP/releases/3.2.0/';

export interface CpsvApOptions {
  /** Where the hall is reached from outside, without a slash at the end; every address in the export starts with it. */
  baseUrl: string;
  /** Languages of the export. Addresses are the same whatever these are, if guides of all languages are given. */
  langs: readonly Locale[];
}

/** The resources of a catalogue: itself, every service, then what the services share. */
function* nodesOf(guides: readonly Guide[], { baseUrl, langs }: CpsvApOptions): Generator<Node> {
  const services = servicesOf(
    guides.filter(({ status }) => status === 'active'),
    langs,
  );
  const ids = new Set(services.map(({ id }) => id));
  const shared = createShared(baseUrl, langs);
  const id = `${baseUrl}/id/catalogue`;
  const words = (pick: (texts: ExportTexts) => string): Words =>
    Object.fromEntries(langs.map((lang) => [lang, pick(EXPORT_TEXTS[lang])]));
  const publisher = words(({ catalogue }) => catalogue.publisher);
  yield {
    '@id': id,
    '@type': 'dcat:Dataset',
    identifier: 'catalogue',
    title: words(({ catalogue }) => catalogue.title),
    description: words(({ catalogue }) => catalogue.description),
    publisher: {
      '@id': `${baseUrl}/id/publisher`,
      '@type': ['foaf:Agent', 'org:Organization'],
      identifier: 'publisher',
      title: publisher,
      label: publisher,
      spatial: shared.place(),
    },
    landingPage: document(`${baseUrl}/`),
    conformsTo: PROFILE,
    language: langs.map((lang) => shared.language(lang)),
    spatial: shared.place(),
    hasPart: services.map((service) => serviceAddress(baseUrl, service.id)),
  };
  for (const service of services)
    yield publicService(service, { baseUrl, id, shared, has: (other) => ids.has(other) });
  yield* shared.nodes();
}

/**
 * The active guides as one catalogue in JSON-LD after CPSV-AP 3.2, in pieces of text that together are one document.
 * Guides of one id are one service, its words tagged by language. The context is in the document: reading it needs
 * no network.
 */
export function* cpsvAp(guides: readonly Guide[], options: CpsvApOptions): Generator<string> {
  yield `{\n"@context": ${JSON.stringify(CONTEXT, null, 1)},\n"@graph": [`;
  let separator = '\n';
  for (const node of nodesOf(guides, options)) {
    yield `${separator}${JSON.stringify(node)}`;
    separator = ',\n';
  }
  yield '\n]\n}\n';
}
