import { FIELD_ANCHORS, type FieldName, isStated } from '#server/knowledge/index.ts';
import { byPlace, entriesOf, namesOf } from '../services.ts';
import { EXPORT_TEXTS } from '../texts/index.ts';
import { document } from './access.ts';
import type { Node } from './node.ts';
import type { Scope } from './scope.ts';

/** Fields whose sections say how a service is carried out. The sections of a guide's body do so as well. */
const PROCEDURE: readonly FieldName[] = ['steps', 'time_limit', 'handling'];

/** The rules a service rests on as `eli:LegalResource`, each with the law that it is an article of. */
export const lawsOf = ({ service, shared, part, stated }: Scope): readonly Node[] =>
  stated('legal_basis', () =>
    entriesOf(service, ({ legal_basis }) => legal_basis, byPlace).map((entry) => ({
      ...part(`law-${entry.key}`),
      '@type': 'eli:LegalResource',
      title: entry.words(({ title, article }, { lang }) =>
        article === undefined ? title : EXPORT_TEXTS[lang].article(title, article),
      ),
      relation: shared.law(namesOf(service, ({ legal_basis }) => legal_basis[Number(entry.key) - 1]?.title)),
      page: entry.main.url === undefined ? undefined : document(entry.main.url),
    })),
  );

/**
 * How a service is carried out as `cpsv:Rule`: steps, time limits, ways of handling, and every section of the guide's
 * body, under the addresses that they have on the guide's page.
 * @param laws what the rules implement.
 */
export function rulesOf({ service, shared, part }: Scope, laws: readonly Node[]): Node[] {
  const sections = entriesOf(
    service,
    (guide) =>
      guide.sections.filter(({ anchor }) => {
        if (!FIELD_ANCHORS.has(anchor)) return true;
        const field = PROCEDURE.find((name) => name === anchor);
        return field !== undefined && isStated(guide, field);
      }),
    ({ anchor }) => anchor,
  );
  return sections.map((entry) => ({
    ...part(entry.key),
    '@type': 'cpsv:Rule',
    title: entry.words(({ title }) => title),
    description: entry.words(({ text }) => text),
    language: service.versions.map(({ lang }) => shared.language(lang)),
    implements: laws.map((law) => law['@id']),
  }));
}
