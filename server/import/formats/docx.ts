import mammoth from 'mammoth';
import type { Source } from '../recognise/blocks.ts';
import { Refused } from '../refuse.ts';
import type { Limits } from '../types.ts';
import { blocksOfHtml } from './html.ts';

/** A Word document. Pictures, macros and links to other files are left out. */
export async function readDocx(bytes: Buffer, limits: Limits): Promise<Source[]> {
  let html: string;
  try {
    const converted = await mammoth.convertToHtml(
      { buffer: bytes },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    html = converted.value;
  } catch (error) {
    throw new Refused('broken', error instanceof Error ? error.message.slice(0, 200) : 'DOCX');
  }
  return [{ kind: 'document', line: 1, blocks: blocksOfHtml(`<body>${html}</body>`, limits) }];
}
