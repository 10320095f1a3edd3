/** Surnames of one character: the commonest. */
const COMMON =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦岳齐梅莫庄辛路祝左涂阮蓝覃欧甘凌屠滕卫柯桂甄耿苗';

/** Surnames that begin too many everyday words to be taken for one where a name need not come. */
const AMBIGUOUS =
  '于安单应房党成时和华云贵宁向经管全国东丰关项包费席纪柳饶凤连游谷柴明闵翁古宫卓池裴祁喻骆鲍盛解牟边符糜权仇';

const COMPOUND =
  '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|轩辕|长孙|宇文|端木|南宫|独孤|呼延|西门|东郭|百里|澹台|闻人|公冶|申屠|太史|淳于|单于|赫连|拓跋|完颜|纳兰|那拉|叶赫';

export const SURNAME = new RegExp(`^(?:${COMPOUND}|[${COMMON}])`, 'u');
export const ANY_SURNAME = new RegExp(`^(?:${COMPOUND}|[${COMMON}${AMBIGUOUS}])`, 'u');

/** Beginnings of words that look like a name of two or three characters: what people say they are or do. */
const WORDS = [
  // Origins.
  '江苏|江西|江门|江阴|安徽|宁波|宁夏|云南|贵州|贵阳|成都|东北|东莞|丰台|高新|高邮|高州|高雄|马来|马鞍|石家|石狮|石嘴|金华|金昌|白银|白城|康定|龙岩|万州|万宁|雷州|钱塘|武汉|武威|武夷|武昌|常州|常德|文山|文昌|林芝|许昌|温州|温岭|韩国|唐山|邓州|彭州|吕梁|余姚|任丘|姜堰|邹城|陆丰|秦皇|侯马|邵阳|汤阴|黎平|贺州|沈阳|吴江|吴忠|周口|黄山|黄石|黄冈|黄浦|赵县|杨浦|陈仓|张家|张掖|徐州|郑州|梁山|苏州|苏北|苏南|罗湖|罗定|甘肃|兰州|梅州|桂林|柳州|连云|齐齐|欧洲|欧美|欧盟|国外|国内|池州|关外|关内',
  // Occupations and people.
  '高中|高校|高管|高职|高层|高工|白领|金领|蓝领|文盲|文职|文员|文科|武警|武术|程序|施工|石匠|陶艺|钟点|房东|房主|党员|单亲|单身|单位|应届|应聘|国企|经理|管理|全职|包工|关系|车主|牛人|孙子|孙女|孙辈|岳父|岳母|顾客|顾问|常客|游客|陆军|黎族|苗族|华侨|毕业|申请|卫校|东家|左撇|连长|向导|和尚|翁婿|解放',
  // States, times and all else.
  '高龄|高级|高考|高血|高一|高二|高三|马上|马路|方便|方面|方式|方案|石油|金融|白天|白血|白内|白癜|康复|毛病|毛坯|万一|万达|武装|常住|常年|常务|常见|文化|林业|何时|何处|何必|何种|许可|许多|任何|任职|任教|夏天|夏季|曾经|成年|时候|时间|经营|经常|全家|全日|全部|关于|包括|明天|明年|易地|杜绝|周边|周末|周岁|周转|周[一二三四五六日]|路过|路上|左边|左右|严重|严格|章程|季度|洪水|卫生|辛苦|尤其|申报|申领|申办|蓝牌|纪委|符合|边境|权利|连续|费用|余下|余额|余款|史上|应该|陈年|陈旧|凌晨|和我|和他|和她|向你|于是',
].join('|');
export const NO_NAME = new RegExp(`^(?:${WORDS})`, 'u');

/** Common surnames and given names in Latin letters, for "I am Zhang Wei" beside "I am South Korean". */
export const LATIN_NAME = new RegExp(
  `^(?:${[
    'zhang|wang|li|liu|chen|yang|zhao|huang|zhou|wu|xu|sun|hu|zhu|gao|lin|he|guo|ma|luo|liang|song|zheng|xie|han|tang|feng|yu|dong|xiao|cheng|cao|yuan|deng|shen|zeng|peng|lu|su|jiang|cai|jia|ding|wei|xue|ye|yan|pan|du|dai|xia|zhong|tian|ren|fan|fang|shi|yao|tan|liao|zou|xiong|jin|hao|bai|cui|kang|mao|qiu|qin|gu|hou|shao|meng|long|wan|duan|lei|qian|yin|lee|wong|chan|cheung|ng|kim|park|nguyen|tran|singh|kumar|khan|ivanov|petrov|tanaka|suzuki|sato|ouyang|sima|zhuge',
    'john|james|robert|michael|david|william|richard|joseph|thomas|charles|daniel|matthew|anthony|mark|paul|steven|andrew|kenneth|george|kevin|brian|edward|peter|jason|jack|ryan|jacob|eric|adam|tom|tim|ben|sam|alex|max|leo|oliver|harry|henry|lucas|noah|martin|frank|hans|pierre|jean|carlos|jose|juan|luis|marco|antonio|ivan|dmitri|ahmed|mohammed|muhammad|ali|omar|mary|patricia|jennifer|linda|elizabeth|barbara|susan|jessica|sarah|karen|lisa|nancy|anna|emily|emma|olivia|sophia|laura|julia|maria|kate|amy|helen|jane|alice|lucy|grace|rachel|claire|nina|olga|natalia|elena|yuki|fatima|priya|sofia|isabella|charlotte',
  ].join('|')})$`,
  'i',
);
