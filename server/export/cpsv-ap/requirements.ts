import type { GuideFields } from '#protocol/index.ts';
import { entriesOf } from '../services.ts';
import type { Need } from '../texts/index.ts';
import type { Node } from './node.ts';
import { type Scope, said } from './scope.ts';

type Material = GuideFields['materials'][number];

const needOf = ({ required, when }: Material): Need =>
  when !== null ? 'conditional' : required ? 'always' : 'optional';

/** Conditions as `cv:Criterion`: what must be true of whoever applies. */
function criteria({ service, shared, part, stated }: Scope): readonly Node[] {
  const type = () => shared.concept('requirement', 'criterion', ({ requirement }) => requirement.criterion);
  return stated('conditions', () =>
    entriesOf(
      service,
      ({ conditions }) => conditions,
      ({ id }) => id,
    ).map((entry) => ({
      ...part(`condition-${entry.key}`),
      '@type': ['cv:Requirement', 'cv:Criterion'],
      title: entry.words(({ text }) => text),
      type: type(),
    })),
  );
}

/**
 * Materials twice over: as `cv:Evidence`, the paper itself, and as `cv:InformationRequirement`, whether and when it is
 * asked for. The two point at each other.
 */
function papers({ service, shared, part, stated }: Scope): readonly { requirement: Node; evidence: Node }[] {
  return stated('materials', () =>
    entriesOf(
      service,
      ({ materials }) => materials,
      ({ id }) => id,
    ).map((entry) => {
      const { source } = entry.main;
      const need = needOf(entry.main);
      const asked = part(`requirement-${entry.key}`);
      const paper = part(`material-${entry.key}`);
      const title = entry.words(({ name }) => name);
      return {
        requirement: {
          ...asked,
          '@type': ['cv:Requirement', 'cv:InformationRequirement'],
          title,
          description: entry.words(({ when }, guide) =>
            said(guide, (texts) => [when === null ? texts.need[need] : texts.when(when)]),
          ),
          type: [
            shared.concept('requirement', 'information', ({ requirement }) => requirement.information),
            shared.concept('need', need, (texts) => texts.need[need]),
          ],
          supportedBy: paper['@id'],
        },
        evidence: {
          ...paper,
          '@type': 'cv:Evidence',
          title,
          description: entry.words(({ originals, copies, deferrable, notes }, guide) =>
            said(guide, (texts) => [
              texts.amount(originals, copies),
              texts.materialSource[source],
              deferrable ? texts.deferrable : undefined,
              notes,
            ]),
          ),
          type: shared.concept('material-source', source, (texts) => texts.materialSource[source]),
          supports: asked['@id'],
        },
      };
    }),
  );
}

/** What a service asks of whoever applies: `requirements` to be met and the `evidence` that shows it. */
export function requirementsOf(scope: Scope): { requirements: Node[]; evidence: Node[] } {
  const asked = papers(scope);
  return {
    requirements: [...criteria(scope), ...asked.map(({ requirement }) => requirement)],
    evidence: asked.map(({ evidence }) => evidence),
  };
}
