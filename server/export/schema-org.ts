import type { Locale } from '#protocol/index.ts';
import { type FieldName, type Guide, isStated } from '#server/knowledge/index.ts';
import { isoDuration } from './duration.ts';
import { phonesIn } from './phones.ts';
import { EXPORT_TEXTS } from './texts/index.ts';

/** BCP 47 tags of the languages that pages are written in. */
const LANGUAGE_TAG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };

/** A resource of schema.org; undefined properties are not written. */
export interface Thing {
  '@type': string;
  '@id'?: string;
  '@context'?: string;
  [property: string]: string | number | boolean | Thing | readonly (string | Thing)[] | undefined;
}

export interface GovernmentServiceOptions {
  /** Where the hall is reached, without a slash at the end. */
  baseUrl: string;
  /** Name of another guide in the same language, or undefined when it is not public. */
  nameOf(id: string): string | undefined;
}

const pageOf = (baseUrl: string, id: string, lang: Locale) => `${baseUrl}/guides/${id}?lang=${lang}`;

function channelsOf(guide: Guide, baseUrl: string): Thing[] {
  const { handling, locations, time_limit: limit, contacts } = guide;
  const texts = EXPORT_TEXTS[guide.lang];
  const common = {
    processingTime: isStated(guide, 'time_limit') ? isoDuration(limit.promised) : undefined,
    availableLanguage: LANGUAGE_TAG[guide.lang],
  };
  const phoneOf = (number: string): Thing => ({ '@type': 'ContactPoint', telephone: number });
  const windows = isStated(guide, 'locations')
    ? locations.map(
        ({ name, address, hours, phone }): Thing => ({
          '@type': 'ServiceChannel',
          name,
          ...common,
          serviceLocation: {
            '@type': 'GovernmentOffice',
            name,
            address: { '@type': 'PostalAddress', streetAddress: address, addressCountry: 'CN' },
            telephone: phonesIn(phone),
            description: hours,
          },
          servicePhone: phonesIn(phone).map(phoneOf),
        }),
      )
    : [];
  return handling.channels.flatMap((channel): Thing[] => {
    if (channel === 'window' && windows.length > 0) return windows;
    const online = (channel === 'web' || channel === 'mobile') && handling.online !== null;
    return [
      {
        '@type': 'ServiceChannel',
        name: texts.channel[channel],
        ...common,
        serviceUrl: online ? `${baseUrl}${handling.online}` : undefined,
        servicePhone: isStated(guide, 'contacts') ? phonesIn(contacts.consult).map(phoneOf) : undefined,
      },
    ];
  });
}

function offersOf({ fees, lang }: Guide): Thing[] {
  const texts = EXPORT_TEXTS[lang];
  if (fees.length === 0)
    return [{ '@type': 'Offer', price: '0', priceCurrency: 'CNY', description: texts.free }];
  return fees.map(({ name, amount, basis, waiver, notes }) => ({
    '@type': 'Offer',
    name,
    price: amount === null ? undefined : String(amount / 100),
    priceCurrency: amount === null ? undefined : 'CNY',
    description: texts.join(
      [notes, waiver === undefined ? undefined : texts.waiver(waiver), texts.basis(basis)].filter(
        (text): text is string => text !== undefined,
      ),
    ),
  }));
}

/** The way through a service as a `HowTo`, with the papers to bring. */
function howTo(guide: Guide, page: string): Thing | undefined {
  if (!isStated(guide, 'steps')) return undefined;
  const papers = isStated(guide, 'materials') ? guide.materials : [];
  return {
    '@type': 'HowTo',
    '@id': `${page}#steps`,
    name: guide.name,
    inLanguage: LANGUAGE_TAG[guide.lang],
    totalTime: isStated(guide, 'time_limit') ? isoDuration(guide.time_limit.promised) : undefined,
    supply: papers
      .filter(({ source }) => source === 'applicant')
      .map(({ name, when }): Thing => ({ '@type': 'HowToSupply', name, description: when ?? undefined })),
    step: guide.steps.map(
      ({ name, text }, index): Thing => ({ '@type': 'HowToStep', position: index + 1, name, text }),
    ),
  };
}

/**
 * A guide as the `GovernmentService` of schema.org, for its public page. It holds what the page shows and nothing more;
 * what a guide leaves unstated is left out.
 */
export function governmentService(guide: Guide, { baseUrl, nameOf }: GovernmentServiceOptions): Thing {
  const { id, lang, name, authority, audience, result, legal_basis, source, effective } = guide;
  const texts = EXPORT_TEXTS[lang];
  const page = pageOf(baseUrl, id, lang);
  const stated = <T>(field: FieldName, make: () => T): T | undefined =>
    isStated(guide, field) ? make() : undefined;
  const serviceAt = (other: string): Thing[] => {
    const otherName = nameOf(other);
    if (otherName === undefined) return [];
    const url = pageOf(baseUrl, other, lang);
    return [{ '@type': 'GovernmentService', '@id': `${url}#service`, name: otherName, url }];
  };
  const parts = guide.includes.flatMap(serviceAt);
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': `${page}#service`,
    name,
    description: stated('summary', () => guide.summary),
    identifier: id,
    url: page,
    serviceType: texts.lifeEvents[guide.life_event],
    serviceOperator: { '@type': 'GovernmentOrganization', name: authority.name },
    provider: [authority.name, ...authority.joint].map(
      (office): Thing => ({ '@type': 'Organization', name: office }),
    ),
    jurisdiction: { '@type': 'AdministrativeArea', name: texts.city },
    areaServed: { '@type': 'AdministrativeArea', name: texts.city },
    audience: audience.map((who): Thing => ({ '@type': 'Audience', audienceType: texts.audience[who] })),
    availableChannel: stated('handling', () => channelsOf(guide, baseUrl)),
    offers: stated('fees', () => offersOf(guide)),
    serviceOutput: stated(
      'result',
      (): Thing => ({
        '@type': 'Thing',
        name: result.name,
        description: result.notes,
      }),
    ),
    hasOfferCatalog:
      parts.length === 0
        ? undefined
        : {
            '@type': 'OfferCatalog',
            name,
            itemListElement: parts.map((part): Thing => ({ '@type': 'Offer', itemOffered: part })),
          },
    isRelatedTo: guide.related.flatMap(serviceAt),
    subjectOf: howTo(guide, page),
    mainEntityOfPage: {
      '@type': 'WebPage',
      '@id': page,
      name,
      inLanguage: LANGUAGE_TAG[lang],
      dateModified: source.reviewed,
      datePublished: effective.from,
      expires: effective.to,
      publisher: { '@type': 'Organization', name: texts.catalogue.publisher },
      citation: stated('legal_basis', () =>
        legal_basis.map(
          ({ title, article, url }): Thing => ({
            '@type': 'Legislation',
            name: article === undefined ? title : texts.article(title, article),
            url,
          }),
        ),
      ),
    },
  };
}

const ESCAPED: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * JSON-LD as the text of a `<script type="application/ld+json">`: no `<` is left in it, so that no word of a guide can
 * end the element or open a comment in it.
 */
export const scriptText = (data: Thing): string =>
  JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => ESCAPED[sign] ?? sign);
