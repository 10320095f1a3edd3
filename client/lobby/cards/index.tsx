import type { Card, Locale } from '#protocol/index.ts';
import { CallbackView } from './callback.tsx';
import { CaseView } from './case.tsx';
import { ChoicesView } from './choices.tsx';
import { ContactView } from './contact.tsx';
import { FeesView } from './fees.tsx';
import { MaterialsView } from './materials.tsx';
import { PlacesView } from './places.tsx';
import { StepsView } from './steps.tsx';
import { VerifyView } from './verify.tsx';

export interface CardProps<T extends Card = Card> {
  card: T;
  /** Language of the card's own words. */
  locale: Locale;
  /** Whether it belongs to the latest turn and can still be answered. */
  isOpen: boolean;
}

/** A thing to touch that came with an answer. */
export function CardView({ card, locale, isOpen }: CardProps) {
  switch (card.type) {
    case 'materials':
      return <MaterialsView card={card} locale={locale} />;
    case 'choices':
      return <ChoicesView card={card} locale={locale} isOpen={isOpen} />;
    case 'verify':
      return <VerifyView card={card} locale={locale} isOpen={isOpen} />;
    case 'case':
      return <CaseView card={card} locale={locale} />;
    case 'contact':
      return <ContactView card={card} locale={locale} />;
    case 'steps':
      return <StepsView card={card} locale={locale} />;
    case 'fees':
      return <FeesView card={card} />;
    case 'places':
      return <PlacesView card={card} locale={locale} />;
    case 'callback':
      return <CallbackView card={card} locale={locale} />;
  }
}
