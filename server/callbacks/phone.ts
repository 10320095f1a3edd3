/** Mobile numbers of the mainland (MIIT numbering plan): 11 digits, 13x to 19x. */
const MOBILE = /^1[3-9]\d{9}$/;
/** Landlines with area code: 010 and 02x with 8 digits, 03xx to 09xx with 7 or 8; none begins with 0, 1 or 9. */
const LANDLINE = /^0(?:(?:10|2\d)[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7})$/;
const COUNTRY = /^(?:\+|00)86/;
const MARKS = /[\s\-–—·.()（）]/g;

/**
 * A mainland phone number that can be called back, as digits; undefined for anything else: hotlines, numbers of other
 * countries, landlines without area code. Full-width digits, spaces, hyphens, brackets and +86 are forgiven.
 */
export function parsePhone(text: string): string | undefined {
  const compact = text.normalize('NFKC').replace(MARKS, '');
  const national = compact.replace(COUNTRY, '');
  if (MOBILE.test(national) || LANDLINE.test(national)) return national;
  // Behind a country code the area code's 0 is left out.
  const withZero = `0${national}`;
  return national !== compact && LANDLINE.test(withZero) ? withZero : undefined;
}
