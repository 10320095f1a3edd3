import type { Locale } from '#protocol/index.ts';

interface GuideTexts {
  notFound: string;
  /** Name of the hall, in titles. */
  site: string;
  back: string;
  /** Leads to the same guide in the other language, so it is written in that language. */
  otherLanguage: string;
  reviewed(authority: string, date: string): string;
  /** Heads of the facts at the top and of the links at the end. */
  facts: {
    joint: string;
    audience: string;
    event: string;
    effective: string;
    reviewBy: string;
    owner: string;
  };
  effective(from: string, to: string | undefined): string;
  contents: string;
  parts: string;
  related: string;
  /** In place of a section on which the published source is silent. */
  unstated: string;
  listComma: string;
  /** Below the page, for whoever holds it on paper. */
  printed(address: string, version: string): string;
}

export const guideTexts: Readonly<Record<Locale, GuideTexts>> = {
  zh: {
    notFound: '没有找到这份办事指南，可能已经停用，或者还没有中文版。',
    site: '云厅 · 海澄市政务服务大厅',
    back: '← 回云厅提问',
    otherLanguage: 'Read in English',
    reviewed: (authority, date) => `由${authority}发布，${date}核对过`,
    facts: {
      joint: '联合办理',
      audience: '服务对象',
      event: '所属主题',
      effective: '施行日期',
      reviewBy: '下次核对',
      owner: '维护单位',
    },
    effective: (from, to) => (to === undefined ? `${from}起` : `${from}至${to}`),
    contents: '本页内容',
    parts: '包含的事项',
    related: '相关事项',
    unstated: '发布这份指南的单位没有写明这一项，请打咨询电话问清楚再办。',
    listComma: '、',
    printed: (address, version) => `网址：${address}　版本：${version}`,
  },
  en: {
    notFound: 'There is no such guide. It may have been withdrawn, or not yet exist in English.',
    site: 'Yunting · Haicheng City Service Hall',
    back: '← Ask in the hall',
    otherLanguage: '看中文版',
    reviewed: (authority, date) => `Published by ${authority}, reviewed on ${date}`,
    facts: {
      joint: 'Together with',
      audience: 'For',
      event: 'Topic',
      effective: 'In force',
      reviewBy: 'Next review',
      owner: 'Kept by',
    },
    effective: (from, to) => (to === undefined ? `from ${from}` : `${from} to ${to}`),
    contents: 'On this page',
    parts: 'Services included',
    related: 'Related services',
    unstated: 'The office that published this guide does not say. Please call and ask before you apply.',
    listComma: ', ',
    printed: (address, version) => `Address: ${address} · Version: ${version}`,
  },
};
