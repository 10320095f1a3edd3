import type { ImportTexts } from './types.ts';

const because = (detail: string) => (detail === '' ? '' : `（${detail}）`);

export const zh: ImportTexts = {
  refusals: {
    unreadable: (detail) => `文件打不开${because(detail)}，请检查路径和权限。`,
    empty: () => '文件是空的，没有可以导入的内容。',
    too_large: (detail) => `文件太大：${detail}。请拆成几个小文件，或者去掉图片再导入。`,
    unknown_format: (detail) =>
      `不认识这种文件${because(detail)}。可以导入 Markdown、YAML、JSON、JSONL、CSV、XLSX、DOCX、PDF、HTML。`,
    wrong_content: (detail) => `扩展名和文件内容对不上：${detail}。请确认文件后改成正确的扩展名。`,
    legacy_office: () => '这是旧版 Office 文件（.doc、.xls），请在 Office 或 WPS 里另存为 .docx 或 .xlsx。',
    bad_encoding: (detail) => `文字编码认不出来${because(detail)}，请另存为 UTF-8 或 GB18030。`,
    broken: (detail) => `文件已损坏或格式有误${because(detail)}。`,
    encrypted: () => '文件设了密码，请去掉密码后再导入。',
    scanned: (detail) =>
      `这是扫描件，里面只有图片没有文字${because(detail)}。请先做文字识别，或提供原始文档。`,
    zip_bomb: (detail) => `压缩包解开后大得不正常，为安全起见不读取：${detail}。`,
    zip_path: (detail) => `压缩包里有越出目录的文件名，为安全起见不读取${because(detail)}。`,
    dtd: (detail) => `文件里带有外部实体声明（DTD），为安全起见不读取${because(detail)}。`,
    unsafe_key: (detail) => `字段名“${detail}”不允许使用，请改名。`,
    too_deep: (detail) => `内容嵌套太深：${detail}。`,
    too_many_records: (detail) => `事项太多：${detail}。请拆成几个文件。`,
    too_many_pages: (detail) => `页数太多：${detail}。请只保留办事指南的部分。`,
    too_slow: (detail) => `读取超时：${detail}。请拆成几个小文件再试。`,
    too_heavy: (detail) => `读取占用的内存超过限制：${detail}。请拆成几个小文件再试。`,
    no_columns: (detail) => `表头里没有认得出来的列：${detail}。请用 --columns 指定各列的含义。`,
    no_name: () => '找不到事项名称，无法建立指南。请加上“事项名称”。',
    bad_id: (detail) => `编号“${detail}”不能用：只能是小写字母、数字和连字符，不能含路径。`,
    bad_field: (detail) => `字段内容不符合要求：${detail}`,
    duplicate: (detail) => `编号重复，而内容不同；已采用 ${detail}，这一份没有导入。`,
    approved: (detail) =>
      `目标里的指南状态是“${detail}”，草稿不会覆盖它。请先在目标里处理，或导入到别的目录。`,
  },
  notes: {
    hours_are_limit: (detail) =>
      `“办公时间”一栏写的是时限（${detail}），已归到办理时限，未说明是法定还是承诺。`,
    fee_not_said: (detail) => `“是否收费”一栏写的是“${detail}”，看不出是否收费，已原样保留。`,
    limit_unqualified: (detail) => `时限“${detail}”没有说明是法定还是承诺，已记在时限说明里。`,
    value_unread: (detail) => `“${detail}”无法归入字段，已原样保留在正文里。`,
    macros_left_out: () => '文件带有宏，宏没有读取，也不会运行。',
    same_twice: (detail) => `与 ${detail} 完全相同，只保留一份。`,
  },
  other: '其他信息',
  original: '原文',
  labelled: (label, value) => `${label}：${value}`,
  limitUnderHours: (limit, label) => `时限 ${limit}（原文写在“${label}”一栏，未说明是法定还是承诺）`,
  cellGap: '；',
  unstated: {
    text: '原文未写明',
    summary: (name) => `${name}。原文未写明事项简介`,
    fee: '原文未写明是否收费',
    step: (n) => `第${n}步`,
    filler: '以上内容只为满足格式而填，不作数；原文没有写全',
    known: (list) => `原文写到的有：${list}`,
    channels: (list) => `办理渠道：${list}`,
    appointment: { true: '可以预约办理', false: '不支持预约办理' },
    express: { true: '支持快递送达', false: '不支持快递送达' },
    visits: (n) => (n === 0 ? '不用跑现场' : `最多跑${n}次现场`),
    result: (name) => `办理结果：${name}`,
    legal: (limit) => `法定办结时限：${limit}`,
    promised: (limit) => `承诺办结时限：${limit}`,
    channel: { window: '窗口', web: '网上', mobile: '手机', kiosk: '自助终端', post: '邮寄' },
    list: '、',
  },
};
