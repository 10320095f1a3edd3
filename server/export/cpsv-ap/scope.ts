import type { FieldName, Guide } from '#server/knowledge/index.ts';
import { type Service, states, type Words, wordsOf } from '../services.ts';
import { EXPORT_TEXTS, type ExportTexts } from '../texts/index.ts';
import type { Shared } from './shared.ts';

/** What the parts of one service are written with. */
export interface Scope {
  service: Service;
  /** The version that gives the figures. */
  main: Guide;
  shared: Shared;
  baseUrl: string;
  /** Address of the guide's page. */
  page: string;
  /** Address and identifier of a part of the service, such as `material-photo`. */
  part(name: string): { '@id': string; identifier: string };
  /** Our own words, in the languages of the service. */
  words(pick: (texts: ExportTexts) => string): Words;
  /** What `make` gives when the field holds facts, nothing otherwise. */
  stated<T>(field: FieldName, make: () => readonly T[]): readonly T[];
}

export function scopeOf(service: Service, baseUrl: string, shared: Shared): Scope {
  const page = `${baseUrl}/guides/${service.id}`;
  return {
    service,
    main: service.versions[0],
    shared,
    baseUrl,
    page,
    part: (name) => ({ '@id': `${page}#${name}`, identifier: `${service.id}/${name}` }),
    words: (pick) => wordsOf(service, ({ lang }) => pick(EXPORT_TEXTS[lang])),
    stated: (field, make) => (states(service, field) ? make() : []),
  };
}

/** The parts that are there as one text, or undefined when there are none. */
export function said(
  guide: Guide,
  parts: (texts: ExportTexts) => readonly (string | undefined)[],
): string | undefined {
  const texts = EXPORT_TEXTS[guide.lang];
  const present = parts(texts).filter((part): part is string => part !== undefined && part !== '');
  return present.length === 0 ? undefined : texts.join(present);
}
