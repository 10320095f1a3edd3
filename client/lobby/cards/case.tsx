import { Icon, languageTag, textsFor } from '#client/ui/index.ts';
import type { CaseCard, CaseState, Locale } from '#protocol/index.ts';
import { HALL_TIME } from './hall-time.ts';

const TONE: Readonly<Record<CaseState, 'ok' | 'warn' | 'danger' | ''>> = {
  submitted: '',
  supplement_requested: 'warn',
  accepted: 'warn',
  not_accepted: 'danger',
  in_review: 'warn',
  suspended: 'warn',
  approved: 'ok',
  refused: 'danger',
  delivered: 'ok',
  withdrawn: '',
};

const longDay = (iso: string, locale: Locale) =>
  new Intl.DateTimeFormat(languageTag(locale), {
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
    timeZone: HALL_TIME,
  })
    .format(new Date(iso))
    // “11月25日” reads better set apart from its figures beside Chinese words.
    .replace(/(\d+)月(\d+)日/, '$1 月 $2 日');

const shortDay = (iso: string) =>
  new Intl.DateTimeFormat('en-CA', { month: '2-digit', day: '2-digit', timeZone: HALL_TIME }).format(
    new Date(iso),
  );

/** Where a case stands, in its five stages, and what is asked of the citizen. */
export function CaseView({ card, locale }: { card: CaseCard; locale: Locale }) {
  const texts = textsFor(locale).case;
  const facts = [
    texts.receipt(card.receiptTail),
    ...(card.dueAt ? [texts.due(longDay(card.dueAt, locale))] : []),
    texts.workdays(card.workdaysSoFar),
  ];
  return (
    <article className="card">
      <header>
        <div>
          <h3>{card.service}</h3>
          <p className="sub num">{facts.join(' · ')}</p>
        </div>
        <span className={`tag ${TONE[card.state]}`}>{card.stateLabel}</span>
      </header>
      <ol className="steps num" aria-label={texts.timeline}>
        {card.stages.map((stage) => (
          <li
            key={stage.key}
            className={stage.state}
            {...(stage.state === 'now' ? { 'aria-current': 'step' as const } : {})}
          >
            <span className="dot">{stage.state === 'done' && <Icon name="ok" />}</span>
            <b>{stage.label}</b>
            {stage.at && <time dateTime={stage.at}>{shortDay(stage.at)}</time>}
            <span className="vh">{texts.stageState[stage.state]}</span>
          </li>
        ))}
      </ol>
      {card.asks.length > 0 && (
        <div className="notice">
          <Icon name="info" />
          <div>
            <b>{texts.asks}</b>
            <ul className="asks">
              {card.asks.map((ask) => (
                <li key={ask.id}>{ask.text}</li>
              ))}
            </ul>
            {card.asksDueAt && <span className="num">{texts.asksDue(longDay(card.asksDueAt, locale))}</span>}
          </div>
        </div>
      )}
    </article>
  );
}
