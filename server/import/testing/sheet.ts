import { zipOf } from './zip.ts';

const TYPE = 'http://schemas.openxmlformats.org';
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** A workbook of one service, and one more cell at `far`. Writing libraries put no cell so far off. */
export function sheetOf(far: string): Buffer {
  const rows = [
    `<row r="1">${cell('A1', '事项名称')}${cell('B1', '受理条件')}</row>`,
    `<row r="2">${cell('A2', '犬只登记')}${cell('B2', '犬龄满三个月')}</row>`,
    `<row r="${/\d+/.exec(far)?.[0] ?? ''}">${cell(far, '甲')}</row>`,
  ].join('');
  return zipOf([
    { name: '[Content_Types].xml', content: `<Types xmlns="${TYPE}/package/2006/content-types"/>` },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${TYPE}/spreadsheetml/2006/main" xmlns:r="${TYPE}/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${TYPE}/package/2006/relationships"><Relationship Id="r1" Type="${TYPE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${TYPE}/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ]);
}
