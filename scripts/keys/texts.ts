import type { Locale } from '#protocol/index.ts';

export interface KeysTexts {
  usage: string;
  wrongUse(what: string): string;
  created(text: string): string;
  none: string;
  columns: readonly [string, string, string, string, string, string, string, string];
  never: string;
  open: string;
  revoked(id: string): string;
  notRevoked(id: string): string;
  notOffered: string;
  noDatabase(file: string): string;
}

export const KEYS_TEXTS: Readonly<Record<Locale, KeysTexts>> = {
  zh: {
    usage: `用法：npm run keys -- 命令 [选项]

命令：
  create --name 名称      发一把密钥给一个程序；密钥只显示这一次
  list                    列出所有密钥
  revoke 编号             作废一把密钥，立即生效

create 的选项：
  --name 名称             是谁的、哪个程序（必填）
  --scopes chat,mcp       能用什么：chat（/v1）、mcp（/mcp）、cases（/mcp 里查办件进度，要同时有 mcp）；默认 chat,mcp
  --per-minute 数         每分钟最多几次请求，默认 60
  --per-day 数            每天最多几次请求，默认 10000

共同选项：
  --data 目录             数据目录（默认 DATA_DIR）
  --json                  输出 JSON，给程序用
  --help                  显示这段说明

退出码：0 成功，1 没有办成，2 用法不对`,
    wrongUse: (what) => `用法不对：${what}`,
    created: (text) => `密钥（只显示这一次，请马上存好）：\n${text}`,
    none: '还没有密钥。',
    columns: ['编号', '名称', '能用', '每分钟', '每天', '发放', '最近使用', '作废'],
    never: '还没用过',
    open: '有效',
    revoked: (id) => `密钥 ${id} 已作废。`,
    notRevoked: (id) => `没有编号为 ${id} 的有效密钥。`,
    notOffered: '注意：服务器还没有对外开放。请设置 API_ACCESS=keys 后重启。',
    noDatabase: (file) => `没有数据库 ${file}。请先启动一次服务器，或用 --data 指明它的数据目录。`,
  },
  en: {
    usage: `Usage: npm run keys -- COMMAND [options]

Commands:
  create --name NAME      make a key for a program; it is shown this once
  list                    list all keys
  revoke ID               end a key, at once

Options of create:
  --name NAME             whose it is and for which program (required)
  --scopes chat,mcp       what for: chat (/v1), mcp (/mcp), cases (status of cases within /mcp, needs mcp too);
                          default chat,mcp
  --per-minute N          requests a minute, default 60
  --per-day N             requests a day, default 10000

Common options:
  --data DIR              data folder (default DATA_DIR)
  --json                  print JSON for programs
  --help                  print this help

Exit codes: 0 done, 1 not done, 2 wrong use`,
    wrongUse: (what) => `Wrong use: ${what}`,
    created: (text) => `The key, shown this once; store it now:\n${text}`,
    none: 'There are no keys yet.',
    columns: ['id', 'name', 'scopes', 'a minute', 'a day', 'made', 'last used', 'ended'],
    never: 'never',
    open: 'opens',
    revoked: (id) => `The key ${id} opens nothing any more.`,
    notRevoked: (id) => `There is no key ${id} that opens.`,
    notOffered: 'Note: the server lets no programs in yet. Set API_ACCESS=keys and start it again.',
    noDatabase: (file) =>
      `There is no database ${file}. Start the server once, or name its data folder with --data.`,
  },
};
