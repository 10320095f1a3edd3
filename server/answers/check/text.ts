/**
 * Characters that are not seen: they part a figure or a name for a machine and not for a reader, or turn the direction
 * of reading round. Unicode's default ignorables and bidirectional controls.
 */
export const INVISIBLE =
  /\u034f|\u17b4|\u17b5|[\ufe00-\ufe0f]|[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** NFKC without what is not seen. */
export const plainText = (text: string) => text.replace(INVISIBLE, '').normalize('NFKC');

/** The same, but 「，」 does not become a thousands separator. */
export const fold = (text: string) => plainText(text.replaceAll('，', '、'));
