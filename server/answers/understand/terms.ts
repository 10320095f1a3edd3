import type { Glossary, Guide } from '#server/knowledge/index.ts';

/** Words of questions that name no thing. */
const EN_STOP =
  /^(?:a|an|the|and|or|of|to|in|on|at|for|with|my|our|your|is|are|was|do|does|did|can|could|will|would|should|must|may|have|has|had|i|we|you|it|they|he|she|me|us|what|how|when|where|which|who|if|there|here|this|that|need|get|got|want|be|been|not|no|any|some|please|take|go|make|about|from|by|as|long|much|many|also|them|up|out|still|just|one|own|use|bring|cost|fee|free|pay|document|documents|paper|papers|apply|haicheng|now|his|her|their|its|so|then|than|only|per|new|another|valid|validity|online|include|includes|included|today|really|until|first|apply|application|total|altogether|price|money|something|anything|fast|weeks?|days?|done|prepare|qualify|qualifies|till|soon|wait|together|payment|good|shall|okay|whats|thats|theres|dont|lets|mine|those|these)$/;

/** What questions are made of, whatever they are about. */
const ZH_STOP =
  /请问|你好|您好|好的|明白了?|总共|一共|前后|大概|差不多|整个|哪个窗口|哪个|工本费|必须|跑一?趟|天?批?下来|[开转办弄上]好|[交扣花]钱|得交|掏|东西|天数|当天|这儿|那儿|什么|怎么|怎样|如何|哪些|在?哪[里儿]|几点|[上下]班|[开关]门|多少[钱天]?|多久|多长时间|需要|可以|能不能|可不可以|是不是|要不要|会不会|有没有|行不行|算不算|行吗|一下|办理|我们|咱们|我俩|自己|这个|那个|已经|还是|或者|应该|材料|收费|费用|免费|要钱|海澄市?|现在|有效期限?|有效|网上|包[括含]|在哪|之后|以后|能不|可不|多长|多少|几天|拿到|哪|能|要|还|就|都|也|才|会|我|您|你|的|了|吗|呢|啊|呀|咋|啥|去|请|想|那|些|也|是|不(?=[?？]|$)/g;

/** A word without its ending, a doubled last letter single: "cancelled" and "cancel" are one. */
const stemOf = (word: string) =>
  word.replace(/(?:ies|es|s|ed|ing|al|y|e)$/, '').replace(/([bdglmnprt])\1$/, '$1');

function read(text: string, glossary: Glossary): ReadonlySet<string> {
  const { said, rest } = glossary.read(text);
  if (glossary.lang === 'en') {
    const words = rest.match(/[a-z]+/g) ?? [];
    const stems = words.filter((word) => !EN_STOP.test(word)).map((word) => stemOf(word));
    return new Set([...said, ...stems.filter((stem) => stem.length > 2)]);
  }
  const runs = rest.replace(ZH_STOP, ' ').match(/\p{Script=Han}+/gu) ?? [];
  const pairs = runs.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)));
  return new Set([...said, ...pairs]);
}

/** Texts remembered by the glossary that read them: one question is asked of several guides and in several steps. */
const REMEMBERED = 256;
const remembered = new WeakMap<Glossary, Map<string, ReadonlySet<string>>>();

/**
 * What can be compared: the things that the glossary knows, by their ids, so that "娃" finds what a guide says of "孩子";
 * of the rest, pairs of Han characters, and English words without their endings.
 */
export function terms(text: string, glossary: Glossary): ReadonlySet<string> {
  const texts = remembered.get(glossary) ?? new Map<string, ReadonlySet<string>>();
  remembered.set(glossary, texts);
  const known = texts.get(text);
  if (known !== undefined) return known;
  const found = read(text, glossary);
  const oldest = texts.keys().next();
  if (texts.size >= REMEMBERED && !oldest.done) texts.delete(oldest.value);
  texts.set(text, found);
  return found;
}

/** Remembers what was worked out for a guide by a glossary; both are replaced when the knowledge base is read again. */
export function oncePerGuide<T>(work: (guide: Guide, glossary: Glossary) => T) {
  const known = new WeakMap<Glossary, WeakMap<Guide, { value: T }>>();
  return (guide: Guide, glossary: Glossary): T => {
    const guides = known.get(glossary) ?? new WeakMap<Guide, { value: T }>();
    known.set(glossary, guides);
    const kept = guides.get(guide) ?? { value: work(guide, glossary) };
    guides.set(guide, kept);
    return kept.value;
  };
}

/** The terms of a guide's own texts, each read once. */
export const termsOf = oncePerGuide((_guide, glossary) => {
  const known = new Map<string, ReadonlySet<string>>();
  return (text: string): ReadonlySet<string> => {
    const found = known.get(text) ?? read(text, glossary);
    known.set(text, found);
    return found;
  };
});

/** Share of a guide's names from which a term belongs to the matter itself. */
const CORE_SHARE = 0.35;
/** Words of many papers: they name none. */
const GENERIC: ReadonlySet<string> = new Set(
  '证明 证件 登记 记录 居民 household-booklet certificat provinc card'.split(' '),
);

/** Number of a guide's names from which a term tells nothing of one part of the matter. */
const EVERYDAY = 3;

/** Terms that people use for the matter whatever they ask of it. */
export function everyday(guide: Guide, glossary: Glossary): ReadonlySet<string> {
  const names = [guide.name, ...guide.aliases].map((name) => terms(name, glossary));
  const all = new Set(names.flatMap((each) => [...each]));
  const often = [...all].filter((term) => names.filter((each) => each.has(term)).length >= EVERYDAY);
  const { persons } = glossary;
  return new Set([...terms(guide.name, glossary), ...often.filter((term) => !persons.has(term))]);
}

/** Whether a term tells nothing of which matter is meant. */
const tellsNothing = (term: string, { persons }: Glossary) => persons.has(term) || GENERIC.has(term);

const coreOf = oncePerGuide((guide, glossary): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  const names = [guide.name, ...guide.aliases];
  for (const name of names)
    for (const term of terms(name, glossary)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count >= names.length * CORE_SHARE);
  return new Set(often.flatMap(([term]) => (tellsNothing(term, glossary) ? [] : [term])));
});

const aliasTerms = oncePerGuide((guide, glossary): readonly (readonly string[])[] =>
  guide.aliases
    .map((alias) => [...terms(alias, glossary)])
    .filter((whole) => whole.some((term) => !tellsNothing(term, glossary))),
);

/**
 * Whether a question says what the matter of a guide is called, and not only something that belongs to it.
 * @param said terms of the question.
 */
export function names(said: ReadonlySet<string>, guide: Guide, glossary: Glossary): boolean {
  const core = coreOf(guide, glossary);
  if ([...said].some((term) => core.has(term))) return true;
  return aliasTerms(guide, glossary).some((whole) => whole.every((term) => said.has(term)));
}

/** Whether a question says nothing but words of the matter that every name of the guide has: "公积金". */
export function namesOnly(said: ReadonlySet<string>, guide: Guide, glossary: Glossary): boolean {
  const telling = [...said].filter((term) => !tellsNothing(term, glossary));
  const core = coreOf(guide, glossary);
  return telling.length > 0 && telling.every((term) => core.has(term));
}
