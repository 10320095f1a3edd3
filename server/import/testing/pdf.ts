/** A line of a page: where it starts (points from the left) and what it says, or cells each at their place. */
export type PdfLine = string | { x: number; text: string }[];

const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');

interface PdfOptions {
  /** Makes it ask for a password: the stored check values fit none. */
  password?: boolean;
  /** Draws a picture on each page. */
  picture?: boolean;
}

/**
 * A PDF whose Chinese is set in a font that is not in the file and named by Adobe's character collection only, as
 * Chinese offices' programs write them: without the character maps of the reader it is unreadable.
 */
export function pdfOf(
  pages: readonly (readonly PdfLine[])[],
  { password = false, picture = false }: PdfOptions = {},
): Buffer {
  const objects: string[] = [];
  const add = (content: string) => objects.push(content);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${6 + i * 2} 0 R`).join(' ')}] >>`,
  );
  add('<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>');
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -140 1000 860] /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >> >>',
  );
  add(
    '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream',
  );
  pages.forEach((lines, page) => {
    const text = lines
      .flatMap((line, index) => {
        const cells = typeof line === 'string' ? [{ x: 50, text: line }] : line;
        return cells.map((cell) => `BT /F1 12 Tf ${cell.x} ${780 - index * 20} Td <${hex(cell.text)}> Tj ET`);
      })
      .join('\n');
    const content = picture ? `q 500 0 0 700 50 50 cm /I1 Do Q\n${text}` : text;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${7 + page * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >> >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  });
  const secret = 'ab'.repeat(32);
  if (password) add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${secret}> /U <${secret}> >>`);
  let file = '%PDF-1.7\n';
  const offsets = objects.map((content, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${content}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const encrypt = password
    ? ` /Encrypt ${objects.length} 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`
    : '';
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
