import { Icon } from '#client/ui/index.ts';
import type { FeesCard } from '#protocol/index.ts';

/** What a matter costs, item by item, or that it is free. */
export function FeesView({ card }: { card: FeesCard }) {
  return (
    <article className="card">
      <header>
        <h3>{card.title}</h3>
      </header>
      {card.free !== null && (
        <p className="free">
          <Icon name="ok" />
          {card.free}
        </p>
      )}
      {card.items.length > 0 && (
        <dl className="fees">
          {card.items.map(({ name, amount, notes }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{amount}</dd>
              {notes !== null && <dd className="sub">{notes}</dd>}
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}
