import { isStated } from '#server/knowledge/index.ts';
import { isoDuration } from '../duration.ts';
import { byPlace, entriesOf, namesOf, type Service, states, wordsOf } from '../services.ts';
import { channelsOf, contactPointsOf, document } from './access.ts';
import type { LanguageMap, Node } from './node.ts';
import { requirementsOf } from './requirements.ts';
import { lawsOf, rulesOf } from './rules.ts';
import { type Scope, said, scopeOf } from './scope.ts';
import type { Shared } from './shared.ts';

/** What a service is written into. */
export interface Catalogue {
  baseUrl: string;
  /** Address of the catalogue itself. */
  id: string;
  shared: Shared;
  /** Whether a service is part of the catalogue, so that no link leads out of it. */
  has(id: string): boolean;
}

export const serviceAddress = (baseUrl: string, id: string): string => `${baseUrl}/guides/${id}#service`;

/** Fees as `cv:Cost` in yuan. A service that states that it is free has one cost of 0, so that free and unknown differ. */
function costsOf({ service, main, shared, part, words, stated }: Scope): readonly Node[] {
  return stated('fees', () => {
    if (main.fees.length === 0)
      return [
        {
          ...part('fees'),
          '@type': 'cv:Cost',
          description: words(({ free }) => free),
          value: '0',
          currency: shared.currency(),
        },
      ];
    return entriesOf(service, ({ fees }) => fees, byPlace).map((entry): Node => {
      const { amount } = entry.main;
      return {
        ...part(`fee-${entry.key}`),
        '@type': 'cv:Cost',
        title: entry.words(({ name }) => name),
        description: entry.words(({ name, notes, waiver, basis }, guide) =>
          said(guide, (texts) => [
            name,
            notes,
            waiver === undefined ? undefined : texts.waiver(waiver),
            texts.basis(basis),
          ]),
        ),
        value: amount === null ? undefined : String(amount / 100),
        currency: amount === null ? undefined : shared.currency(),
      };
    });
  });
}

/** What comes of a service, as `cv:Output`. */
const outputOf = ({ service, part, stated }: Scope): readonly Node[] =>
  stated('result', () => [
    {
      ...part('result'),
      '@type': 'cv:Output',
      title: wordsOf(service, ({ result }) => result.name),
      description: wordsOf(service, (guide) =>
        said(guide, (texts) => [
          texts.delivered(texts.list(guide.result.delivery.map((way) => texts.delivery[way]))),
          guide.result.validity === undefined ? undefined : texts.validity(guide.result.validity),
          guide.result.notes,
        ]),
      ),
    },
  ]);

/** Offices that take part beside the competent one, as `cv:Participation`. */
const participationsOf = ({ service, shared, part, words }: Scope): Node[] =>
  entriesOf(service, ({ authority }) => authority.joint, byPlace).map((entry) => ({
    ...part(`joint-${entry.key}`),
    '@type': 'cv:Participation',
    description: words(({ jointOffice }) => jointOffice),
    role: shared.concept('role', 'joint-office', ({ jointOffice }) => jointOffice),
    hasParticipant: shared.office(
      namesOf(service, ({ authority }) => authority.joint[Number(entry.key) - 1]),
      'participant',
    ),
  }));

function aliasesOf({ versions }: Service): LanguageMap {
  return Object.fromEntries(
    versions.filter(({ aliases }) => aliases.length > 0).map(({ lang, aliases }) => [lang, aliases]),
  );
}

/**
 * A service as the `cpsv:PublicService` of CPSV-AP 3.2: everything that its guide states and the vocabulary has a place
 * for. Figures come from the first version, words from all; what a guide leaves unstated is left out.
 */
export function publicService(service: Service, { baseUrl, id: catalogue, shared, has }: Catalogue): Node {
  const scope = scopeOf(service, baseUrl, shared);
  const { main, page, part } = scope;
  const address = serviceAddress(baseUrl, service.id);
  const { requirements, evidence } = requirementsOf(scope);
  const laws = lawsOf(scope);
  const linked = (ids: readonly string[]) => ids.filter(has).map((id) => serviceAddress(baseUrl, id));
  const { effective } = main;
  return {
    '@id': address,
    '@type': 'cpsv:PublicService',
    identifier: service.id,
    title: wordsOf(service, ({ name }) => name),
    description: wordsOf(service, (guide) => (isStated(guide, 'summary') ? guide.summary : guide.name)),
    keyword: aliasesOf(service),
    classifiedBy: shared.concept('kind', main.kind, (texts) => texts.kind[main.kind]),
    status: shared.concept('status', main.status, (texts) => texts.status[main.status]),
    audience: main.audience.map((who) => shared.concept('audience', who, (texts) => texts.audience[who])),
    language: service.versions.map(({ lang }) => shared.language(lang)),
    spatial: shared.place(),
    temporal: {
      '@id': part('effective')['@id'],
      '@type': 'dct:PeriodOfTime',
      startDate: effective.from,
      endDate: effective.to,
    },
    modified: main.source.reviewed,
    version: service.versions.map(({ lang, version }) => `${lang} ${version}`),
    isPartOf: catalogue,
    page: service.versions.map(({ lang }) => document(`${page}?lang=${lang}`)),
    groupedBy: shared.event(main.life_event, address),
    competentAuthority: shared.office(
      namesOf(service, ({ authority }) => authority.name),
      'authority',
    ),
    hasParticipation: participationsOf(scope),
    processingTime: states(service, 'time_limit') ? isoDuration(main.time_limit.promised) : undefined,
    holdsRequirement: requirements,
    hasInput: evidence,
    produces: outputOf(scope),
    hasCost: costsOf(scope),
    hasChannel: channelsOf(scope),
    contactPoint: contactPointsOf(scope),
    hasLegalResource: laws,
    follows: rulesOf(scope, laws),
    hasPart: linked(main.includes),
    relatedService: linked([...new Set([...main.includes, ...main.related])]),
  };
}
