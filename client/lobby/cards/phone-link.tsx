import { Icon, textsFor } from '#client/ui/index.ts';
import type { Locale } from '#protocol/index.ts';

/** A number to be called with a tap. */
export function PhoneLink({ phone, locale }: { phone: string; locale: Locale }) {
  return (
    <a
      className="phone num"
      href={`tel:${phone.replace(/[^\d+]/g, '')}`}
      aria-label={textsFor(locale).contact.call(phone)}
    >
      <Icon name="phone" />
      {phone}
    </a>
  );
}
