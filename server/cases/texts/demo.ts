/** Texts of the demonstration cases, in both languages side by side as the cases store them. */
export const demoTexts = {
  /** First lines of `demo-cases.txt`. */
  heading: [
    '演示办件：受理号、身份证号后四位、事项（状态）。都是虚构的，只在首次启动时生成一次。',
    'Demonstration cases: receipt, last 4 of the ID number, service (state). Invented, and made once, at first start.',
  ],
  services: {
    residencePermit: { zh: '居住证申领', en: 'Residence permit' },
    newborn: { zh: '新生儿出生“一件事”', en: 'New baby, all at once' },
    idCard: { zh: '居民身份证换领补领', en: 'Resident ID card renewal or replacement' },
    company: { zh: '企业开办“一件事”', en: 'Starting a company, all at once' },
    noCriminalRecord: { zh: '无犯罪记录证明', en: 'Certificate of no criminal record' },
  },
  supplements: [
    {
      id: 'marriage-certificate',
      zh: '重新上传父母的结婚证：照片要四角完整，字迹和印章看得清。',
      en: 'Upload the parents’ marriage certificate again: all four corners in the picture, text and seal legible.',
    },
    {
      id: 'household-book',
      zh: '补传户口簿的户主页和落户一方的页。',
      en: 'Add two pages of the household register: the head of household’s, and the parent’s with whom the child registers.',
    },
  ],
  pickUp: [
    {
      id: 'pick-up',
      zh: '新身份证已制好，请带上回执和旧证到受理窗口领取。',
      en: 'The new ID card is ready: collect it at the window where you applied, with your receipt and the old card.',
    },
  ],
} as const;
