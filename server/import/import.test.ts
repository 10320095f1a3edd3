import { mkdir, mkdtemp, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { importFiles } from './import-files.ts';
import { openReader } from './reader.ts';
import { docxOf, pdfOf, sheetOf, zipOf } from './testing/index.ts';
import type { ImportOptions } from './types.ts';

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? Buffer.from(content) : content;
const reader = openReader();
afterAll(() => reader.close());
const read = (name: string, content: string | Uint8Array, options: ImportOptions = {}) =>
  importFiles([{ name, bytes: bytesOf(content) }], { reader, ...options });

const HEAD = [
  '事项名称',
  '实施主体',
  '受理条件',
  '办理地点',
  '办公时间',
  '法定办结时限',
  '承诺办结时限',
  '是否收费',
  '咨询电话',
];
const ROW = [
  '犬只登记',
  '海澄市公安局',
  '犬龄满三个月',
  '海晏路1号',
  '周一至周五 9:00-17:00',
  '10个工作日',
  '当场办结',
  '否',
  '12345',
];
const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(',')).join('\n');
const labelled = HEAD.map((label, index) => `${label}：${ROW[index]}`);

async function workbook(rows: readonly (readonly string[])[]): Promise<Buffer> {
  return writeWorkbook(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
}

describe('the same service is read alike from every format', () => {
  const html = `<!doctype html><html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>
    <h1>犬只登记</h1><table>${HEAD.slice(1)
      .map((label, index) => `<tr><th>${label}</th><td>${ROW[index + 1]}</td></tr>`)
      .join('')}</table></body></html>`;
  const sources: Record<string, () => Promise<string | Uint8Array>> = {
    'a.md': async () =>
      `# 犬只登记\n\n${labelled
        .slice(1)
        .map((line) => `- **${line.replace('：', '**：')}`)
        .join('\n')}`,
    'a.txt': async () => labelled.join('\r\n'),
    'a.yaml': async () =>
      labelled.map((line) => line.replace('：', ': ').replace(/: (.*)/, ': "$1"')).join('\n'),
    'a.json': async () => JSON.stringify(Object.fromEntries(HEAD.map((label, index) => [label, ROW[index]]))),
    'a.jsonl': async () => JSON.stringify({ title: '犬只登记', text: labelled.slice(1).join('\n') }),
    'a.csv': async () => `\uFEFF${csv([HEAD, ROW])}`,
    'a.tsv': async () => [HEAD, ROW].map((row) => row.join('\t')).join('\n'),
    'a.xlsx': () => workbook([['2026年事项清单'], HEAD, ROW]),
    'b.xlsx': () => workbook(HEAD.map((label, index) => [label, ROW[index] ?? ''])),
    'a.docx': async () =>
      docxOf(['# 犬只登记', HEAD.slice(1).map((label, index) => [label, ROW[index + 1] ?? ''])]),
    'b.docx': async () => docxOf(labelled),
    'a.html': async () => html,
    'a.pdf': async () => pdfOf([['犬只登记', ...labelled.slice(1)]]),
    'b.pdf': async () =>
      pdfOf([
        labelled.map((_, index) => [
          { x: 50, text: HEAD[index] ?? '' },
          { x: 250, text: ROW[index] ?? '' },
        ]),
      ]),
  };
  test.each(Object.keys(sources))('%s', async (name) => {
    const { guides, refused } = await read(name, (await sources[name]?.()) ?? '');
    expect(refused).toEqual([]);
    expect(guides).toHaveLength(1);
    expect(guides[0]?.draft).toMatchObject({
      lang: 'zh',
      name: '犬只登记',
      status: 'draft',
      authority: { name: '海澄市公安局' },
      conditions: [{ id: 'c1', text: '犬龄满三个月' }],
      locations: [{ address: '海晏路1号', hours: '周一至周五 9:00-17:00' }],
      time_limit: { legal: '10 workdays', promised: 'immediate' },
      fees: [],
      contacts: { consult: '12345' },
    });
    expect(guides[0]?.missing).toContain('materials');
    expect(JSON.stringify(guides)).not.toContain('alert');
  });
});

describe('documents as they are laid out', () => {
  test('a web page with label and value in boxes of their own, a list of terms, and blocks in table cells', async () => {
    const { guides } = await read(
      'a.html',
      `<!doctype html><html><body><nav>首页</nav><h2>犬只登记</h2><div><div>实施主体</div><div>海澄市公安局</div></div>
      <dl><dt>办件类型</dt><dd>承诺件</dd><dt>法定办结时限</dt><dd>20（工作日）</dd></dl>
      <table><tr><td><p>受理条件</p></td><td><p>年满十八周岁</p><p>有住所</p></td></tr>
      <tr><td>申请材料</td><td><ol><li>身份证原件1份</li><li>免疫证明复印件2份</li></ol></td></tr></table>
      <p style="display: none">办理地点：隐藏的地方</p></body></html>`,
    );
    expect(guides[0]?.draft).toMatchObject({
      name: '犬只登记',
      authority: { name: '海澄市公安局' },
      time_limit: { legal: '20 workdays' },
      conditions: [{ text: '年满十八周岁' }, { text: '有住所' }],
      materials: [
        { name: '身份证', originals: 1 },
        { name: '免疫证明', copies: 2 },
      ],
    });
    expect(guides[0]?.draft.locations).toBeUndefined();
    expect(guides[0]?.body).toContain('办件类型：承诺件');
  });

  test('a PDF whose values go on under each other beside their labels, with a table of materials', async () => {
    const row = (label: string, text: string) => [
      { x: 50, text: label },
      { x: 150, text },
    ];
    const pages = [
      [
        '犬只登记办事指南',
        row('实施主体', '海澄市'),
        [{ x: 150, text: '公安局' }],
        row('受理条件', '1.年满十八周岁；'),
        [{ x: 150, text: '2.有住所。' }],
        row('咨询电话', '12345'),
        '申请材料',
        [
          { x: 50, text: '序号' },
          { x: 150, text: '材料名称' },
          { x: 300, text: '份数' },
        ],
        [
          { x: 50, text: '1' },
          { x: 150, text: '身份证' },
          { x: 300, text: '1' },
        ],
      ],
    ];
    const { guides } = await read('a.pdf', pdfOf(pages));
    expect(guides[0]?.draft).toMatchObject({
      name: '犬只登记',
      authority: { name: '海澄市公安局' },
      conditions: [{ text: '年满十八周岁' }, { text: '有住所。' }],
      contacts: { consult: '12345' },
      materials: [{ name: '身份证' }],
    });
  });
});

describe('what is refused says why', () => {
  const code = async (name: string, content: string | Uint8Array, options?: ImportOptions) => {
    const { guides, refused } = await read(name, content, options);
    expect(guides).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.message.zh).toMatch(/[。：]/);
    expect(refused[0]?.message.en).toMatch(/[.]/);
    return refused[0]?.code;
  };
  const guide = docxOf(labelled);

  test('an empty file', async () => expect(await code('a.md', '')).toBe('empty'));
  test('a file above the size limit, unread', async () =>
    expect(await code('a.md', 'x'.repeat(2000), { limits: { fileBytes: 1000 } })).toBe('too_large'));
  test('a file of 200 MB, by its size alone', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'import-')), 'a.pdf');
    await writeFile(path, '%PDF-1.7');
    await truncate(path, 200 * 1024 * 1024);
    const { refused } = await importFiles([path], { reader });
    expect(refused).toMatchObject([{ code: 'too_large', detail: '200.0 MB > 50.0 MB' }]);
  });
  test('a kind of file that is not known', async () =>
    expect(await code('a.exe', 'MZ')).toBe('unknown_format'));
  test('content unlike the extension', async () => {
    expect(await code('a.docx', pdfOf([labelled]))).toBe('wrong_content');
    expect(await code('a.pdf', guide)).toBe('wrong_content');
    expect(await code('a.xlsx', guide)).toBe('wrong_content');
    expect(await code('a.csv', '<html><body>x</body></html>')).toBe('wrong_content');
    expect(await code('a.docx', zipOf([{ name: 'a.txt', content: 'x' }]))).toBe('wrong_content');
    expect(await code('a.html', 'no tags at all')).toBe('wrong_content');
  });
  test('Office files of before 2007 and ones with a password', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await code('a.doc', ole)).toBe('legacy_office');
    expect(await code('a.docx', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe(
      'encrypted',
    );
    expect(await code('a.docx', docxOf([], [{ name: 'x', content: 'x', encrypted: true }]))).toBe(
      'encrypted',
    );
  });
  test('a PDF with a password', async () =>
    expect(await code('a.pdf', pdfOf([labelled], { password: true }))).toBe('encrypted'));
  test('a scan', async () =>
    expect(await code('a.pdf', pdfOf([[], ['1']], { picture: true }))).toBe('scanned'));
  test('a PDF with too many pages', async () =>
    expect(await code('a.pdf', pdfOf([labelled, labelled, labelled]), { limits: { pages: 2 } })).toBe(
      'too_many_pages',
    ));
  test('damaged files', async () => {
    expect(await code('a.pdf', '%PDF-1.7 and nothing')).toBe('broken');
    expect(await code('a.docx', guide.subarray(0, guide.length - 30))).toBe('broken');
    expect(await code('a.json', '{"name": ')).toBe('broken');
    expect(await code('a.yaml', 'name: "x')).toBe('broken');
    expect(await code('a.csv', '事项名称,受理条件\n"x,y')).toBe('broken');
  });
  test('YAML aliases, of which bombs are made', async () =>
    expect(await code('a.yaml', 'name: &a x\nsummary: *a')).toBe('broken'));
  test('an archive that unpacks beyond measure', async () => {
    const zeros = Buffer.alloc(5_000_000);
    expect(await code('a.docx', docxOf(labelled, [{ name: 'word/media/x', content: zeros }]))).toBe(
      'zip_bomb',
    );
    const lying = docxOf(labelled, [{ name: 'word/media/x', content: zeros, declared: 100 }]);
    expect(await code('a.docx', lying)).toBe('zip_bomb');
    expect(await code('a.docx', guide, { limits: { inflatedBytes: 500 } })).toBe('zip_bomb');
    expect(await code('a.docx', guide, { limits: { zipEntries: 2 } })).toBe('zip_bomb');
    expect(await code('a.docx', docxOf(labelled, [{ name: 'x', content: 'x', offset: 0 }]))).toBe('zip_bomb');
  });
  test('an archive with a path out of it', async () => {
    for (const name of ['../x', '/etc/x', 'a\\..\\x', 'C:/x'])
      expect(await code('a.docx', docxOf(labelled, [{ name, content: 'x' }]))).toBe('zip_path');
  });
  test('XML that declares entities', async () => {
    const dtd = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
    expect(await code('a.docx', docxOf(labelled, [{ name: 'word/document.xml', content: dtd }]))).toBe('dtd');
    const wide = Buffer.from(`\uFEFF${dtd}`, 'utf16le');
    expect(await code('a.docx', docxOf(labelled, [{ name: 'word/styles.xml', content: wide }]))).toBe('dtd');
  });
  test('keys that would reach a prototype', async () => {
    expect(await code('a.json', '{"name":"x","__proto__":{"y":1}}')).toBe('unsafe_key');
    expect(await code('a.yaml', 'name: x\nconstructor: y')).toBe('unsafe_key');
    expect(await code('a.csv', '事项名称,受理条件,__proto__\nx,y,z')).toBe('unsafe_key');
    expect(Object.hasOwn(Object.prototype, 'y')).toBe(false);
  });
  test('nesting without end', async () => {
    const depth = 100_000;
    expect(await code('a.json', `${'['.repeat(depth)}${']'.repeat(depth)}`)).toBe('too_deep');
    expect(await code('a.html', `<html>${'<div>'.repeat(5000)}x`)).toBe('too_deep');
    expect(await code('a.yaml', `name: ${'['.repeat(2000)}${']'.repeat(2000)}`)).toBe('too_deep');
  });
  test('ids that are paths', async () => {
    for (const id of ['../../etc/passwd', 'a/b', '..\\x', 'x\u0000'])
      expect(await code('a.json', JSON.stringify({ id, title: 'x', 受理条件: 'y' }))).toBe('bad_id');
  });
  test('a service without a name, a table without a known column', async () => {
    expect(await code('a.json', '{"受理条件":"x"}')).toBe('no_name');
    expect(await code('a.csv', 'a,b\n1,2')).toBe('no_columns');
  });
  test('a guide of our own with a field that is not as it must be', async () => {
    const { refused } = await read('a.md', '---\nid: a\nlang: zh\nname: x\nhandling: {visits: 9}\n---\n');
    expect(refused).toMatchObject([{ code: 'bad_field', field: 'handling.visits' }]);
    expect(await code('a.yaml', 'id: a\nlang: zh\nname: x\nhandling: {visit: 1}')).toBe('bad_field');
  });
  test('more services than allowed', async () =>
    expect(await code('a.csv', csv([HEAD, ROW, ROW, ROW]), { limits: { records: 2 } })).toBe(
      'too_many_records',
    ));
  test('a file that is not there', async () => {
    const { refused } = await importFiles(['/nowhere/at/all.csv'], { reader });
    expect(refused).toMatchObject([{ code: 'unreadable', detail: 'ENOENT' }]);
  });
});

describe('a program that runs over its limits is ended and the next file is read', () => {
  const good = { name: 'good.csv', bytes: bytesOf(csv([HEAD, ROW])) };

  test('time', async () => {
    const slow = {
      name: 'slow.csv',
      bytes: bytesOf(csv([HEAD, ...Array.from({ length: 20_000 }, () => ROW)])),
    };
    const { guides, refused } = await importFiles([slow], { limits: { fileMs: 50 } });
    expect(guides).toEqual([]);
    expect(refused).toMatchObject([{ file: 'slow.csv', code: 'too_slow' }]);
  });

  test('memory, by a sheet whose one cell lies in its last row and column', async () => {
    const { refused } = await importFiles([{ name: 'far.xlsx', bytes: sheetOf('XFD1048576') }], {
      limits: { heapMb: 64 },
    });
    expect(refused).toMatchObject([{ code: 'too_heavy' }]);
    expect((await read('near.xlsx', sheetOf('A3'))).refused).toEqual([]);
  });

  test('memory', async () => {
    const heavy = { name: 'heavy.json', bytes: bytesOf(`[${'{},'.repeat(8_000_000)}{}]`) };
    const { guides, refused } = await importFiles([heavy, good], { limits: { heapMb: 128 } });
    expect(refused).toMatchObject([{ file: 'heavy.json', code: 'too_heavy' }]);
    expect(guides.map(({ draft }) => draft.name)).toEqual(['犬只登记']);
  });
});

describe('what is odd is read safely', () => {
  test('GB18030, with and without a mark UTF-16, and nothing else', async () => {
    // 犬只登记,… in GB18030: the encoder is the inverse of Node's decoder, searched over two bytes.
    const table = new Map<string, number[]>();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1)
        table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    const gb = (text: string) =>
      Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : (table.get(c) ?? []))));
    const text = csv([HEAD, ROW]);
    for (const bytes of [gb(text), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      const { guides } = await read('a.csv', bytes);
      expect(guides[0]?.draft.authority?.name).toBe('海澄市公安局');
    }
    // Every pair of these bytes is some character of GB18030, and none an everyday one.
    const latin = Buffer.from('für Prüfung, Gerät', 'latin1');
    expect(() => new TextDecoder('gb18030', { fatal: true }).decode(latin)).not.toThrow();
    expect((await read('a.csv', latin)).refused).toMatchObject([{ code: 'bad_encoding' }]);
    expect((await read('a.md', 'a\0b')).refused).toMatchObject([{ code: 'bad_encoding' }]);
  });

  test('macros are left out and told', async () => {
    const bytes = docxOf(labelled, [{ name: 'word/vbaProject.bin', content: 'macro' }]);
    for (const name of ['a.docm', 'a.docx']) {
      const { guides } = await read(name, bytes);
      expect(guides[0]?.notes).toMatchObject([{ code: 'macros_left_out' }]);
      expect(guides[0]?.draft.name).toBe('犬只登记');
    }
  });

  test('formulas stay text', async () => {
    const { guides } = await read(
      'a.csv',
      csv([HEAD, ROW.map((cell, index) => (index === 2 ? '=HYPERLINK("http://x")' : cell))]).replaceAll(
        '"',
        '',
      ),
    );
    expect(guides[0]?.draft.conditions?.[0]?.text).toBe('=HYPERLINK(http://x)');
  });

  test('markup in a text is text in the draft', async () => {
    const { guides } = await read(
      'a.json',
      JSON.stringify({ title: 'x', 备注: '<img src=x onerror=alert(1)> [a](javascript:1) # h' }),
    );
    expect(guides[0]?.body).toContain('\\<img');
    expect(guides[0]?.body).toContain('\\[a]');
  });

  test('one broken line of JSON Lines is refused alone, with its line', async () => {
    const { guides, refused } = await read(
      'a.jsonl',
      '{"title":"甲","受理条件":"x"}\n{broken\n{"title":"乙","受理条件":"x"}',
    );
    expect(guides.map(({ draft }) => draft.name)).toEqual(['甲', '乙']);
    expect(refused).toMatchObject([{ code: 'broken', line: 2 }]);
  });

  test('the same twice is one, another under the same id is refused', async () => {
    const row = (text: string) => JSON.stringify({ id: 'a-1', title: '甲', 受理条件: text });
    const { guides, refused } = await read('a.jsonl', [row('x'), row('x'), row('y')].join('\n'));
    expect(guides).toHaveLength(1);
    expect(guides[0]?.notes).toMatchObject([{ code: 'same_twice', detail: 'a.jsonl:2' }]);
    expect(refused).toMatchObject([{ code: 'duplicate', line: 3, detail: 'a.jsonl:1' }]);
  });

  test('a folder is read without hidden files and links', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'import-'));
    await mkdir(join(dir, 'inner'));
    await writeFile(join(dir, 'inner', 'dog.md'), labelled.join('\n'));
    await writeFile(join(dir, '.hidden.md'), '# x');
    await writeFile(join(dir, 'notes.exe'), 'x');
    await symlink('/etc/passwd', join(dir, 'link.md'));
    const { guides, refused, files } = await importFiles([dir], { reader });
    expect(files).toBe(2);
    expect(guides.map(({ draft }) => draft.id)).toEqual(['dog']);
    expect(refused.map(({ code }) => code)).toEqual(['unknown_format']);
  });

  test('columns are mapped by a file of the office', async () => {
    const { guides } = await read('a.csv', '业务,经办,密级\n甲,某局,内部', {
      columns: { columns: { 业务: 'name', 经办: 'authority.name', 密级: 'ignore' } },
    });
    expect(guides[0]).toMatchObject({ draft: { name: '甲', authority: { name: '某局' } }, body: '' });
  });
});
