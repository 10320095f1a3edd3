import type { Card, Locale } from '#protocol/index.ts';
import { CaseView } from './case.tsx';
import { ChoicesView } from './choices.tsx';
import { ContactView } from './contact.tsx';
import { MaterialsView } from './materials.tsx';
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
      return <MaterialsView card={card} />;
    case 'choices':
      return <ChoicesView card={card} isOpen={isOpen} />;
    case 'verify':
      return <VerifyView card={card} isOpen={isOpen} />;
    case 'case':
      return <CaseView card={card} locale={locale} />;
    case 'contact':
      return <ContactView card={card} />;
    case 'steps':
    case 'fees':
    case 'places':
    case 'callback':
      return null;
  }
}
