import { Icon, textsFor } from '#client/ui/index.ts';
import type { Locale, PlacesCard } from '#protocol/index.ts';
import { canCopy, copyText } from '../copy-text.ts';
import { useParts } from '../parts.ts';
import { PhoneLink } from './phone-link.tsx';

/** Where a matter is handled: address, hours, whom to call. */
export function PlacesView({ card, locale }: { card: PlacesCard; locale: Locale }) {
  const { toasts } = useParts();
  const texts = textsFor(locale).places;
  async function copy(name: string, address: string) {
    const isCopied = await copyText(`${name} ${address}`);
    toasts.show({
      icon: isCopied ? 'ok' : 'info',
      text: (words) => (isCopied ? words.places.copied : words.places.notCopied),
    });
  }
  return (
    <article className="card">
      <header>
        <h3>{card.title}</h3>
      </header>
      <ul className="contacts">
        {card.items.map(({ name, address, hours, phone }) => (
          <li key={`${name}${address}`}>
            <b>{name}</b>
            <span className="place">
              <Icon name="pin" />
              {address}
            </span>
            <span className="place num">
              <Icon name="clock" />
              {hours}
            </span>
            <span className="reach">
              {phone && <PhoneLink phone={phone} locale={locale} />}
              {canCopy() && (
                <button type="button" className="btn quiet small" onClick={() => copy(name, address)}>
                  <Icon name="copy" />
                  {texts.copy}
                  <span className="vh">{name}</span>
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
