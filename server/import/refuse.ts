import type { Locale } from '#protocol/index.ts';
import { IMPORT_TEXTS } from './texts/index.ts';
import type { Place, Refusal, RefusalCode } from './types.ts';

/** Thrown while a file is read; `importFiles` turns it into a `Refusal` of that file. */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: RefusalCode;
  readonly detail: string;
  readonly field: string;
  readonly line: number;

  constructor(code: RefusalCode, detail = '', { field = '', line = 1 } = {}) {
    super(`${code} ${detail}`.trim());
    this.code = code;
    this.detail = detail;
    this.field = field;
    this.line = line;
  }
}

const said = (lang: Locale, code: RefusalCode, detail: string) => IMPORT_TEXTS[lang].refusals[code](detail);

/** A refusal with its message in both languages. */
export function refusal(code: RefusalCode, place: Place, detail = '', field = ''): Refusal {
  return {
    ...place,
    code,
    field,
    detail,
    message: { zh: said('zh', code, detail), en: said('en', code, detail) },
  };
}
