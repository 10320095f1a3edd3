import type { Contact, SafetyTexts } from './types.ts';

const police: Contact = { name: '公安报警', phone: '110' };
const ambulance: Contact = { name: '医疗急救', phone: '120' };
const firefighters: Contact = { name: '消防救援', phone: '119' };
const heart: Contact = { name: '全国统一心理援助热线', phone: '12356' };
const youth: Contact = { name: '青少年服务热线', phone: '12355' };
const women: Contact = { name: '妇女维权热线', phone: '12338' };
const antiFraud: Contact = { name: '反诈预警劝阻专线', phone: '96110' };
const law: Contact = { name: '公共法律服务热线', phone: '12348' };
const health: Contact = { name: '卫生健康热线', phone: '12320' };
const discipline: Contact = { name: '纪检监察举报', phone: '12388' };
const city: Contact = { name: '政务服务便民热线', phone: '12345' };

export const zh: SafetyTexts = {
  title: '可以打这些电话',
  danger: ['您的安全最要紧。', '有危险请马上打110，身体不好受打120，心里难受可以打12356，会有人陪您说话。'],
  crisis: {
    suicide: {
      sentences: [
        '听到您这么说，我很担心您，您现在的安全比什么都要紧。',
        '请马上打12356，会有专业的人陪您说说话；要是有危险，立刻打110或者120。',
        '也请叫一声身边的人，别一个人扛着。',
      ],
      contacts: [heart, ambulance, police, youth],
    },
    violence: {
      sentences: [
        '您的安全最要紧，请先离开对方，到有人的地方去。',
        '请马上打110；有人受伤，就打120。',
        '之后需要帮助，可以打12338，这不是您的错。',
      ],
      contacts: [police, ambulance, women],
    },
    fire: {
      sentences: ['请马上离开，到安全的地方再打119。', '闻到燃气味，不要开关电器，也不要在屋里打电话。'],
      contacts: [firefighters, police, ambulance],
    },
    medical_emergency: {
      sentences: ['请马上打120，说清楚地点和病人的情况。', '在大厅的话，请大声叫身边的工作人员来帮忙。'],
      contacts: [ambulance, police],
    },
    lost_child: {
      sentences: [
        '您先别慌，请马上打110，说清楚长相、衣着和最后在哪里见到。',
        '报走失不用等二十四小时；在大厅的话，请立刻叫工作人员帮您广播寻找。',
      ],
      contacts: [police, city],
    },
    fraud: {
      sentences: [
        '先别转账，也别把验证码告诉任何人。',
        '请马上打96110；钱已经转出去了，立刻打110，越早越可能止付。',
        '公安和法院没有“安全账户”，政府部门也不会打电话要您转账。',
      ],
      contacts: [antiFraud, police],
    },
  },
  also: '您问的手续，我接着说给您听。',

  refused: {
    injection: {
      sentences: ['我是云厅的小澄，只照办事指南说话，这个我不能照做。', '您想办什么事，直接问我就好。'],
      contacts: [],
    },
    forgery: {
      sentences: [
        '假的证件和材料我不能帮忙，用了还会给您惹上麻烦。',
        '缺哪样材料，您告诉我，我看看正规的办法。',
      ],
      contacts: [city],
    },
    bribery: {
      sentences: [
        '办事不用托关系，也不用另外给钱，大家都按同样的流程办。',
        '要是有人跟您要好处，可以打12388举报。',
      ],
      contacts: [discipline, city],
    },
    others_data: {
      sentences: ['别人的电话、住址和办件，我不能查，也看不到。', '您自己的办件，核验以后我可以帮您看。'],
      contacts: [],
    },
    legal: {
      sentences: [
        '官司的结果我不能替您预测，那要由法院来定。',
        '可以打12348，有律师免费解答；法律援助怎么申请，您可以问我。',
      ],
      contacts: [law],
    },
    medical: {
      sentences: ['看病用药的事我不懂，不敢随便说，请问医生。', '情况急就打120，平时可以打12320。'],
      contacts: [ambulance, health],
    },
    certainty: {
      sentences: [
        '能不能批，要由办理部门审查以后才知道，我不能替他们保证。',
        '要什么条件、什么材料，您问我，我照办事指南告诉您。',
      ],
      contacts: [city],
    },
    politics: {
      sentences: ['这个话题我不聊，我只管海澄的政务服务。', '有意见要反映，可以打12345。'],
      contacts: [city],
    },
  },
  otherCity: ({ code, zh: name }) => ({
    sentences: [
      `我手里只有海澄的办事指南，${name}的规定不一样，说错了会耽误您。`,
      `请打${name}的12345，人不在那边就加拨区号${code}。`,
    ],
    contacts: [{ name: `${name}政务服务便民热线`, phone: `${code}-12345` }],
  }),

  abuse: {
    insult: {
      sentences: ['听得出您心里着急，没帮上忙，对不住。', '您把要办的事说一声，我好好给您查。'],
      contacts: [city],
    },
    harassment: {
      sentences: ['这样的话我不接。', '要办什么事，我随时帮您。'],
      contacts: [],
    },
  },
};
