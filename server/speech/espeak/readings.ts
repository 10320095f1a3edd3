import { type Rule, rule } from '../speakable/rewrite.ts';

/**
 * What eSpeak NG's Mandarin dictionary reads wrong, and how to make it right: a character of the same sound, or its
 * phonemes between double brackets (Kirshenbaum letters, then the tone's contour). Only for this voice: others read
 * the text as it stands.
 */
export const MANDARIN_READINGS: readonly Rule[] = [
  // 澄 is read dèng; here it is the city's name, chéng.
  rule(/澄/u, '成'),
  // 还 is read hái before and after these, where it is huán.
  rule(/还(?=[款贷债钱账])|(?<=[返发清])还(?!是|有|要|可|能)/u, '环'),
  // 长 is read cháng in these offices.
  rule(/(?<=[处区])长(?![期度时短])/u, '掌'),
  rule(/便(?=宜)/u, '骈'),
  // The syllables xiong, qiong and jiong are spelled out as English letters.
  rule(/[兄凶胸匈汹]/u, '[[S;jong55]]'),
  rule(/[雄熊]/u, '[[S;jong35]]'),
  rule(/[穷琼]/u, '[[tS;hjong35]]'),
  rule(/[窘炯]/u, '[[tS;jong214]]'),
  // So are words with a final r. They are said without it; 新生儿 and 儿童 keep theirs.
  rule(/(?<=[这那哪会点块事玩边份门劲样话])儿(?![童子女媳歌科孙])/u, ''),
];
