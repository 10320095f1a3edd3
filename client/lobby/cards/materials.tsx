import { useSyncExternalStore } from 'react';
import { Icon, textsFor } from '#client/ui/index.ts';
import type { Locale, MaterialsCard } from '#protocol/index.ts';
import { useParts } from '../parts.ts';

type Item = MaterialsCard['items'][number];

function Words({ item }: { item: Item }) {
  const small = [item.amount, item.when, item.notes].filter((text) => text !== null);
  return (
    <span>
      {item.name}
      {small.map((text) => (
        <small key={text}>{text}</small>
      ))}
    </span>
  );
}

/** The checklist: what to bring can be ticked off; what the office fetches itself is ticked already. */
export function MaterialsView({ card, locale }: { card: MaterialsCard; locale: Locale }) {
  const { ticks } = useParts();
  const ready = useSyncExternalStore(ticks.subscribe, ticks.getSnapshot)[card.guide] ?? [];
  const texts = textsFor(locale).materials;
  const toBring = card.items.filter((item) => item.bring);
  const done = toBring.filter((item) => ready.includes(item.id)).length;
  return (
    <article className="card">
      <header>
        <div>
          <h3>{card.title}</h3>
          <p className="sub">{card.subtitle}</p>
        </div>
        {toBring.length > 0 && (
          <span className={done === toBring.length ? 'tag ok num' : 'tag num'}>
            {texts.ready(done, toBring.length)}
          </span>
        )}
      </header>
      {card.facts.length > 0 && (
        <ul className="facts">
          {card.facts.map((fact) => (
            <li key={fact} className="tag teal">
              {fact}
            </li>
          ))}
        </ul>
      )}
      <ul className="check" aria-label={texts.legend}>
        {card.items.map((item) => (
          <li key={item.id}>
            {item.bring ? (
              <label>
                <input
                  type="checkbox"
                  checked={ready.includes(item.id)}
                  onChange={(event) => ticks.set(card.guide, item.id, event.target.checked)}
                />
                <Words item={item} />
                {item.deferrable ? (
                  <span className="tag ok">{texts.deferrable}</span>
                ) : (
                  !item.required && <span className="tag">{texts.optional}</span>
                )}
              </label>
            ) : (
              <div className="given">
                <Icon name="ok" />
                <Words item={item} />
                <span className="tag">{texts.notNeeded}</span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}
