import type { Texts } from './types.ts';

const UNITS: Readonly<Record<string, string>> = { workday: '个工作日', day: '天', hour: '小时' };

const dayFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});

const ended = (text: string) => text.replace(/[。；，、]+$/, '');

export const zh: Texts = {
  gap: '',
  list(items) {
    if (items.length < 2) return items.join('');
    const and = items.some((item) => item.includes('和')) ? '，还有' : '和';
    return `${items.slice(0, -1).join('、')}${and}${items.at(-1)}`;
  },
  limit(limit) {
    if (limit === 'immediate') return '当场';
    const [count = '', unit = ''] = limit.split(' ');
    return `${count}${UNITS[unit.replace(/s$/, '')] ?? ''}`;
  },
  day: (date) => dayFormat.format(date),

  own: {
    greeting: ['您好，我是云厅的AI数字人小澄。', '想办什么事，直接跟我说就行。'],
    introduction: [
      '我是小澄，海澄市政务服务大厅云厅里的AI数字人。',
      '办事要什么条件、带什么材料、到哪里办，我都照着正式的办事指南告诉您，也能帮您查办件进度。',
    ],
    thanks: ['不客气。', '还有要办的事，随时问我。'],
    pause: ['好的，不着急，您慢慢来。'],
    farewell: ['再见，祝您办事顺利。'],
    person: ['好的，这件事请工作人员来帮您。', '电话和窗口都列在这里了，您挑方便的。'],
    noAnswer: [
      '这个问题，我手里的办事指南没有写到，不敢随便答您。',
      '您可以问问下面的窗口或热线，他们能给您准话。',
    ],
    elsewhere: (office) => ['这件事不归政务大厅办，我手里没有它的办事指南。', `请您找${office}。`],
    nothingSafe: [
      '这个问题我没能从办事指南里核实到可靠的说法，先不答您，免得误了您的事。',
      '请打下面的电话问一问。',
    ],
    outOfScope: ['这个我帮不上忙，我只管海澄的政务服务。', '下面这些事，您可以直接问我。'],
    clarify: ['您问的事，这里有几项都沾边。', '您看看是哪一项？'],
    unclear: ['抱歉，我没听明白。', '您可以说要办的事，比如“换身份证要带什么”。'],
    applyForWhat: ['好的，您要办的是哪一件事？'],
    applyThere: '我还不能直接替您办，不过可以告诉您怎么办。',
    complaint: [
      '让您不满意了，实在对不起。',
      '投诉和建议可以打12345，也可以留个电话，请工作人员给您回过去。',
    ],
    noted: ['好的，我记下了。', '您想办哪一件事？'],
    rejected: ['不好意思，我弄错了。', '您说的是不是下面这几项？'],
    rephrase: ['不好意思，我还是没弄明白您要办的是哪件事。', '您换个说法，或者让工作人员来帮您。'],
    nothingBefore: ['我们才刚开始。', '您想办什么事，直接跟我说就行。'],
    nothingMore: ['这一项，指南里写的就是这些了。', '别的方面，您可以接着问。'],
    onlySoMany: (count) => [`这里一共只有${count}项。`],
    lastOne: ['后面没有了，这已经是最后一项。'],
    slower: '好的，我慢一点说。',
    label: '以下由人工智能生成。',
    reviewDue: (office) => `这份指南过了复核的日子，可能有变化，办之前请向${office}问一声。`,
    suspended: (service, office) => [`${service}现在暂停办理。`, `什么时候恢复，请问${office}。`],
    superseded: (service, by) => [`${service}已经并到“${by}”里办了。`],
    lifeEvent: ['恭喜！跟这件事有关的服务有这几项。', '您想先了解哪一项？'],
    verify: [
      '查进度之前，要先确认是您本人的办件。',
      '请在卡片里填受理号和身份证号的后四位，不要在对话里说出来。',
    ],
    secretTyped: '您的号码我没有看，也没有留；证件号和受理号以后请不要发在对话里。',
    secretToCard: [
      '您刚才发的号码我没有看，也没有留。',
      '查办件请填在下面的卡片里，只要受理号和身份证号的后四位。',
    ],
  },

  notice: {
    writerChanged: '智能写作服务刚才中断了，下面由小澄直接照办事指南回答。',
    budgetSpent: '今天的智能写作额度用完了，下面由小澄直接照办事指南回答。',
  },
  error: {
    internal: '抱歉，刚才出了点问题，没能答完。请再问一次，或者拨打12345。',
    busy: '抱歉，现在问的人太多。请稍等一会儿再问。',
  },

  card: {
    materials: (guide) => ({ title: `${guide.name}材料清单`, subtitle: '备好一样，勾一样' }),
    steps: (guide) => `${guide.name}办理步骤`,
    fees: (guide) => `${guide.name}收费`,
    places: (guide) => `${guide.name}在哪里办`,
    callback: '请工作人员给我回电话',
    free: '不收费',
    amount: (amount) => (amount === null ? '看具体情况' : amount === '0' ? '不收费' : `${amount}元`),
    visits: (count) => (count === 0 ? '不用跑现场' : `最多跑${count}次`),
    onTheSpot: '当场办好',
    within: (limit) => `${limit}办好`,
    originals: (count) => `原件${count}份`,
    copies: (count) => `复印件${count}份`,
    choices: '您要办哪一项？',
    suggestions: '您可以这样问我',
    ask: (service) => `${service}怎么办？`,
    verify: '查询我的办件',
    verifySay: '查一下我的办件进度',
    contact: '找工作人员',
    hotline: { name: '政务服务便民热线', phone: '12345' },
  },

  case: {
    title: '办件进度',
    state: (service, state) => `您的${service}，现在的状态是“${state}”。`,
    soFar: (submitted, workdays) =>
      workdays === 0
        ? `您是${submitted}提交的。`
        : `您是${submitted}提交的，办理部门到现在用了${workdays}个工作日。`,
    due: (date) => `按承诺，${date}前会办好。`,
    overdue: (date) => `按承诺应该在${date}前办好，现在已经过了期限，您可以拨打12345催办。`,
    asks: (items, due) =>
      `现在需要您这边办的是：${items.map(ended).join('；')}${due === null ? '。' : `，请在${due}前办妥。`}`,
    several: (count) => `您一共有${count}件在这里，都列在卡片上了。`,
  },

  write: {
    free: '这件事不收费。',
    unstated: '这一项，这份指南的原文没有写明。',
    sentence: (text) => `${ended(text)}。`,
    fees: (fees) =>
      `${fees.map(({ name, yuan }) => (yuan === null ? `${name}要看具体情况` : yuan === '0' ? `${name}不收费` : `${name}是${yuan}元`)).join('，')}。`,
    onTheSpot: '这件事当场就能办好。',
    within: (promised, longest) =>
      promised === longest
        ? `从受理起，${promised}内办好。`
        : `从受理起，承诺${promised}内办好，最长不超过${longest}。`,
    bring: (names) => `请带上${zh.list(names)}。`,
    nothingToBring: '一般不用自己带材料。',
    bringWhen: (when, name, also) => `${ended(when)}的，${also ? '还要' : '要'}带${name}。`,
    bringIfAny: (name) => `有${name}的，请一起带上。`,
    bringFor: (name, when) => `请带上${name}，${ended(when)}的都要带。`,
    madeThere: (names) => `${zh.list(names)}现场办好，不用提前准备。`,
    aboutMaterial({ name, required, when, source }) {
      if (source === 'shared-data') return `${name}由窗口联网核验，不用带。`;
      if (source === 'issued-on-site') return zh.write.madeThere([name]);
      if (required) return `${name}要带。`;
      return when === null ? zh.write.bringIfAny(name) : `${ended(when)}的，才要带${name}。`;
    },
    fetched: (names) => `${zh.list(names)}由窗口联网核验，不用带。`,
    place: (name, address, hours) =>
      `可以到${name}办，地址是${address}，办公时间是${hours.replaceAll('；', '，')}。`,
    morePlaces: (names) => `${zh.list(names)}也能办。`,
    channels: (names, visits) =>
      visits === 0 ? `可以${zh.list(names)}，不用跑现场。` : `可以${zh.list(names)}，最多跑${visits}次现场。`,
    channel: {
      window: '到窗口办',
      web: '在网上办',
      mobile: '用手机办',
      kiosk: '在自助机上办',
      post: '邮寄办',
    },
    appointment: (possible) => (possible ? '可以提前预约。' : '不用预约。'),
    result: (name, ways) =>
      `办好以后拿到的是${ended(name)}，可以${ways.length < 2 ? ways.join('') : `${ways.slice(0, -1).join('、')}，也可以${ways.at(-1)}`}。`,
    resultOnline: (name) => `办好以后拿到的是${ended(name)}，在手机上就能看到。`,
    delivery: { pickup: '到窗口领', post: '邮寄到家', 'e-certificate': '在手机上看电子证照' },
    validity: (text) => `有效期：${ended(text)}。`,
    consult: (contact) => `咨询请打 ${ended(contact)}。`,
    complaint: (contact) => `投诉和建议请打 ${ended(contact)}。`,
    basis: (laws) => `依据是${zh.list(laws)}。`,
    step: (n, name, text) => `第${n}步，${name}：${ended(text)}。`,
    law: (title, article) => `${title.startsWith('《') ? title : `《${title}》`}${article ?? ''}`,
  },
};
