/** Provincial capitals, large cities and those near the sea, with their area codes; the first name is the shown one. */
const CITIES: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['010', '北京', 'Beijing'],
  ['021', '上海', 'Shanghai'],
  ['022', '天津', 'Tianjin'],
  ['023', '重庆', 'Chongqing'],
  ['020', '广州', 'Guangzhou'],
  ['0755', '深圳', 'Shenzhen'],
  ['0756', '珠海', 'Zhuhai'],
  ['0769', '东莞', 'Dongguan'],
  ['0757', '佛山', 'Foshan'],
  ['0752', '惠州', 'Huizhou'],
  ['0760', '中山市', 'Zhongshan'],
  ['0754', '汕头', 'Shantou'],
  ['025', '南京', 'Nanjing'],
  ['0512', '苏州', 'Suzhou'],
  ['0510', '无锡', 'Wuxi'],
  ['0519', '常州', 'Changzhou'],
  ['0513', '南通', 'Nantong'],
  ['0516', '徐州', 'Xuzhou'],
  ['0571', '杭州', 'Hangzhou'],
  ['0574', '宁波', 'Ningbo'],
  ['0577', '温州', 'Wenzhou'],
  ['0573', '嘉兴', 'Jiaxing'],
  ['0575', '绍兴', 'Shaoxing'],
  ['0579', '义乌', 'Yiwu'],
  ['0591', '福州', 'Fuzhou'],
  ['0592', '厦门', 'Xiamen'],
  ['0595', '泉州', 'Quanzhou'],
  ['0531', '济南', 'Jinan'],
  ['0532', '青岛', 'Qingdao'],
  ['0535', '烟台', 'Yantai'],
  ['0551', '合肥', 'Hefei'],
  ['0791', '南昌', 'Nanchang'],
  ['0371', '郑州', 'Zhengzhou'],
  ['0379', '洛阳', 'Luoyang'],
  ['027', '武汉', 'Wuhan'],
  ['0731', '长沙', 'Changsha'],
  ['028', '成都', 'Chengdu'],
  ['029', '西安', "Xi'an"],
  ['0871', '昆明', 'Kunming'],
  ['0851', '贵阳', 'Guiyang'],
  ['0771', '南宁', 'Nanning'],
  ['0773', '桂林', 'Guilin'],
  ['0898', '海口', 'Haikou'],
  ['0898', '三亚', 'Sanya'],
  ['0311', '石家庄', 'Shijiazhuang'],
  ['0315', '唐山', 'Tangshan'],
  ['0351', '太原', 'Taiyuan'],
  ['0471', '呼和浩特', 'Hohhot'],
  ['024', '沈阳', 'Shenyang'],
  ['0411', '大连', 'Dalian'],
  ['0431', '长春', 'Changchun'],
  ['0451', '哈尔滨', 'Harbin'],
  ['0931', '兰州', 'Lanzhou'],
  ['0951', '银川', 'Yinchuan'],
  ['0971', '西宁', 'Xining'],
  ['0991', '乌鲁木齐', 'Urumqi'],
  ['0891', '拉萨', 'Lhasa'],
];

export interface City {
  /** With the leading 0. */
  code: string;
  zh: string;
  en: string;
}

const ZH = `(?<city>${CITIES.map(([, zh]) => zh).join('|')})(?:市|那边|那里)?`;
const EN = `(?<city>${CITIES.map(([, , en]) => en.toLowerCase()).join('|')})`;

const MATTER_ZH =
  '居住证|暂住证|公积金|社保|户口|落户|积分|医保|低保|营业执照|公租房|廉租房|入学|上学|学区|养老金|失业金|失业保险|生育津贴|补贴|津贴|人才|购房|买房|限购|摇号|婚姻登记|结婚证|离婚|居民医保|政务大厅|政务服务中心|办事大厅|高龄';
/** Ways on which two cities meet: it is ours to answer. */
const MEETS_ZH =
  /海澄|转|迁|移|异地|跨省|跨市|带|换|我们?这|这里|这边|咱|本地|本市|来|回|备案|看病|就医|住院|报销|以前|原来|之前|已经|现在在|人在|户籍|护照|签证|港澳|出生|毕业/;
const ASKS_ZH = /怎么|如何|哪|多少|几|什么|啥|能|可以|要|想|申请|办理|吗|[?？]/;

const OTHER_ZH = [
  new RegExp(
    `^(?:(?:请问|那么?|你好|您好|还有|再问下?|我想?问(?:一?下)?|想问(?:一?下)?|麻烦问下)[,，、 ]?){0,3}(?:在)?${ZH}的?(?:.{0,2})(?:${MATTER_ZH})`,
    'u',
  ),
  new RegExp(
    `^(?:.{0,8}[,，、 ])?(?:我)?(?:想|要)?(?:在|去)${ZH}(?:怎么|如何|哪里|哪儿|能|可以|要)?.{0,6}(?:办|申请|落户|补办|领|交|缴|${MATTER_ZH})`,
    'u',
  ),
  new RegExp(`^(?:请问|那么?)?[,， ]?${ZH}(?:怎么|如何)(?:落户|办|申请|积分)`, 'u'),
];

const MEETS_EN =
  /\b(?:haicheng|from|transfer\w*|mov(?:e|ed|ing)|born|hukou is|registered in|hospitals?|treat\w*|doctors?|studied|worked|lived|visa|passport|flight|train|travel\w*|another province|here|back|bring|old|previous|already|since|driving|drivers?|id card|my)\b/;
const MATTER_EN =
  'residence permits?|hukou|household registration|housing fund|social (?:security|insurance)|unemployment|pension|medical insurance|business licen[cs]e|public (?:rental )?housing|school|enrol\\w*|allowance|subsid\\w+|marriage|divorce|points|minimum living';
const OTHER_EN = [
  new RegExp(
    `\\b(?:how|what|where|which|who|can|does|do|is|are|tell)\\b.{0,60}\\b(?:${MATTER_EN})\\b.{0,20}\\b(?:in|for|of|at) ${EN}\\W*$`,
  ),
  new RegExp(
    `\\b(?:what|how much|how long|how many|does|when|which)\\b.{0,16}\\b${EN}\\b(?: city)? (?:pay|charge|require|offer|ask|give|need)s?\\b`,
  ),
  new RegExp(`^(?:and |so |ok |what about |how about )*(?:the )?${EN}(?:'s)? (?:${MATTER_EN})\\b`),
  new RegExp(`^(?:how|where|what|can i|which).{0,40}\\bin ${EN}\\b.{0,20}\\b(?:${MATTER_EN})\\b`),
];

const find = (name: string): City | undefined => {
  const known = CITIES.find(([, zh, en]) => zh === name || en.toLowerCase() === name);
  return known && { code: known[0], zh: known[1].replace(/市$/, ''), en: known[2] };
};

/**
 * The city whose own rules a folded message asks for. Undefined for moves between cities, papers from one that are used
 * here, treatment there: those have guides.
 */
export function otherCityIn(text: string): City | undefined {
  if (!MEETS_ZH.test(text) && ASKS_ZH.test(text)) {
    for (const pattern of OTHER_ZH) {
      const name = pattern.exec(text)?.groups?.city;
      if (name !== undefined) return find(name);
    }
  }
  if (MEETS_EN.test(text)) return undefined;
  for (const pattern of OTHER_EN) {
    const name = pattern.exec(text)?.groups?.city;
    if (name !== undefined) return find(name);
  }
  return undefined;
}
