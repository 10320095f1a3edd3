import type { Card } from '#protocol/index.ts';
import type { GoldenConversation, GoldenTurn } from '../../knowledge/conversations.ts';
import type { Heard, Visitor } from './hall.ts';

export interface PlayedTurn {
  conversation: GoldenConversation;
  /** From 1. */
  number: number;
  turn: GoldenTurn;
  /** What was sent: a choice's own words where one was taken. */
  said: string;
  heard: Heard;
}

type ChoicesCard = Extract<Card, { type: 'choices' }>;

const optionOf = (card: ChoicesCard | undefined, choose: number | string) =>
  typeof choose === 'number'
    ? card?.options[choose - 1]
    : card?.options.find(({ label }) => label.toLowerCase().includes(choose.toLowerCase()));

/** What a citizen sends in this turn, given the choices on the screen. */
export function wordsOf(turn: GoldenTurn, card: ChoicesCard | undefined): string {
  const option = turn.choose === undefined ? undefined : optionOf(card, turn.choose);
  return option?.say ?? turn.say;
}

/** Plays one conversation, turn after turn, in a session and a thread of its own. */
export async function play(conversation: GoldenConversation, visitor: Visitor): Promise<PlayedTurn[]> {
  const played: PlayedTurn[] = [];
  let choices: ChoicesCard | undefined;
  for (const [i, turn] of conversation.turns.entries()) {
    const said = wordsOf(turn, choices);
    const heard = await visitor.ask({
      thread: conversation.id,
      run: `${conversation.id}-${i + 1}`,
      lang: conversation.lang,
      text: said,
      speech: false,
    });
    choices = heard.cards.find((card) => card.type === 'choices') ?? choices;
    played.push({ conversation, number: i + 1, turn, said, heard });
  }
  return played;
}
