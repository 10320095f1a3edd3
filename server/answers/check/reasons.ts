import type { Verdict } from './index.ts';

/** Long numbers and addresses may be somebody's own: they are not repeated to a model. */
const quoted = (words: string) =>
  `"${words
    .replace(/[^\s@]+@[^\s@]+/g, '…')
    .replace(/\d[\d -]{5,}\d/g, '…')
    .slice(0, 80)}"`;

const UNIT: Readonly<Record<string, string>> = {
  money: 'hundredths of a yuan',
  workday: 'working days',
  day: 'days',
  month: 'months',
  minute: 'minutes',
  clock: 'minutes after midnight',
  percent: 'percent',
  times: 'times',
};

/**
 * What a writer should change in a sentence that may not be released: one instruction in English, for one attempt at
 * repair. Empty when the sentence is in order. Holds no long number and no address of the sentence.
 */
export function reasonWords(verdict: Verdict): string {
  if (verdict.ok) return '';
  switch (verdict.reason) {
    case 'too_long':
      return 'Say it in a shorter sentence.';
    case 'uncited':
      return 'Cite the section that the sentence rests on, or leave the sentence out.';
    case 'unknown_source':
      return 'Cite a section that the tools have given and that says this.';
    case 'figure': {
      const { kind, value } = verdict.figure;
      const amount = kind === 'money' ? `${Number(value) / 100} yuan` : `${value} ${UNIT[kind] ?? ''}`.trim();
      return `Correct the figure ${quoted(amount)}: the cited section does not state it.`;
    }
    case 'contact':
      return 'Remove the phone number or address that the cited section does not have.';
    case 'name':
      return `Correct or remove ${quoted(verdict.words)}: the cited section does not name it.`;
    case 'polarity':
      return `Correct ${quoted(verdict.words)}: the cited section says otherwise about what must, may or need not be.`;
    case 'condition':
      return `Remove the condition ${quoted(verdict.words)}: the cited section does not set it.`;
    case 'unfit':
      return `Say it plainly, in the answer's language, without ${quoted(verdict.words)}: no markup, symbols, promises or slang.`;
  }
}
