/** Letters of other scripts that look like Latin ones, in pairs. */
const LOOK_ALIKE = new Map(
  'аaеeоoрpсcхxуyіiјjѕsԁdһhԛqԝwвbмmнhтtкkгrпnαaοoρpεeιiκkνvτtυuχxηnωwАAВBЕEКKМMНHОOРPСCТTХXІIΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXΖZ'
    .match(/../gu)
    ?.map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
);
/** Traditional characters of the words that safety looks for, in pairs. */
const SIMPLIFIED = new Map(
  '無无視视規规則则統统詞词設设開开發发殺杀絕绝現现夠够銷销腦脑圖图證证偽伪賄贿賂赂紅红錢钱給给個个們们說说話话語语譯译輸输號号碼码電电話话誰谁對对罵骂廢废滾滚媽妈麼么這这來来請请為为當当總总書书記记黨党國国貪贪腐腐獨独灣湾問问題题贏赢訴诉樓楼條条裡里裏里過过從从沒没後后權权該该實实會会樣样嗎吗東东遺遗藥药兒儿孫孙見见嬰婴轉转賬账帳账騙骗詐诈驗验閉闭關关閱阅讀读執执檔档庫库幫帮'
    .match(/../gu)
    ?.map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
);

const folded = (char: string) => LOOK_ALIKE.get(char) ?? SIMPLIFIED.get(char) ?? char;

/**
 * A message as the safety rules read it: look-alike letters as Latin ones, traditional characters as simplified ones,
 * accents gone, characters set apart ("自 杀", "i g n o r e") together again, lower case. For matching only, never for
 * showing.
 */
export function foldForMatching(text: string): string {
  return [...text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC')]
    .map(folded)
    .join('')
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/(?<=\p{Script=Han})[\s.*·•_~|/\\-]{1,5}(?=\p{Script=Han})/gu, '')
    .replace(/\b[a-z](?:[ .*_-][a-z]\b){3,}/g, (row) => row.replace(/[^a-z]/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

/** The letters alone, with figures that stand for letters: "1gn0re-all" → "ignoreall". */
export const lettersOnly = (folded: string) =>
  folded.replace(/[01345@$]/g, (char) => LEET[char] ?? char).replace(/[^a-z]/g, '');

const MAX_DECODED = 4;

/** Texts that a message carries in Base64. */
export function decodedIn(text: string): string[] {
  const blobs = text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? [];
  return blobs
    .slice(0, MAX_DECODED)
    .map((blob) => Buffer.from(blob, 'base64').toString('utf8'))
    .filter((decoded) => /^[\p{L}\p{N}\p{P}\p{Zs}\n\r\t$+<>=|~^`]{8,}$/u.test(decoded));
}
