import { createHash } from 'node:crypto';
import type { Locale } from '#protocol/index.ts';
import type { Words } from '../services.ts';
import { EXPORT_TEXTS, type ExportTexts } from '../texts/index.ts';
import type { LanguageMap, Node } from './node.ts';

/** Authority tables of the Publications Office of the EU, as CPSV-AP recommends for languages, currencies and countries. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const LANGUAGE_CODE: Readonly<Record<Locale, string>> = { zh: 'ZHO', en: 'ENG' };

export const languageId = (lang: Locale): string => `${AUTHORITY}/language/${LANGUAGE_CODE[lang]}`;

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

interface Named {
  id: string;
  key: string;
  names: Record<Locale, Set<string>>;
}

/** Events in the life of a business; the others are those of people. */
const BUSINESS_EVENTS: ReadonlySet<string> = new Set(['business']);

/**
 * What the services of a catalogue have in common: offices, laws, events, codes, places. Each is named while services
 * are written and written once itself, after them.
 */
export interface Shared {
  /** An office by its names in each language. It is known by its first name, whatever the others. */
  office(names: Words, role: 'authority' | 'participant'): string;
  law(names: Words): string;
  /** An event that groups a service. */
  event(slug: string, service: string): string;
  /** A code of one of the catalogue's own lists. */
  concept(list: string, code: string, label: (texts: ExportTexts) => string): string;
  currency(): string;
  place(): string;
  language(lang: Locale): string;
  /** The resources named so far. */
  nodes(): Iterable<Node>;
}

/** @param langs the languages of the export: labels are given in these only. */
export function createShared(baseUrl: string, langs: readonly Locale[]): Shared {
  const offices = new Map<string, Named & { authority: boolean }>();
  const laws = new Map<string, Named>();
  const events = new Map<string, { id: string; services: string[] }>();
  const concepts = new Map<string, Node>();
  const spoken = new Set<Locale>();

  const inLanguages = (pick: (texts: ExportTexts) => string): Words =>
    Object.fromEntries(langs.map((lang) => [lang, pick(EXPORT_TEXTS[lang])]));

  /** The thing of these names: the Chinese name tells it apart where there is one, as laws and offices are Chinese. */
  function named<T extends Named>(
    known: Map<string, T>,
    kind: string,
    names: Words,
    make: (named: Named) => T,
  ): T {
    const key = digestOf(names.zh ?? names.en ?? '');
    const found =
      known.get(key) ??
      make({ id: `${baseUrl}/id/${kind}/${key}`, key, names: { zh: new Set(), en: new Set() } });
    known.set(key, found);
    for (const lang of langs) {
      const name = names[lang];
      if (name !== undefined) found.names[lang].add(name);
    }
    return found;
  }
  /** The first name in each language, and the others. */
  function labels({ names }: Named): { first: LanguageMap; others: LanguageMap | undefined } {
    const first: LanguageMap = {};
    const others: LanguageMap = {};
    for (const lang of langs) {
      const [one, ...more] = names[lang];
      if (one !== undefined) first[lang] = one;
      if (more.length > 0) others[lang] = more;
    }
    return { first, others: Object.keys(others).length > 0 ? others : undefined };
  }

  const city = `${baseUrl}/id/place/city`;
  const concept = (id: string, label: Words, notation: string) => {
    concepts.set(id, { '@id': id, '@type': 'skos:Concept', label, notation });
    return id;
  };

  return {
    office(names, role) {
      const office = named(offices, 'office', names, (one) => ({ ...one, authority: false }));
      if (role === 'authority') office.authority = true;
      return office.id;
    },
    law: (names) => named(laws, 'law', names, (one) => one).id,
    event(slug, service) {
      const id = `${baseUrl}/id/event/${slug}`;
      const event = events.get(slug) ?? { id, services: [] };
      events.set(slug, event);
      event.services.push(service);
      return id;
    },
    concept: (list, code, label) => concept(`${baseUrl}/id/${list}/${code}`, inLanguages(label), code),
    currency: () =>
      concept(
        `${AUTHORITY}/currency/CNY`,
        inLanguages(({ currency }) => currency),
        'CNY',
      ),
    place: () => city,
    language(lang) {
      spoken.add(lang);
      return languageId(lang);
    },
    *nodes() {
      for (const office of offices.values()) {
        const { first, others } = labels(office);
        yield {
          '@id': office.id,
          '@type': office.authority
            ? ['cv:PublicOrganisation', 'org:Organization', 'foaf:Agent']
            : ['org:Organization', 'foaf:Agent'],
          identifier: office.key,
          title: first,
          label: first,
          otherLabel: others,
          spatial: city,
        };
      }
      for (const law of laws.values()) {
        const { first, others } = labels(law);
        yield {
          '@id': law.id,
          '@type': 'eli:LegalResource',
          identifier: law.key,
          title: first,
          otherLabel: others,
        };
      }
      for (const [slug, { id, services }] of events)
        yield {
          '@id': id,
          '@type': ['cv:Event', BUSINESS_EVENTS.has(slug) ? 'cv:BusinessEvent' : 'cv:LifeEvent'],
          identifier: slug,
          title: inLanguages(({ lifeEvents }) => lifeEvents[slug] ?? slug),
          serves: services,
        };
      yield* concepts.values();
      for (const lang of spoken)
        yield {
          '@id': languageId(lang),
          '@type': 'dct:LinguisticSystem',
          label: inLanguages(({ languages }) => languages[lang]),
        };
      yield {
        '@id': city,
        '@type': 'dct:Location',
        placeName: inLanguages((texts) => texts.city),
        isPartOf: {
          '@id': `${AUTHORITY}/country/CHN`,
          '@type': 'dct:Location',
          placeName: inLanguages(({ country }) => country),
        },
      };
    },
  };
}
