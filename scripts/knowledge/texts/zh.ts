import type { CliTexts } from './types.ts';

const COMMON = `通用选项：
  --guides 目录   办事指南所在目录（默认 GUIDES_DIR，即 ./knowledge/guides）
  --data 目录     索引所在目录（默认 DATA_DIR；指定了 --guides 时默认为该目录下的 .data）
  --json          输出 JSON，供程序读取
  --help          显示帮助

退出码：0 正常，1 发现问题，2 用法有误`;

export const zh: CliTexts = {
  lang: 'zh',
  usage: `用法：npm run knowledge -- 命令 [选项]

命令：
  check            检查全部指南：格式、中英文是否一致、“一件事”与单项是否一致、是否到期未复核
  index            建立或打开检索索引，并报告用时
  import 文件…     导入其他单位的指南，先预览，加 --apply 才写入
  export           导出指南：CPSV-AP 目录、JSON 或原样文件
  search "问题"    按云厅的检索方式查一查
  stats            指南的数量、状态、缺项、复核和索引大小

每个命令加 --help 可看详细用法。

${COMMON}`,
  help: {
    check: `用法：npm run knowledge -- check [--lang zh|en]

检查每份指南能否载入、中英文两版是否一致、“一件事”与所含事项是否一致、复核是否逾期。
问题按“文件:行 字段: 说明”列出。

  --lang zh|en    只检查一种语言，不比对中英文

${COMMON}`,
    index: `用法：npm run knowledge -- index

建立检索索引；索引完好时直接打开。报告用时。

${COMMON}`,
    import: `用法：npm run knowledge -- import 文件或目录… --into 目录 [选项]

可读 Markdown、YAML、JSON、JSONL、CSV、XLSX、DOCX、PDF、HTML，按“实施主体”“受理条件”等栏目名识别字段。
默认只预览：哪些是新增、哪些有改动（逐字段列出）、哪些不变、哪些没有导入以及原因。
原文没有的内容不会补写，只列为“待补”。

  --into 目录         写入的目录，每份指南一个 <编号>.<语言>.md
  --apply             确认写入
  --lang zh|en        指南的语言（默认按文字判断）
  --columns 文件      表格各列的含义，YAML 格式，例如
                        columns: {业务名: name, 经办处室: authority.name, 序号: ignore}
  --complete          补成完整格式，缺项写明“原文未写明”，可供检索
  --status draft|active  状态（默认 draft；active 会同时按 --complete 处理，只能写入单独的目录）

${COMMON}`,
    export: `用法：npm run knowledge -- export --format 格式 --out 位置 [选项]

  --format cpsv-ap     在用的指南合成一份公共服务目录（欧盟 CPSV-AP 3.2，JSON-LD），写入 --out 文件
  --format json        全部指南及其段落，写入 --out 文件
  --format files       指南文件原样写回 --out 目录，逐字节一致

  --out 位置           文件或目录；写完整了才放到位
  --lang zh|en         只导出一种语言（默认两种）
  --base-url 网址      目录里各项网址的开头，即云厅对外的网址（默认本机的 HOST 和 PORT）
  --shapes 文件        用这份 SHACL 规则（Turtle）校验目录，按指南和属性列出不合规则之处

${COMMON}`,
    search: `用法：npm run knowledge -- search "问题" [选项]

  --lang zh|en       检索哪种语言的指南（默认按问题的文字判断）
  --history "上文"   之前问过的话，可重复，先说的在前
  --limit N          最多列出几条（默认 5）

${COMMON}`,
    stats: `用法：npm run knowledge -- stats

按语言、状态、人生事件统计指南，列出缺项、待复核的指南和索引大小。

${COMMON}`,
  },
  wrongUse: (what) => `用法有误：${what}`,
  unknownCommand: (name) => (name === '' ? '请写明命令' : `没有“${name}”这个命令`),
  steps: {
    check: '检查指南',
    index: '打开索引',
    load: '读取指南',
    read: '读取文件',
    compare: '比对目标目录',
    write: '写入指南',
    export: '导出指南',
    shapes: '按规则校验',
  },
  check: {
    done: (guides, problems) => `${guides} 份指南，${problems === 0 ? '没有问题' : `${problems} 个问题`}`,
    fieldAbsent: '缺少此项，补上后才能发布',
    languageAbsent: (lang) => `缺少${lang === 'zh' ? '中文' : '英文'}版`,
  },
  index: { done: (zhCount, enCount) => `中文 ${zhCount} 份，英文 ${enCount} 份` },
  search: {
    oneText: '请用引号写一个问题',
    nothingFits: '没有合适的指南。',
    elsewhere: ({ matter, office }) => `没有指南：“${matter}”请找${office}。`,
  },
  import: {
    noFiles: '请写明要导入的文件或目录',
    noInto: '请用 --into 写明写入哪个目录',
    ownGuides: (dir) => `${dir} 是本厅正在使用的指南目录；补成完整格式的外来指南只能写入单独的目录`,
    read: (files, guides, refused) => `${files} 个文件，${guides} 份指南，${refused} 处没有导入`,
    states: (added, changed, same, refused) =>
      `新增 ${added}，有改动 ${changed}，不变 ${same}，没有导入 ${refused}`,
    missing: (list) => `待补（字段 份数）：${list}`,
    more: (n) => `……还有 ${n} 处，用 --json 查看全部`,
    compared: (n) => `${n} 份`,
    written: (n) => `${n} 份`,
    notWritten: '这是预览，没有写入任何文件；确认后加 --apply。',
  },
  export: {
    noFormat: (formats) => `请用 --format 写明格式：${formats}`,
    noOut: '请用 --out 写明写到哪里',
    notAddress: (value) => `--base-url ${value}：不是 http 或 https 网址`,
    shapesNeedCatalogue: '--shapes 只能和 --format cpsv-ap 一起用',
    shapesUnreadable: (file, why) => `--shapes ${file} 读不了：${why}`,
    checkerMissing:
      '没有安装校验用的程序库，目录已写好但没有校验；运行 npm install（不要加 --omit=dev）后再试。',
    written: (guides, bytes) => `${guides} 份指南，${(bytes / 1024).toFixed(0)} KB`,
    conforms: (violations) => (violations === 0 ? '全部符合规则' : `${violations} 处不符合规则`),
    without: (files) => `有 ${files} 个指南文件载入不了，导出的内容里没有它们：`,
    ownAddress: (baseUrl) => `目录里的网址以 ${baseUrl} 开头；对外发布时请用 --base-url 写明云厅的公开网址。`,
    shared: '（各指南共用）',
    more: (n) => `……还有 ${n} 处，用 --json 查看全部`,
    failed: (reason) => `导出没有完成：${reason}`,
    refused: (outDir, refusal) =>
      refusal.kind === 'own-folder'
        ? `${outDir} 就是指南所在的目录，请换一个目录`
        : `${outDir} 里有不属于这次导出的指南（${refusal.names.slice(0, 5).join('、')}${refusal.names.length > 5 ? '……' : ''}），请换一个空目录，以免混在一起`,
  },
  stats: {
    loaded: (n) => `${n} 份`,
    byLanguage: '按语言',
    byStatus: '按状态',
    byKind: '按类型',
    byEvent: '按人生事件',
    sections: '段落',
    characters: '字数',
    otherLanguage: '缺另一种语言',
    withoutAliases: '没有别名',
    withoutQuestions: '没有常见问法',
    unstated: '原文未写明的字段',
    overdue: '复核已逾期',
    soon: '30 天内要复核',
    unreadable: '读不了的文件',
    indexSize: '索引大小',
  },
};
