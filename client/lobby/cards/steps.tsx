import { Icon, textsFor } from '#client/ui/index.ts';
import type { Locale, StepsCard } from '#protocol/index.ts';

/** How a matter goes: numbered, with who does it and how long it may take. */
export function StepsView({ card, locale }: { card: StepsCard; locale: Locale }) {
  const texts = textsFor(locale).stepsCard;
  return (
    <article className="card">
      <header>
        <h3>{card.title}</h3>
      </header>
      <ol className="way">
        {card.items.map(({ id, name, text, by, limit }, index) => (
          <li key={id}>
            <span className="nth num">{index + 1}</span>
            <div>
              <b>{name}</b>
              {text !== null && text !== name && <p>{text}</p>}
              {(by !== null || limit !== null) && (
                <p className="sub">
                  {by !== null && (
                    <span>
                      <Icon name="user" />
                      <span className="vh">{texts.by}</span>
                      {by}
                    </span>
                  )}
                  {limit !== null && (
                    <span className="num">
                      <Icon name="clock" />
                      <span className="vh">{texts.limit}</span>
                      {limit}
                    </span>
                  )}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </article>
  );
}
