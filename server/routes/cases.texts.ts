import type { Locale } from '#protocol/index.ts';

interface CaseRouteTexts {
  /** One text for every failure: it must not tell which part was wrong. */
  notVerified: string;
  tooManyAttempts: (minutes: number) => string;
  notGranted: string;
}

export const caseRouteTexts: Readonly<Record<Locale, CaseRouteTexts>> = {
  zh: {
    notVerified: '没有核对上。请检查受理号和身份证号后四位，再试一次。',
    tooManyAttempts: (minutes) => `试的次数太多了，请 ${minutes} 分钟后再试；着急可以到窗口查询。`,
    notGranted: '现在不能查看这件办件。请先填写受理号和身份证号后四位。',
  },
  en: {
    notVerified:
      'These do not match a case. Check the receipt and the last four of the ID number, then try again.',
    tooManyAttempts: (minutes) =>
      `Too many tries. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or ask at a service window.`,
    notGranted: 'This case cannot be shown now. First enter its receipt and the last four of the ID number.',
  },
};
