import type { Locale } from '#protocol/index.ts';

interface CompletionTexts {
  /** The label of GB 45438-2025. */
  aiLabel: string;
  /** Between what is said of one thing, and around what is added to it. */
  gap: string;
  aside(text: string): string;
  /** After what a line tells of. */
  colon: string;
  deferrable: string;
  notNeeded: string;
  /** Where a case is proved to be one's own: never in a chat. */
  verifyAt(url: string): string;
  /** Where a call back can be asked for. */
  callbackAt(url: string): string;
}

export const completionTexts: Readonly<Record<Locale, CompletionTexts>> = {
  zh: {
    aiLabel: '本回答由人工智能生成',
    gap: '；',
    aside: (text) => `（${text}）`,
    colon: '：',
    deferrable: '可以后补',
    notNeeded: '不用自己带',
    verifyAt: (url) => `请到云厅页面核对，不要把受理编号和身份证号发到对话里：${url}`,
    callbackAt: (url) => `可以到云厅页面留电话，请工作人员回电：${url}`,
  },
  en: {
    aiLabel: 'This answer was made by artificial intelligence',
    gap: '; ',
    aside: (text) => ` (${text})`,
    colon: ': ',
    deferrable: 'may follow later',
    notNeeded: 'nothing to bring',
    verifyAt: (url) =>
      `Please prove it on the page of the hall, and send no receipt or ID number into the conversation: ${url}`,
    callbackAt: (url) => `You can leave a number to be called back on the page of the hall: ${url}`,
  },
};
