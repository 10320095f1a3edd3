import type { Locale } from '#protocol/index.ts';

/** What people say when they do not ask about a service, by language. Matched against the whole utterance. */
interface Lexicon {
  /** Nothing but a greeting. */
  greeting: RegExp;
  /** Who are you, what can you do. */
  introduction: RegExp;
  thanks: RegExp;
  farewell: RegExp;
  /** Asks for a person, or complains. */
  person: RegExp;
  /** Asks about a matter already handed in. */
  status: RegExp;
  /** Opens a follow-up: "and what about …". */
  followUp: RegExp;
  /** Supposes another circumstance: "and if …". */
  supposition: RegExp;
  /** Names the matter by a pronoun: "can my son collect it?" */
  pronoun: RegExp;
  /** An event of life told without a request. */
  lifeEvent: RegExp;
  /** The matter is one that offices deal with, whether or not a guide covers it. */
  official: RegExp;
  /** Things that people ask a hall for though other offices, or none, deal with them. */
  elsewhere: RegExp;
  /** Names no matter: "办证". */
  vague: RegExp;
}

const zh: Lexicon = {
  greeting:
    /^(?:嗨|哈[喽啰罗]|喂|你好+|您好+|大家好|早上好|上午好|中午好|下午好|晚上好|早安?|在吗|有人吗|云厅|小澄)(?:[啊呀呢吗,，、 ]|你好|您好|云厅|小澄)*[!！。.~～?？]*$/,
  introduction:
    /^(?:请问|那)?(?:你|您)(?:是谁|叫什么(?:名字)?|是(?:真人|机器人|人工智能|AI)吗?|是什么人|能(?:帮我)?(?:做|干|办)(?:些)?(?:什么|啥|哪些事)|会(?:做)?(?:什么|啥)|有什么(?:功能|用))[呀啊呢吗]*[?？!！。]*$/i,
  thanks:
    /^(?:好的?|嗯+|哦|行|可以|明白了?|知道了|懂了|清楚了)?[,，、。!！ ]*(?:非常|太|十分)?(?:谢谢|多谢|感谢|谢了|辛苦)(?:你|您|啦|了|啊|哈|呀|哦)*(?:小澄|小姑娘|姑娘|美女|同志|帮忙|帮助)?[啊哈呀啦了!！。~～]*$|^(?:好的?|嗯+|行|明白了?|知道了|懂了|清楚了)[!！。~～]*$/,
  farewell:
    /^(?:那)?(?:(?:好的?|嗯|行|谢谢(?:你|您)?(?:啦|了|啊)?|没事了?|没有了)[,，、。 ]*)*(?:再见|拜拜|回见|下次见|走了)(?:了|啦)?[!！。~～]*$/,
  person:
    /换(?:一?个)(?:人|真人)(?:来|吧|说|讲|$)|^人工(?:服务|客服|坐席)?[!！。]*$|(?:转|找|要|接|叫|换|联系|有没有|想和|想跟|跟|和)(?:一下|一?个|到)?(?:人工|真人|活人|客服|服务人员|工作人员)(?:[^证卡]|$)|(?:我要|想要?|怎么|到哪里?|去哪里?|向谁)投诉|^投诉/,
  status:
    /(?:我|俺|咱)(?:家|们)?(?:的|那|之前|上(?:周|个?月|次)|前|昨|申请|办|交|提交).*(?:办到哪|到哪(?:一)?步|走到哪|到哪(?:儿|里)?了|进度|办好了?(?:没|吗)|办完了?(?:没|吗)|批(?:下来|了)(?:没|吗)|审(?:核|批)?(?:完|过|好)?了?(?:没|吗|怎么样)|好了(?:没|吗)|下来了?(?:没|吗)|怎么样了|什么状态|有结果(?:了)?(?:没|吗))|(?:查|看|问)(?:一下|下|询|看)*(?:我的|自己的)?(?:办件|办理|申请|审批|受理)?(?:的)?进(?:度|展)|(?:办件|申请)(?:的)?(?:进度|状态)|\[RECEIPT\]/,
  followUp: /^(?:那|那么|还有|另外|如果|要是|假如|换成)/,
  supposition: /^(?:那么?)?(?:如果|要是|假如|万一|没|不)/,
  pronoun: /它|^[^?？]{1,8}呢[?？。！!]*$|(?:这|那)(?:个|件事|张|种|证)(?!里|月)/,
  lifeEvent:
    /^(?:我|我们|我家|我老婆|我媳妇|我爱人|家里|俺家|咱家)?(?:的)?(?:刚刚?|马上要?|快要?|准备|打算|要|想)?(?:生(?:了|完)?(?:个|一个)?(?:孩子|宝宝|娃|小孩|儿子|女儿|二胎|三胎)|(?:有|添)了?(?:个)?(?:孩子|宝宝|娃|丁)|(?:孩子|宝宝|娃|小孩)(?:刚刚?)?(?:出生|生)|结婚|当(?:爸|妈)(?:爸|妈)?)(?:了|啦)?(?:[,，。 ]*(?:要|需要|得|都|该|应该)*(?:办|做|弄)(?:些|点)?(?:什么|啥|哪些(?:事|手续|证)?)(?:手续|事|证)?)?[呀啊呢吗]*[!！。?？]*$/,
  official:
    /办|证|照|登记|申请|申领|补领|备案|审批|上班|下班|几点|开门|关门|窗口|报名|上学|离婚|许可|缴|补贴|津贴|社保|医保|公积金|户口|户籍|护照|签证|驾照|税|养老|退休|失业|低保|学籍|入学|过户|房产|不动产|营业|公司|档案|公证|收养|领养|验收|消防|罚款|违章|违法|户|政务|窗口|政策|手续/,
  elsewhere:
    /(?:火车|高铁|动车|飞机|机|船|车|电影|门|景点)票(?!据)|(?:高铁|火车|动车|航班).{0,6}(?:几点|时刻|怎么走|到站)|驾照|驾驶证|驾驶员证|(?:网约车|出租车|司机).{0,6}(?:资格|从业|上岗)|护照|签证|通行证|公积金|(?<!(?:宝宝|孩子|娃|新生儿|小孩)的?)(?:社保卡|社会保障卡)|社保(?!卡|.*公司)|养老保险|医保卡?余额|养老金|退休(?:金|证|手续)|办(?:理)?退休|低保|失业金|房产证|房产|不动产|过户|买房|购房|公租房|廉租房|离婚(?!证|的|过)|户口迁移|迁户口|学籍|(?:上学|入学|幼儿园|小学|中学).{0,6}(?:报名|登记|申请|怎么)|个税|交税|报税|狗证|养狗|收养|领养|违章|罚单|停车|水费|电费|燃气|宽带|餐馆|饭店|酒店|外卖|天气|下雨|股票|彩票/,
  vague:
    /^(?:你好|您好|请问)?[,， ]*(?:我|我们)?(?:想|要|来|需要)*(?:办|开|弄|搞)(?:个|点|一下|一个|些)?(?:证|证件|证明|事|事情|手续|业务|东西)?[儿呗吧啊呀了吗。!！?？]*$/,
};

const en: Lexicon = {
  greeting:
    /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|anyone there)(?:[ ,!.~?]|there|yunting|xiaocheng)*$/i,
  introduction:
    /^(?:so |and )?(?:who|what) are you\W*$|^what(?:'s| is) your name\W*$|^what (?:can|do) you (?:do|help (?:me )?with|know)\W*$|^how can you help(?: me)?\W*$|^(?:please )?help(?: me)?(?: please)?\W*$|^are you (?:a |an )?(?:real person|robot|human|bot|ai)\W*$/i,
  thanks:
    /^(?:ok(?:ay)?|great|good|perfect|cool|right|alright|got it|i see|understood)?[ ,.!]*(?:thanks?(?: you)?|thx|cheers|much appreciated)(?: (?:a lot|so much|very much|for (?:the|your) (?:help|info|information)|you))*[ .!]*$|^(?:ok(?:ay)?|great|perfect|got it|i see|understood|alright)[ .!]*$/i,
  farewell: /^(?:ok(?:ay)?|thanks?)?[ ,.!]*(?:good ?bye|bye(?:[ -]bye)?|see you(?: later)?)[ .!]*$/i,
  person:
    /\b(?:talk|speak|connect me|put me through|transfer me|switch)(?: \w+)? (?:to|with) (?:a |an |the |some )?(?:real |live |human )?(?:person|human|someone|somebody|staff|agent|operator|representative|member of staff)\b|\b(?:human|real person|live agent|operator|representative)(?: please)?\W*$|\b(?:make|file|lodge|have) a complaint\b|\bi(?:'d| would)? (?:want|like) to complain\b/i,
  status:
    /\b(?:status|progress) of (?:my|the|our)\b|\b(?:check|track|see|know|what(?:'s| is)) (?:on )?(?:my|our|the) (?:\w+ ){0,4}(?:status|progress)\b|\bwhere (?:is|does|are) (?:my|our)\b.*\b(?:application|permit|card|case|certificate|filing|registration|stand|request)\b|\bwhere (?:does|do) (?:my|our) (?:case|application)s? stand\b|\b(?:has|have|did|is|was|are) (?:my|our) .*\b(?:approved|processed|ready|done|finished|accepted|gone through|granted)\b|\bhow (?:is|far along is|far is) my .*\b(?:application|case|request|coming|getting)\b|\b(?:track|check(?: on)?) (?:my|our) (?:\w+ ){0,3}(?:application|case|request)\b|\[RECEIPT\]/i,
  followUp: /^(?:and|what about|how about|what if|but|also|then|so|ok(?:ay)?,? and)\b/i,
  supposition: /^(?:and |but |so )?(?:what )?if\b/i,
  pronoun: /\b(?:it|them|this one|that one)\b/i,
  lifeEvent:
    /^(?:hi[ ,]+|hello[ ,]+)?(?:(?:i|we|my wife|my partner)(?:'ve| have|'m| am| are|'re)? (?:just |recently |about to |going to |getting |planning to )*(?:had|have|having|get|getting|got|become|became) (?:a )?(?:(?:new )?baby|child|son|daughter|married|parents?|twins)|(?:my|our) (?:baby|child|son|daughter) (?:was|is|has been) (?:just )?born)(?: (?:yesterday|today|last week|this week|recently))?(?:[,.! ]*(?:what (?:do|should) (?:i|we) (?:need to )?(?:do|apply for)|what now|what(?:'s| is) next))?[ .!?]*$/i,
  official:
    /\b(?:apply|application|certificate|permit|licen[cs]e|registration|register|passport|visa|tax|pension|insurance|benefit|allowance|subsidy|card|document|hukou|household|office|government|residence|notar\w+|housing|school|enrol\w*|property|company|business|retire\w*|form|official|record|file|filing|adopt\w*|permission|inspections?|fines?|penalt\w+|subsid\w+|court|police|vehicle|driv\w+|divorce\w*|mortgage|bills?|opening hours|open)\b/i,
  elsewhere:
    /\b(?:trains?|flights?|bus(?:es)?|planes?|concert|cinema|movie) (?:tickets?|times?|timetable|schedule)\b|\bnext (?:train|bus|flight)\b|\b(?:driver(?:'s|s)?|driving) licen[cs]e\b|\btaxi\b|\bpassports?\b|\bvisas?\b|\btravel permit\b|\bhousing fund\b|\bpensions?\b|\bretirement (?:age|benefits?|pay)\b|\bunemployment\b|\bwater bill\b|\b(?:gas|electricity|phone) bill\b|\bbuy(?:ing)? a (?:house|flat|home|car)\b|\bproperty (?:deed|certificate|transfer)\b|\bmortgage\b|\bget (?:a )?divorced?\b|\bdivorce (?:papers|registration)\b|\bfile for divorce\b|\badopt(?:ion|ing)?\b|\bparking\b|\bspeeding\b|\bdog\b|\btobacco\b|\b(?:good|best|nice|recommend|nearby|nearest|cheap)\b.{0,20}\b(?:restaurants?|hotels?|food)\b|\b(?:restaurants?|hotels?)\b.{0,20}\b(?:near|nearby|recommend\w*|here)\b|\bweather\b|\b(?:enrol|register|sign up) (?:\w+ ){0,4}(?:for|at|in) (?:a )?school\b|\bincome tax\b|\btax return\b/i,
  vague:
    /^(?:hi|hello)?[ ,]*(?:i (?:want|need|would like|'d like) (?:to (?:get|do|apply for) )?)?(?:a |some |an )?(?:certificate|document|paper|papers|paperwork|application)s?(?: please)?[ .!?]*$/i,
};

export const LEXICON: Readonly<Record<Locale, Lexicon>> = { zh, en };
