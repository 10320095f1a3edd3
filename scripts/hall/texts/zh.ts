import { moment } from './moment.ts';
import type { HallTexts } from './types.ts';

export const zh: HallTexts = {
  usage: `用法：npm run hall -- 命令 [选项]

命令：
  answers status                     看数字人现在是否答复
  answers off --by 姓名 --reason 原因  停止答复；可用 --notice-zh、--notice-en 写明给群众看的话
  answers on --by 姓名                恢复答复
  callbacks list                     等待回电的群众，按先后排列，显示电话号码
  callbacks done 号码                 已经回电；电话号码随即删除
  callbacks no-answer 号码            没有打通；排到队尾，第三次打不通就结束
  unanswered [--since 日期]           没有答好的问题，问得最多的在前

通用选项：
  --by 姓名       经办人，记入操作记录（回电命令默认用登录名）
  --data 目录     数据所在目录（默认 DATA_DIR）
  --json          输出 JSON，供程序读取
  --help          显示帮助

退出码：0 办好了，1 没有办成，2 用法有误`,
  wrongUse: (what) => `用法有误：${what}`,
  unknownCommand: (name) => (name === '' ? '请写明命令' : `没有“${name}”这个命令`),
  noDatabase: (file) => `没有数据库 ${file}。请用 --data 指明云厅的数据目录。`,
  moment,
  answers: {
    on: '正在答复',
    off: '已停止答复',
    since: (at, actor) => `${at} 由${actor}设定`,
    usualNotice: '（默认提示）',
    which: '请写 off、on 或 status',
  },
  callbacks: {
    none: '没有等待回电的群众。',
    which: '请写 list、done 或 no-answer',
    oneNumber: '请写一个号码，例如 A-017',
    unknown: (number) => `没有等待中的 ${number}。`,
    tries: (n) => (n === 0 ? '' : `${n} 次未打通`),
    outcomes: {
      done: (number) => `${number} 已回电，电话号码已删除。`,
      queued: (number) => `${number} 没有打通，已排到队尾。`,
      closed: (number) => `${number} 第三次没有打通，已结束，电话号码已删除。`,
    },
  },
  unanswered: {
    none: '没有。',
    reasons: {
      no_answer: '没有答案',
      partial: '只答了一部分',
      out_of_scope: '不在范围内',
      clarify: '反问后没有下文',
      thumbs_down: '群众不满意',
    },
  },
};
