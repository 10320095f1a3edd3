import type { Locale } from '#protocol/index.ts';
import { PLACEHOLDERS } from '../redaction/index.ts';

/** Latin words that people of both languages say: no sign of which one. */
const SHARED = /^(?:ok|okay|app|id|wifi|e-?mail|[a-z])$/i;

/**
 * Language of an utterance by its script: Chinese as soon as half its words are (a Han character counts half a word),
 * English when it has Latin words only, else the page's own. What stands for personal data is of no language.
 */
export function languageOf(text: string, page: Locale): Locale {
  const said = text.replace(PLACEHOLDERS, ' ');
  const han = said.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = (said.match(/[\p{Script=Latin}][\p{Script=Latin}'_-]*/gu) ?? []).filter(
    (word) => !SHARED.test(word),
  );
  if (han === 0 && words.length === 0) return page;
  if (han / 2 === words.length) return page;
  return han / 2 > words.length ? 'zh' : 'en';
}

/** Whether an utterance has words of both languages: "我的 passport 快 expire 了". */
export const isMixed = (text: string) =>
  /\p{Script=Han}/u.test(text) &&
  (text.match(/[\p{Script=Latin}][\p{Script=Latin}'_-]*/gu) ?? []).some((word) => !SHARED.test(word));
