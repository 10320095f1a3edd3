/** What polite writers add around an answer. It states nothing, so leaving it out takes nothing away. */
const ZH = [
  '您?好[的啊呀]?',
  '(?:嗯|当然|没问题|没关系|可以的?|明白了?|收到|不客气|不用谢|不用客气|别客气|别着急|请放心|谢谢(?:您|您的.{0,8})?|感谢您?.{0,10}|抱歉|对不起|不好意思)',
  '(?:很|非常)?高兴(?:能)?(?:为您服务|帮(?:到|助)?您.{0,6})',
  '(?:让|请让|那)?我(?:来|先|马上|这就)?(?:为您|给您|帮您|替您)?(?:看|查|说|讲|介绍|解答|整理|梳理|核对|核实|确认)(?:一下|看|查|一查|一看|下)?.{0,8}',
  '(?:我)?(?:来|这就)?(?:为|给|帮)您.{0,8}',
  '请?您?(?:先)?(?:稍等|稍候|稍等一下|等一下|别急)(?:一下|片刻)?',
  '希望.{0,14}(?:帮助|帮到您|有用|顺利)',
  '(?:以上|上面|这些)(?:就)?是.{0,12}(?:信息|内容|介绍|说明|情况|回答)',
  '(?:如果|要是|如|若)?您?(?:还|如果还)?有(?:其他|任何|别的|什么|不清楚的?|不明白的?|疑问|问题).{0,16}',
  '(?:还)?(?:有|需要)(?:什么|别的|其他)?.{0,6}(?:问我|告诉我|随时问.{0,4}|继续问.{0,4})',
  '(?:祝|祝愿)您.{0,10}',
  '再见|回头见|欢迎(?:再来|随时.{0,8})',
];
const EN = [
  "(?:sure|of course|certainly|absolutely|okay|ok|all right|right|hello|hi|hello there|good (?:morning|afternoon|evening)|great|great question|good question|no problem|you'?re welcome|you are welcome|my pleasure|thank you|thanks|sorry|i see|goodbye|bye)(?: (?:so much|very much|there|again|for (?:asking|waiting|your (?:question|patience|time))))?",
  'let me .{0,40}',
  "i(?:'d| would)(?: be)? (?:happy|glad|love) to help.{0,24}",
  "i(?:'ll| will| can) (?:help you with (?:that|this)|look (?:it|that|this) up|check(?: that| this| it)?)(?: for you)?",
  'i hope (?:this|that|it)(?: all)? helps?',
  'hope (?:this|that) helps',
  '(?:please )?(?:just )?let me know (?:if|whether|what|how) .{0,60}',
  "(?:please )?(?:feel free to|do not hesitate to|don't hesitate to) (?:ask|contact|reach).{0,60}",
  "(?:is there )?anything else (?:you(?:'d| would) like to know|i can (?:help|do).{0,20})?",
  'if you have (?:any )?(?:other |more |further )?questions?.{0,40}',
  "here(?:'s| is| are) (?:what|how|the (?:answer|information|details|steps|list|summary)).{0,24}",
  '(?:one|just a) moment(?: please)?',
  'have a (?:nice|good|great) (?:day|one)',
];
const PART = `(?:${[...ZH, ...EN].join('|')})`;
const COURTESY = new RegExp(`^(?:${PART}[\\s，,、。.!！~～：:;；…?？]*){1,3}$`, 'iu');
/** Politeness that holds more than this is not read as such. */
const MAX_CHARS = 120;
/** A sentence with a figure states something. */
const FIGURE = /\d|[一二三四五六七八九十百千万两半](?:元|块|天|日|年|月|周|个)/u;

/** Whether a sentence is mere politeness, without any claim. */
export function isCourtesy(text: string): boolean {
  const plain = text.trim();
  return plain.length <= MAX_CHARS && !FIGURE.test(plain) && COURTESY.test(plain);
}
