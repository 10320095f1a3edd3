import type { Locale } from '#protocol/index.ts';

/**
 * A name in a sentence. `law`, `office`, `material` and `place` look like one by their form; `known` are names that some
 * guide has, whatever their form.
 */
export interface Name {
  kind: 'law' | 'office' | 'material' | 'place' | 'known';
  /** Without the words before it that do not belong to it. */
  words: string;
  /** What it ends in, by which it is known for a name: 局, 证, "bureau". */
  head: string;
}

/** Characters after which a Chinese name begins. */
const BEFORE_NAME =
  /^.*[到在去向由是找给从和或及与的、，,。：:；;（(“"》了把请经过往同先再也都就凭按跟问让要带交填写签办领换补取拿具供持用开收查看发寄还需有没无张份本个种件位您我你他她这那该其每各以为被叫行将只又并到上下来出能会得着号拨打见替家帮应可若者等新旧老原家则如当但而且不未免须据依照对此所\d\s]/u;
const ZH_FORMS: readonly { kind: Name['kind']; pattern: RegExp }[] = [
  { kind: 'law', pattern: /《([^《》]{2,60})》/gu },
  {
    kind: 'law',
    pattern:
      /([\p{Script=Han}]{0,16}?(?:条例|细则|民法典|刑法|(?<![违依合司方办做说看想写算用无没语立执守犯宪])法(?![律院定规人官治警典学医制]))(?![人]))/gu,
  },
  {
    kind: 'office',
    pattern:
      /([\p{Script=Han}]{0,16}?(?:委员会|办公室|办事处|登记处|公证处|派出所|车管所|管理所|司法所|税务所|中心|法院|检察院|仲裁委|卫健委|发改委|医院|卫生院|银行|大使馆|使领馆|领事馆|联合会|居委会|村委会|协会|支队|大队|分局|公安机关|事务所|服务站|局(?![部限面])))/gu,
  },
  {
    kind: 'material',
    pattern:
      /([\p{Script=Han}]{0,12}?(?:证明书|证明|许可证|证书|证件|通知书|判决书|协议书|承诺书|委托书|声明书|申请书|授权书|调解书|裁决书|公证书|同意书|确认书|报告书|报告|介绍信|证明信|推荐信|意见函|同意函|户口簿|户口本|户口页|登记卡|社保卡|医保卡|保障卡|银行卡|存折|护照|执照|驾照|合同|协议|发票|收据|流水|票据|登记表|申请表|申报表|回执单|回执|通知单|照片|印章|公章|病历|批文|(?<![认保见验查核凭论取领发补换出办持带考求作印举])证(?![明件书据券实照人词监])))/gu,
  },
  { kind: 'place', pattern: /([\p{Script=Han}]{2}(?:路|街|大道)(?=\d|[一二三四五六七八九十百]+号))/gu },
];

const EN_HEADS: readonly { kind: Name['kind']; heads: string }[] = [
  {
    kind: 'material',
    heads:
      'certificates?|cards?|permits?|licen[cs]es?|passports?|booklets?|books?|statements?|letters?|forms?|contracts?|agreements?|invoices?|bills?|receipts?|photos?|pictures?|reports?|judgments?|declarations?|diplomas?|leases?|visas?|payslips?|references?|affidavits?|albums?',
  },
  {
    kind: 'office',
    heads:
      'offices?|bureaus?|commissions?|courts?|hospitals?|embass(?:y|ies)|consulates?|banks?|committees?|ministry|ministries|registr(?:y|ies)|schools?|universit(?:y|ies)|cent(?:re|er)s?|stations?|federations?|notary|notaries',
  },
  { kind: 'law', heads: 'laws?|acts?|regulations?|measures|statutes?' },
];
/** Words before a head that tell nothing of which one is meant. */
const PLAIN_MODIFIER =
  /^(?:must|may|can|cannot|could|should|will|would|shall|please|you|we|they|it|he|she|i|do|does|did|also|always|never|then|so|but|who|that|first|already|still|being|been|was|were|am|an?|the|your|their|his|her|its|our|my|this|that|these|those|any|some|no|one|two|three|four|five|each|every|both|all|new|old|current|present|original|same|other|another|extra|valid|first|second|lost|damaged|expired|real|right|nearest|local|full|whole|separate|own|more|of|for|to|in|at|from|with|without|and|or|by|the|as|is|are|be|not|only|just|bring|show|get|need|sign|signed|have|has|buy|take|takes|took|keep|hand|give|gets|getting|which|what|big|small|complete|completed|a|on|through|temporary|electronic|plastic|paper|physical|digital|replacement|such|bank|write|fill|send|use|using|than|then|after|before|if|when|any)$/;
/** Heads that alone may be anything. */
const GENERIC_HEAD =
  /^(?:cards?|forms?|letters?|offices?|cent(?:re|er)s?|stations?|certificates?|permits?|books?|statements?|reports?|photos?|pictures?|receipts?|agreements?|schools?|measures|acts?|bills?|references?)$/;
const EN_FORM = EN_HEADS.map(({ kind, heads }) => ({
  kind,
  pattern: new RegExp(`(?:(?<![a-z'’-])([a-z][a-z'’-]*) )?(?<![a-z-])(${heads})(?![a-z-])`, 'g'),
}));
/** Words with a capital that begin a sentence, or are no names. */
const CAPITALS =
  /(?<![\p{L}])\p{Lu}[\p{L}'’-]*(?: (?:(?:of|for|and|the|on|in) (?=\p{Lu}))?\p{Lu}[\p{L}'’-]*)*/gu;
const NO_NAME =
  /^(?:I|I'm|I'll|I've|I'd|ID|IDs|OK|AM|PM|A|The|You|Your|It|If|In|On|For|At|Yes|No|Please|Step|And|But|Or|Then|So|To|When|With|Without|From|Until|After|Before|Once|Note|Article|Articles|Section|Floor|No|RMB|CNY|Mr|Mrs|Ms)$/;

function chineseNames(text: string): Name[] {
  return ZH_FORMS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].flatMap(([, found = '']): Name[] => {
      if (text.includes(`《${found}》`)) return [{ kind: 'law', words: found, head: '》' }];
      const head = HEAD_ZH.exec(found)?.[0] ?? found.slice(-1);
      const words = found.slice(0, -head.length).replace(BEFORE_NAME, '') + head;
      return words.length <= head.length && head.length < 2 ? [] : [{ kind, words, head }];
    }),
  );
}
const HEAD_ZH =
  /(?:条例|细则|民法典|刑法|法|委员会|办公室|办事处|登记处|公证处|派出所|车管所|管理所|司法所|税务所|中心|法院|检察院|仲裁委|卫健委|发改委|医院|卫生院|银行|大使馆|使领馆|领事馆|联合会|居委会|村委会|协会|支队|大队|分局|公安机关|事务所|服务站|局|证明书|证明|许可证|证书|证件|通知书|判决书|协议书|承诺书|委托书|声明书|申请书|授权书|调解书|裁决书|公证书|同意书|确认书|报告书|报告|介绍信|证明信|推荐信|意见函|同意函|户口簿|户口本|户口页|登记卡|社保卡|医保卡|保障卡|银行卡|存折|护照|执照|驾照|合同|协议|发票|收据|流水|票据|登记表|申请表|申报表|回执单|回执|通知单|照片|印章|公章|病历|批文|证|路|街|大道)$/u;

function englishNames(text: string): Name[] {
  const lower = text.toLowerCase();
  const formed = EN_FORM.flatMap(({ kind, pattern }) =>
    [...lower.matchAll(pattern)].flatMap(([, modifier, head = '']): Name[] => {
      const plain = modifier === undefined || PLAIN_MODIFIER.test(modifier);
      if (plain && GENERIC_HEAD.test(head)) return [];
      return [{ kind, words: plain ? head : `${modifier} ${head}`, head }];
    }),
  );
  const capital = [...text.matchAll(CAPITALS)].flatMap(({ 0: words, index }): Name[] => {
    const first = index === 0 || /[.!?:]\s*$/.test(text.slice(0, index));
    // The first word has its capital from the sentence.
    const own = first ? words.replace(/^\S+ ?(?:of |for |and |the |on |in )?/, '') : words;
    return own === '' || NO_NAME.test(own)
      ? []
      : [{ kind: 'known', words: own.toLowerCase(), head: own.toLowerCase() }];
  });
  return [...formed, ...capital];
}

/** What looks like the name of a material, an office, a law or a place by its form. */
export const namesIn = (text: string, locale: Locale): Name[] =>
  locale === 'zh' ? chineseNames(text) : englishNames(text);

/** Whether the characters of an abbreviation stand in this order, near together, up to the name's head: 人社局. */
function abbreviates(words: string, head: string, text: string): boolean {
  const core = [...words.slice(0, words.length - head.length)];
  for (let end = text.indexOf(head); end !== -1; end = text.indexOf(head, end + 1)) {
    const run =
      /[\p{Script=Han}]*$/u.exec(text.slice(Math.max(0, end - core.length * 4 - 4), end))?.[0].length ?? 0;
    let from = end - run;
    const all = core.every((one) => {
      const at = text.indexOf(one, from);
      from = at + 1;
      return at !== -1 && at < end;
    });
    if (all) return true;
  }
  return false;
}

/**
 * Whether a text has a name, literally or in a shorter form.
 * @param text folded, in lower case.
 */
export function hasName({ words, head, kind }: Name, text: string, locale: Locale): boolean {
  if (text.includes(words)) return true;
  if (locale === 'zh') {
    const bare = words.replace(/^中华人民共和国/, '').replaceAll(/[〈〉\s]/g, '');
    if (head === '》') return text.includes(bare);
    const core = bare.slice(0, -head.length);
    // Words before the name that were not told apart from it: 换成就业证明.
    if (core.length > 2 && text.includes(core.slice(-2) + head)) return true;
    return abbreviates(bare, head, text);
  }
  const stems = words
    .split(/[\s,]+/)
    .flatMap((word) => (/^(?:of|for|and|the|on|in)$/.test(word) ? [] : [stemOf(word)]));
  if (kind === 'known') return stems.every((stem) => stands(stem, text));
  return near(stems, text);
}

const stemOf = (word: string) =>
  word
    .replace(/['’]s?$/, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
    .replace(/center$/, 'centre')
    .replace(/licence$/, 'license');
const stands = (stem: string, text: string) => {
  const at = text.search(
    new RegExp(
      `(?<![a-z])${stem
        .replace(/[^a-z]/g, '.')
        .replace(/licen.e/, 'licen[cs]e')
        .replace(/y$/, '(?:y|ies)')}`,
    ),
  );
  return at !== -1;
};
/** All of them within a few words: "birth certificate" in "certificate of birth". */
function near(stems: readonly string[], text: string): boolean {
  const [first = '', second] = stems;
  if (second === undefined) return stands(first, text);
  const gap = "(?:[^a-z.;:\\n]+[a-z'’-]+){0,3}[^a-z.;:\\n]+";
  const pattern = (stem: string) =>
    `(?<![a-z])${stem.replace(/[^a-z]/g, '.').replace(/licen.e/, 'licen[cs]e')}[a-z]{0,3}`;
  return new RegExp(
    `${pattern(first)}${gap}${pattern(second)}|${pattern(second)}${gap}${pattern(first)}`,
  ).test(text);
}
