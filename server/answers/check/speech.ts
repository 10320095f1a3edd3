import type { Locale } from '#protocol/index.ts';
import { INVISIBLE } from './text.ts';

/** What is written for a screen and not for an ear. */
const MARKUP =
  /^\s*(?:#{1,6}\s|>\s|\|)|\|\s*:?-{2,}|\|[^|\n]*\|[^|\n]*\||`|!?\[[^\]]*\]\([^)]*\)|<\/?[a-z!][^>]*>|&(?:[a-z]{2,8}|#\d+);|\$\$|\\[a-z]+\{/i;
const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
/** Ornaments, or three signs in a row that no sentence needs. */
const SIGNS =
  /[★☆●○◆◇■□▲△▼▽◎※♪♥♡✓✔✗✘→⇒←↑↓]|[^\p{L}\p{N}\p{M}\s.…。，、；：（）()《》〈〉“”‘’"'!?！？—–\-【】·\uE000-\uF8FF]{3,}|[!！?？~～]{3,}/u;
const OTHER_SCRIPT =
  /(?!\p{Script=Latin}|\p{Script=Han}|\p{Script=Common}|\p{Script=Inherited}|\p{Script=Greek})\p{L}/u;
const GREEK = /\p{Script=Greek}{2,}/u;

/** Traditional characters that are never written in Simplified Chinese, of the hall's own words. */
const TRADITIONAL =
  /[們個這來時國說會對學經過發點開關門問題還為與業處證號請務廳辦費書區電話應該實驗續據專屬戶護臨當場項歲間內報領條認識讓許設計訴論調變買賣車運遠達進選遞郵醫藥養衛產權歸張總線網絡繳納稅銀錢額單貼補規則範類別體檢聯繫準備傳親婦舊換]/u;

const RUDE: Readonly<Record<Locale, RegExp>> = {
  zh: /笨|蠢|傻|白痴|废物|滚(?:蛋|开|出)|去死|死吧|他妈|你妈的|狗屁|扯淡|活该|闭嘴|神经病|哈{2,}|嘿嘿|呵呵|嘻嘻|冲鸭|绝绝子|老铁|亲爱的|宝子|么么哒|集美|yyds/i,
  en: /(?<![a-z])(?:idiots?|stupid|dumb|morons?|fools?|shut up|damn|hell|crap|wtf|lol|lmao|haha+|dude|bro|sweetie|darling|honey|rock[s]?, |loser|duh|yolo)(?![a-z])/i,
};

/** Nobody at a counter promises what an authority will decide. */
const PROMISE: Readonly<Record<Locale, RegExp>> = {
  zh: /我(?:们)?(?:向您|跟您|给您|可以|敢|能)?(?:保证|担保|承诺|发誓|打包票)|打包票|包(?:过|您|你|在我)|(?:保证|保准|肯定|一定|绝对|百分之?百|必定|铁定)(?:都)?(?:会|能|可以|是|要|给您|给你|帮您)?(?:被|获|得到|给您|给你|帮您)?(?:批|通过|过审|过关|拿到|办下|办成|成功|没问题|领到|下来|审核通过)|必过|稳过|您?(?:的申请|这种情况|这个情况).{0,6}(?:肯定|一定|绝对|应该)能?(?:会)?.{0,3}(?:批|过|成)/,
  en: /(?<![a-z])(?:i(?:'ll| will| can)? (?:guarantee|promise|swear|assure)|trust me|believe me|(?:will|is going to|are going to|'ll) (?:definitely|surely|certainly|absolutely|for sure|always) (?:be|get|receive|have|pass|approve)|definitely be|(?:they|it|you)(?: will|'ll) (?:surely |definitely |certainly )?(?:approve (?:it|you)|be approved|pass for sure)|guaranteed to|bound to be|100 ?% sure|no doubt)(?![a-z])/i,
};

/** Words in another language than the answer's, from which a sentence is a mixture. */
const FOREIGN_WORDS: Readonly<Record<Locale, RegExp>> = {
  zh: /(?:(?<![a-z])[a-z]{2,}(?![a-z])[ ,]+){3}[a-z]{2,}/i,
  en: /[\u4e00-\u9fff]{2,}/u,
};

/**
 * Why a sentence is not fit to be spoken in the hall, in the words at fault; undefined when it is.
 * @param carried text of the cited sections: what a guide writes may be said.
 */
export function unfitWords(
  text: string,
  locale: Locale,
  carried: (words: string) => boolean,
): string | undefined {
  const found = (pattern: RegExp, on = text) => {
    const words = pattern.exec(on)?.[0];
    return words === undefined || carried(words) ? undefined : words;
  };
  const hidden = new RegExp(INVISIBLE.source).exec(text) ? 'invisible characters' : undefined;
  return (
    hidden ??
    found(MARKUP) ??
    found(PICTURES) ??
    found(SIGNS) ??
    found(OTHER_SCRIPT) ??
    found(GREEK) ??
    (locale === 'zh' ? found(TRADITIONAL) : undefined) ??
    found(FOREIGN_WORDS[locale]) ??
    found(RUDE[locale]) ??
    found(PROMISE[locale])
  );
}
