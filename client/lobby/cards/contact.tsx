import type { ContactCard, Locale } from '#protocol/index.ts';
import { PhoneLink } from './phone-link.tsx';

/** Whom to call or visit. */
export function ContactView({ card, locale }: { card: ContactCard; locale: Locale }) {
  return (
    <article className="card">
      <header>
        <h3>{card.title}</h3>
      </header>
      <ul className="contacts">
        {card.contacts.map(({ name, phone, hours, address }) => (
          <li key={`${name}${phone ?? ''}`}>
            <b>{name}</b>
            {phone && <PhoneLink phone={phone} locale={locale} />}
            {hours && <span className="sub num">{hours}</span>}
            {address && <span className="sub">{address}</span>}
          </li>
        ))}
      </ul>
    </article>
  );
}
