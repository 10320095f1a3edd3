import { type ArticulationTable, each, lips, posture, tongue, vowel } from './targets.ts';

/**
 * Standard Mandarin by the names that eSpeak NG gives its phonemes (a mixture of IPA and its own signs; stress marks
 * are taken off before looking up).
 *
 * Where the values come from: height, backness and rounding of each vowel in Duanmu, "The Phonology of Standard
 * Chinese", ch. 2–3, and Lee & Zee, "Standard Chinese (Beijing)", Journal of the IPA 33 (2003): height gives the
 * weight (low 0.9–1, mid 0.6–0.75, high 0.5–0.7, apical 0.3), backness and rounding give the shape (low → aa, high
 * front spread → ih, high rounded, [y] included → ou, mid unrounded → ee, mid rounded → oh).
 */
export const MANDARIN: ArticulationTable = Object.fromEntries([
  // Simple finals.
  ...each('a ɑ', vowel(['aa', 0.95])), // a, an / ang
  ...each('o o-', vowel(['oh', 0.65])), // o, e: back and half open; e [ɤ] is spread less than o is rounded
  ...each('ə', vowel(['ee', 0.55])), // en, eng, neutral e
  ...each('i', vowel(['ih', 0.7])),
  ...each('i. i̪', vowel(['ih', 0.3])), // zhi, zi: apical, teeth nearly together
  ...each('u', vowel(['ou', 0.75])),
  ...each('y', vowel(['ou', 0.65])), // ü: lips as for u
  ...each('ər', vowel(['ee', 0.55], ['oh', 0.4])), // er, with the rounding of the r colour
  // Compound finals, glide first.
  ...each('ai', vowel(['aa', 0.95], ['ih', 0.55])),
  ...each('ei', vowel(['ee', 0.7], ['ih', 0.55])),
  ...each('ɑu', vowel(['aa', 0.95], ['ou', 0.6])),
  ...each('ou', vowel(['oh', 0.7], ['ou', 0.65])),
  ...each('iɑ', vowel(['ih', 0.6], ['aa', 0.95])),
  ...each('iɛ', vowel(['ih', 0.6], ['ee', 0.75])),
  ...each('iou', vowel(['ih', 0.6], ['oh', 0.65], ['ou', 0.65])),
  ...each('ua', vowel(['ou', 0.65], ['aa', 0.95])),
  ...each('uo', vowel(['ou', 0.7], ['oh', 0.7])),
  ...each('uə', vowel(['ou', 0.65], ['ee', 0.5])), // un
  ...each('uai', vowel(['ou', 0.65], ['aa', 0.95], ['ih', 0.5])),
  ...each('uei', vowel(['ou', 0.65], ['ee', 0.7], ['ih', 0.5])),
  ...each('yɛ', vowel(['ou', 0.65], ['ee', 0.75])),
  ...each('yæ', vowel(['ou', 0.65], ['ee', 0.8])), // yuan
  ...each('yə', vowel(['ou', 0.65], ['ih', 0.4])), // yun
  ...each('yi', vowel(['ou', 0.65], ['ih', 0.5])),
  ...each('onɡ', vowel(['oh', 0.6], ['ou', 0.45])), // ong, nasal included
  ...each('jonɡ', vowel(['ih', 0.5], ['oh', 0.6], ['ou', 0.45])), // iong
  ...each('io', vowel(['ih', 0.5], ['oh', 0.65])), // yo
  ...each('ŋ-', vowel(['ee', 0.2])), // ng
  // Initials.
  ...each('p ph m', lips(1)), // b p m
  ...each('f', lips(0.6)),
  ...each('w', posture('ou', 0.7)),
  ...each('j', posture('ih', 0.6)),
  ...each('ts. ts.h s. ʐ', posture('ou', 0.35)), // zh ch sh r: lips slightly pushed out
  ...each('tɕ tɕh ɕ', posture('ih', 0.45)), // j q x: lips spread
  ...each('ts tsh s', posture('ih', 0.3)), // z c s: teeth together
  ...each('t th n l', tongue(0.4)),
  ...each('k kh χ ŋ', tongue(0.5)),
]);
