import type { DialogueLexicon } from './types.ts';

const LEAD =
  "(?:(?:sorry|excuse me|please|ok(?:ay)?|well|um+|uh|and|so|but|could you|can you|would you|can we|xiaocheng|yes|no|i (?:didn'?t|did not|couldn'?t|could not) (?:hear|catch|get|understand)(?: (?:that|you|it))?)[,. ]+)*";
const TAIL = '(?:[ ,]+(?:please|again|for me|thanks|thank you|then|now))*[ .!?,]*';
const whole = (pattern: string) =>
  new RegExp(`^${LEAD}(?:${pattern})(?:[,，。.;； ]+(?:${pattern}))*${TAIL}$`, 'i');
const THING =
  '(?:one|step|paper|document|item|point|condition|option|place|thing|material|choice|fee|service)?';

export const en: DialogueLexicon = {
  repeat: whole(
    "(?:say|repeat|tell me|read|play)(?: (?:that|it|this|the last (?:bit|part|sentence|answer)))?(?: (?:again|once more|one more time))|repeat(?: (?:that|it|this|please))?|(?:once|one time|one more time|once) (?:more|again)|again|pardon(?: me)?|(?:sorry )?what(?: was that| did you say)?|come again|i (?:didn'?t|did not|couldn'?t|could not|can'?t) (?:hear|catch|get)(?: (?:that|you|it|what you said))?|i missed that|sorry\\?",
  ),
  slower: whole(
    '(?:speak|talk|say (?:it|that)|go|read (?:it|that)) (?:a (?:bit|little) )?(?:more )?(?:slow(?:er|ly)?|less fast)|(?:more )?slow(?:er|ly)|(?:a (?:bit|little) )?slower|slow down(?: a (?:bit|little))?|(?:you (?:are|speak|talk) |that (?:is|was) |it (?:is|was) )?too fast(?: for me)?(?:[ ,.]+slow(?:er| down))?',
  ),
  simpler: whole(
    "(?:say|explain|put|tell me)(?: (?:it|that|this))?(?: to me)? (?:(?:more |in )?(?:a )?(?:simpl(?:y|er|e)|plain(?:ly)?|short(?:er)?|easier|easy)(?: (?:words?|way|terms|english))?)|(?:in )?(?:simpl(?:e|er)|plain(?:er)?|easy|easier|short(?:er)?)(?: (?:words?|terms|english|version|way))?|simplify|make it (?:simple|simpler|short|shorter)|too (?:complicated|long|difficult|much)(?: for me)?|i (?:still )?(?:don'?t|do not|didn'?t) understand(?: (?:that|it|this|you))?|(?:that|it)(?:'?s| is) too (?:complicated|long|difficult|much)(?: for me)?|in (?:one sentence|short|a nutshell|a few words)",
  ),
  more: whole(
    '(?:and )?(?:what|anything|something) (?:else|more)|more|(?:tell|say|give|show) (?:me )?(?:more|the rest|all of it|more details?)(?: about (?:that|it|this))?|go on|continue|carry on|keep going|(?:and )?the rest|more (?:details?|information|info)|(?:is (?:that|there) )?(?:all|anything else|more)|in (?:more )?detail',
  ),
  next: whole(
    "(?:(?:and |so )?what(?:'?s| is| do i do| should i do| comes| happens)?(?: the)? )?(?:next|after (?:that|this))(?: step| one| thing| item)?|(?:and )?then(?: what)?|(?:and )?what then|the (?:next|following) (?:step|one|thing|item)|done,? (?:what(?:'?s| is) )?next",
  ),
  nth: whole(
    `(?:i (?:want|need|mean|choose|take|would like|'d like) |what(?:'s| is| was| about) |tell me (?:about )?|let'?s take |about |explain |how about )?(?:the )?(?:(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\\d{1,2}(?:st|nd|rd|th)) ?${THING}|(?:number|option|step|item|no\\.?) (one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}))(?: (?:mean|about|again))?|([1-9])`,
  ),
  last: whole(`(?:i (?:want|need|mean) |what (?:is|was|about) |tell me (?:about )?)?the last ${THING}`),
  ordinals: {
    first: 1,
    one: 1,
    second: 2,
    two: 2,
    third: 3,
    three: 3,
    fourth: 4,
    four: 4,
    fifth: 5,
    five: 5,
    sixth: 6,
    six: 6,
    seventh: 7,
    seven: 7,
    eighth: 8,
    eight: 8,
    ninth: 9,
    nine: 9,
    tenth: 10,
    ten: 10,
  },
  rejection: whole(
    "no|nope|wrong|not (?:that|this|it)(?: one)?|that(?:'?s| is) (?:not (?:it|what i (?:meant|asked|want|need))|wrong)|(?:no )?(?:that|this) (?:is not|isn'?t) what i (?:meant|asked|want|need)(?: for)?|you (?:misunderstood|got (?:it|me) wrong)(?: me)?|none of (?:these|those|them)",
  ),
  self: /\b(?:i|i'm|i am|we|my|our|me|mine)\b/i,
  asks: /\?|\b(?:how|what|when|where|which|who|whom|why|can|could|may|do (?:i|we|you)|does|did|is there|are there|will|would|should|must|please|tell me|help me|(?:i|we) (?:want|need|wish|would like)|i'd like)\b/i,
  clauses: /[,.;!?]+\s*|\s+(?:and|but|so)\s+(?=(?:how|what|where|when|can|do|is)\b)/i,
  correction:
    /^(?:(?:no|nope|sorry|wait|wrong|actually|oh|not that|i made a mistake)[ ,.!-]*)*(?:i (?:actually |really )?(?:mean|meant|was asking(?: about)?|am asking(?: about)?|asked(?: about)?|wanted to ask about)|it(?:'s| is) about|that should be|make that)[ ,:]+(.{2,})$|^(?:no|nope|wrong|not that)[ ,.!-]+(?:not (?:the |my |a )?[\w -]+?[,. ]+(?:but )?)?(?:it(?:'s| is) |i (?:want|need) )?((?:the|my|a|an|for|about)\b.{2,})$/i,
};
