import { Icon, useTexts } from '#client/ui/index.ts';
import type { ContactCard } from '#protocol/index.ts';

/** Whom to call or visit. */
export function ContactView({ card }: { card: ContactCard }) {
  const texts = useTexts().contact;
  return (
    <article className="card">
      <header>
        <h3>{card.title}</h3>
      </header>
      <ul className="contacts">
        {card.contacts.map(({ name, phone, hours, address }) => (
          <li key={`${name}${phone ?? ''}`}>
            <b>{name}</b>
            {phone && (
              <a
                className="phone num"
                href={`tel:${phone.replace(/[^\d+]/g, '')}`}
                aria-label={texts.call(phone)}
              >
                <Icon name="phone" />
                {phone}
              </a>
            )}
            {hours && <span className="sub num">{hours}</span>}
            {address && <span className="sub">{address}</span>}
          </li>
        ))}
      </ul>
    </article>
  );
}
