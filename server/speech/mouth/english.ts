import { type ArticulationTable, each, lips, posture, tongue, vowel } from './targets.ts';

/**
 * British English by the names that eSpeak NG gives its phonemes (IPA; stress marks are taken off before looking up),
 * with those of its American voice, which it uses for some loan words.
 *
 * Where the values come from: the vowel quadrilateral of Roach, "British English: Received Pronunciation", Journal of
 * the IPA 34 (2004): open → aa, front spread → ih (close) and ee (mid), back rounded → ou (close) and oh (mid to open),
 * central → weaker; and his lip postures of the consonants (rounding of ʃ ʒ tʃ dʒ ɹ w).
 */
export const ENGLISH: ArticulationTable = Object.fromEntries([
  ...each('ɑː ɑ a aː', vowel(['aa', 0.9])),
  ...each('æ', vowel(['aa', 0.8])),
  ...each('ʌ ɐ', vowel(['aa', 0.6])),
  ...each('ɒ ɔ ɔː', vowel(['oh', 0.8])),
  ...each('oː o', vowel(['oh', 0.75])),
  ...each('ə əl', vowel(['ee', 0.35])),
  ...each('ɜː ɚ ɜ', vowel(['ee', 0.45])),
  ...each('ɛ e', vowel(['ee', 0.75])),
  ...each('ɪ ᵻ', vowel(['ih', 0.5])),
  ...each('i iː', vowel(['ih', 0.75])),
  ...each('ʊ', vowel(['ou', 0.55])),
  ...each('u uː', vowel(['ou', 0.75])),
  ...each('eɪ', vowel(['ee', 0.75], ['ih', 0.5])),
  ...each('aɪ', vowel(['aa', 0.9], ['ih', 0.5])),
  ...each('ɔɪ', vowel(['oh', 0.75], ['ih', 0.5])),
  ...each('əʊ oʊ', vowel(['oh', 0.6], ['ou', 0.6])),
  ...each('aʊ', vowel(['aa', 0.9], ['ou', 0.55])),
  ...each('iə ɪə iːə', vowel(['ih', 0.6], ['ee', 0.4])),
  ...each('eə ɛə', vowel(['ee', 0.7], ['ee', 0.4])),
  ...each('ʊə', vowel(['ou', 0.6], ['ee', 0.4])),
  ...each('aɪə', vowel(['aa', 0.9], ['ih', 0.5], ['ee', 0.35])),
  ...each('aʊə', vowel(['aa', 0.9], ['ou', 0.5], ['ee', 0.35])),
  ...each('ʊɹ', vowel(['ou', 0.55], ['ou', 0.35])),
  ...each('ɑːɹ', vowel(['aa', 0.9], ['ou', 0.3])),
  ...each('ɔːɹ oːɹ', vowel(['oh', 0.8], ['ou', 0.3])),
  ...each('ɛɹ', vowel(['ee', 0.7], ['ou', 0.3])),
  ...each('ɪɹ', vowel(['ih', 0.5], ['ou', 0.3])),
  ...each('b p m', lips(1)),
  ...each('f v', lips(0.6)),
  ...each('w', posture('ou', 0.75)),
  ...each('ɹ r', posture('ou', 0.4)),
  ...each('ʃ ʒ tʃ dʒ', posture('ou', 0.45)),
  ...each('j', posture('ih', 0.55)),
  ...each('s z', posture('ih', 0.3)),
  ...each('θ ð', posture('ee', 0.3)),
  ...each('t d n l ɾ n̩ ɫ', tongue(0.4)),
  ...each('k ɡ ŋ h x ʔ', tongue(0.5)),
]);
