import type { Locale } from '#protocol/index.ts';

/**
 * Words that people use for one thing, each group under one name. Guides and questions are compared under these names,
 * so "娃" finds what a guide says of "孩子". The names are for comparing only and are never shown; those of a document
 * do not contain the name of the matter they belong to, so that "户口簿" is not taken for "户口".
 */
type Thesaurus = readonly (readonly [words: RegExp, name: string])[];

const zh: Thesaurus = [
  [/(?:跟|随)(?:着)?(?:我|谁|爸爸?|妈妈?|父亲?|母亲?)(?:的)?姓/g, '随姓氏'],
  [/《?出生(?:医学)?证明?》?/g, '医学证'],
  [/(?:居民)?户口[簿本]|户籍本/g, '居民簿'],
  [
    /(?:没有?|未|不|还没)(?:领|扯|打|登记)?(?:结婚证?|领证|扯证)(?:登记)?|(?:没有?|还没)(?:领|扯)证|未婚|非婚/g,
    '未婚',
  ],
  [/扯证|打结婚证|把证领了/g, '领证'],
  [/离异|二婚|再婚|(?:离|结)过(?:一次)?婚/g, '离过婚'],
  [/爷爷奶奶|外公外婆|爷爷|奶奶|姥姥|姥爷|外公|外婆|婆婆|公公|老太婆|祖父母/g, '祖辈'],
  [/新生儿|宝宝|宝贝|娃娃|娃儿|娃|小孩子?|小?外?孙[子女]|儿子|女儿|闺女/g, '孩子'],
  [/爸爸|父亲|孩子他?爸|爸/g, '父亲'],
  [/妈妈|母亲|孩子他?妈|妈/g, '母亲'],
  [/没满|不满|未满/g, '未满'],
  [/表[兄姐弟妹]+|堂[兄姐弟妹]+|近亲/g, '表亲'],
  [/儿媳妇?/g, '母亲'],
  [/老公|丈夫|爱人|老婆|媳妇|妻子|另一半/g, '另一方'],
  [/改名|(?:改|变更)(?:孩子)?(?:姓名|名字)/g, '改姓名'],
  [/名字|姓名|名称|字号/g, '姓名'],
  [/入户口|落户口?|入户|上户口?|报户口/g, '上户口'],
  [/超过(?:1|一)个月|满月|晚报|补报|(?:晚|迟)了|错过|逾期|过了(?:1|一)个月/g, '逾期'],
  [/星期[六日天末]|礼拜[六日天]|周[六日末天]|双休日?/g, '周六'],
  [/(?:婚前)?(?:医学)?(?:体检|检查)|婚检/g, '婚检'],
  [/老外|外籍人?|(?:美|英|法|德|韩|俄|外|泰)国(?:人|籍)|日本人|加拿大人|越南人|外宾/g, '外国人'],
  [/港澳台(?:居民|人)?|台湾(?:居民|人)|台胞|香港(?:居民|人)|澳门(?:居民|人)/g, '港澳台'],
  [/境外|海外|外国(?!人)|出国/g, '国外'],
  [/外省|老家|外地人?|(?:不是|非)(?:海澄|本地|本市)(?:人|的|户口)?/g, '外地'],
  [/酒驾|酒后(?:开|驾)车|饮酒后驾车|喝酒开车/g, '酒驾'],
  [/案底|犯罪记录/g, '犯罪记录'],
  [/消磁|没磁了?|刷不(?:出来|了|上|出)|读不(?:出来|了)|磁条坏/g, '读不出'],
  [/丢失|遗失|弄丢|丢了|掉了|不见了|没了/g, '丢失'],
  [/过期|超期|到期/g, '到期'],
  [/下不了床|卧床(?:不起)?|瘫痪|走不(?:动|了)|动不了|行动不便|腿脚不便/g, '行动不便'],
  [/急着用?|急用|加急|赶时间|着急|急需/g, '急用'],
  [/(?:怎么|咋|能|可以|给|多少|跨省|如何)报(?!户|名|税|警|刊)|报多少|报得了/g, '报销'],
  [/少多少|低多少|降多少|低吗|比例/g, '比例'],
  [/突发急病|急病|抢救|急救/g, '急诊'],
  [/不会(?:用|使|玩)(?:智能)?手机|没有?(?:智能)?手机|不(?:会|用)手机|不会操作/g, '无手机'],
  [/(?:替|帮|代)(?:我|他|她|人|老人|忙)?(?:去)?(?:领|取|拿)/g, '代领'],
  [
    /(?:让|叫|请|找)(?:别人|他人|人|朋友|同事|亲戚)(?:来)?(?:帮|替|代)?(?:我)?(?:去|办|来|开)|(?:替|帮|代)(?:我|他|她|人)?(?:去)?(?:办|开|申请)|委托(?:别人|他人)?|(?:别人|他人)(?:能|可以)?(?:代|去)?(?:办|开)/g,
    '代办',
  ],
  [
    /(?:一定|必须|都)?(?:要|得|用|需要)(?:亲自)?(?:到场|去|来)(?=[吗不么嘛？?]|$)|不来|不去|亲自[去来到]*|来不了|去不了|到场/g,
    '到场',
  ],
  [/(?:一|1)个人|独自/g, '单人独办'],
  [/女[的方生](?!式)/g, '女方'],
  [/男[的方生](?!式)/g, '男方'],
  [/(?:多大|几|[一二两三四五六七八九十\d]+)(?:年龄|年纪|周?岁)|多大|年纪|年龄|周岁|岁数/g, '周岁'],
  [/照片|相片|照相|拍照/g, '照片'],
  [/有?(?:什么|啥子?|何)用处?(?![户场])|好处|用处/g, '用处'],
  [/忘记|忘了|忘(?=[签办报交])/g, '忘了'],
  [/刻?公章|刻章|印章/g, '印章'],
  [/法人代表|法定代表人|法人/g, '法定代表人'],
  [/不想干了|关(?:掉)?(?:了)?公司|不办了|注销/g, '注销'],
  [/居民楼|自己?家(?:里)?|家里|房子|住宅/g, '住宅'],
  [/小吃店|饭馆|餐馆|饭店|小饭店|奶茶店|餐饮/g, '餐饮'],
  [/(?:执照)?办完(?:了)?|拿到(?:营业)?执照|领(?:了)?(?:营业)?执照[后了]/g, '办成以后'],
  [/签字|签名/g, '签名'],
  [/重名|查重/g, '查重名'],
  [/补(?:办|领)?(?=身份证|居住证|个|一|证|$)|补办|补领|补发/g, '补领'],
  [/网上|线上|手机上|网络上|在家(?=办|弄)/g, '网上'],
  [/寄到?(?:家|家里|我家)?|快递|邮寄(?:到家)?/g, '邮寄'],
];

const en: Thesaurus = [
  [/\b(?:package|bundle|all[- ]in[- ]one)s?\b/g, 'bundle'],
  [/\bformer spouses?\b|\bmy ex\b(?:[- ](?:wife|husband))?/g, 'exspouse'],
  [/\bdetain\w*|\bdetention\b/g, 'detained'],
  [
    /\bunder 18\b|\bminors?\b|\bjuvenile\b|\bwhen i was (?:1\d|a kid|a child|a teenager|young)\b/g,
    'juvenile',
  ],
  [/\buseful\b|\bbenefits?\b|\bwhat can i do with\b|\bgood for\b/g, 'benefit'],
  [/\b(?:resident )?(?:id|identity|identification)(?: cards?)?\b/g, 'idcard'],
  [/\bpaternity (?:test|report)(?: report)?\b/g, 'paternity'],
  [/\b(?:grand(?:ma|mother|pa|father|parents?)|granny|nana)\b/g, 'grandparent'],
  [/\bnew ?borns?\b|\b(?:bab(?:y|ies)|kids?|child(?:ren)?|sons?|daughters?|infants?|toddlers?)\b/g, 'child'],
  [
    /\b(?:hukou|household) (?:booklet|book)\b|\bhousehold register booklet(?: \(hukou booklet\))?/g,
    'booklet',
  ],
  [/\bhousehold regist(?:er|ration)\b|\bhukou\b/g, 'hukou'],
  [/\bbirth certificates?\b|\b(?:medical )?certificates? of birth\b/g, 'birthpaper'],
  [
    /\b(?:not|n[o']t|never|un) ?(?:yet )?married\b|\bunmarried\b|\bno marriage certificate\b|\boutside marriage\b|\bsingle mother\b|\bwithout (?:being )?marr\w+/g,
    'unwed',
  ],
  [
    /\bmarri(?:ed|age|es)\b|\bmarry(?:ing)?\b|\bwed(?:ding)?\b|\bfianc[eé]e?s?\b|\bbride\b|\bgroom\b/g,
    'marry',
  ],
  [/\bdivorced?\b/g, 'divorce'],
  [/\b(?:wife|husband|spouse|partner)s?\b|\b(?:the )?other parent\b/g, 'otherhalf'],
  [/\b(?:pick|picks|picked) (?:\w+ ){0,5}?up\b|\bcollect(?:s|ed|ing)?\b/g, 'collect'],
  [
    /\b(?:on|for) (?:\w+ )?(?:s )?behalf\b|\bproxy\b|\bfor (?:him|her|them|us|someone(?: else)?)\b|\bsomeone else\b|\bnobody else\b|\bby (?:someone|somebody) else\b|\bauthori[sz]ation\b|\b(?:brother|sister|friend|agent)s?\b/g,
    'proxy',
  ],
  [/\b(?:saturday|sunday|weekend)s?\b/g, 'saturday'],
  [
    /\b(?:american|british|canadian|french|german|korean|japanese|russian|foreign(?:er|ers)?(?: national)?)s?\b/g,
    'foreigner',
  ],
  [/\b(?:abroad|overseas|outside china|foreign countr\w+)\b/g, 'abroad'],
  [/\b(?:fines?|fined|penalt(?:y|ies))\b/g, 'penalty'],
  [/\b(?:bedridden|disabled|very old|elderly|cannot walk|wheelchair)\b/g, 'bedridden'],
  [/\b(?:flat|apartment|home|house)s?\b(?! office)/g, 'home'],
  [/\b(?:lease|rental contract|tenancy|contract)s?\b/g, 'lease'],
  [/\b(?:reimburs\w+|refund\w*|claim\w*|covered)\b/g, 'reimburse'],
  [/\b(?:how old|years? old|months? old|age[ds]?|at least \d+)\b/g, 'agelimit'],
  [/\b(?:appointments?|book(?:ing|ed)?(?= (?:a|an|the|up|by|first|ahead|early|is))|booking)\b/g, 'booking'],
  [/\b(?:post(?:ed|al|age)?|mail(?:ed)?|courier|deliver(?:ed|y)?)\b/g, 'courier'],
  [/\b(?:close|closing|shut(?:ting)? down|dissolve|deregist\w+|wind(?:ing)? up)\b/g, 'deregister'],
  [/\b(?:drove|driving|drink|drank|drunk) (?:and|drunk|driv\w+)\b|\bdrink-driv\w+\b|\bdui\b/g, 'drinkdrive'],
  [/\b(?:photos?|pictures?|photographs?)\b/g, 'photo'],
  [
    /\b(?:police (?:clearance|check|certificate)|(?:no|non)[- ](?:crime|criminal(?: record)?)|criminal record|background check|clean record)\b/g,
    'crimerecord',
  ],
  [
    /\b(?:in person|come (?:together|along|too)|have to come|must come|need to come|both come)\b/g,
    'inperson',
  ],
  [/\b(?:forgot(?:ten)?|forget|missed)\b/g, 'forget'],
  [/\b(?:late|too late|deadline|overdue|after 1 month|\d months? (?:late|old))\b/g, 'late'],
  [/\b(?:lost|lose|stolen|missing)\b/g, 'lost'],
  [/\b(?:internet|web|online|from home)\b/g, 'online'],
  [
    /\b(?:can t|cannot|can not|does not|doesn t|do not|don t|without a?) ?use (?:a |the )?(?:smart)?phone\b|\bwithout a smartphone\b|\bno smartphone\b/g,
    'nophone',
  ],
];

const THESAURI: Readonly<Record<Locale, Thesaurus>> = { zh, en };

/** A text with the words of each group replaced by the name of the group, set apart by spaces. */
export function underOneName(text: string, locale: Locale): string {
  const plain = locale === 'en' ? text.toLowerCase().replace(/['’]/g, ' ') : text.normalize('NFKC');
  return THESAURI[locale].reduce((rest, [words, name]) => rest.replace(words, ` ${name} `), plain);
}

/** Names of people: they say for whom, not what. */
export const PERSONS: ReadonlySet<string> = new Set(
  '孩子 祖辈 父亲 母亲 另一 一方 外国 国人 外地 child grandparent otherhalf proxy foreigner'.split(' '),
);

/** Of these, those who are mostly named in passing. */
export const FAMILY: ReadonlySet<string> = new Set('孩子 父亲 母亲 另一 一方 child otherhalf'.split(' '));
