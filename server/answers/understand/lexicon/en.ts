import { anyOf, type Lexicon } from './types.ts';

const PERSON =
  '(?:person|human|someone|somebody|staff|agent|operat[eo]r|representative|officer|manager|clerk|colleague|member of staff)';

export const en: Lexicon = {
  greeting:
    /^(?:hi+|hello+|hey+|good (?:morning|afternoon|evening|day)|greetings|(?:is )?any(?:one|body)(?: there| here)?)(?:[ ,!.~?]|there|hi|hello|yunting|xiaocheng|(?:is )?any(?:one|body)(?: there| here)|to you|everyone|madam|miss|sir)*$/i,
  introduction:
    /^(?:so |and )?(?:who|what) are you\W*$|^what(?:'s| is) your name\W*$|^what (?:can|do|could) you (?:do|help (?:me |us )?with|know|offer)(?: for (?:me|us))?\W*$|^how can you help(?: me)?\W*$|^(?:please )?help(?: me)?(?: please)?\W*$|^are you (?:a |an )?(?:real person|robot|human|bot|ai)\W*$|^(?:can|do|could) (?:you|we) (?:speak|talk|understand|do this|do it)(?: in)? (?:english|chinese|mandarin|cantonese)\W*$|^(?:in )?(?:english|chinese)(?: please)?\W*$/i,
  thanks:
    /^(?:(?:ok(?:ay)?|great|good|perfect|cool|right|alright|fine|super|lovely|wonderful|nice|excellent|yes|sure|got it|i see|understood|that(?:'s| is) (?:all|enough|it|clear|good|great|fine|helpful)|nothing (?:else|more)|no more questions|i will do that|will do|i know now)[ ,.!]*)*(?:(?:thanks?(?: you)?|thx|cheers|much appreciated|ta)(?: (?:a lot|so much|very much|a million|anyway|again|dear|for (?:the|your|all(?: the| your)?) (?:help|info|information|time|patience)|you))*[ ,.!]*(?:(?:i|that|you|we|it)\b[^?]{0,30})?)?(?:you(?:'ve| have|'re| are| were)(?: been)? (?:very |so |really |most )*(?:kind|helpful|nice|great|sweet|good|patient))?[ .!]*$/i,
  pause:
    /^(?:ok(?:ay)?[ ,.]*)?(?:wait|hold on|hang on|just|one|give me|let me)(?: (?:a|one|just a))?(?: (?:moment|second|sec|minute|min|bit))?(?:[ ,.]*(?:please|i(?:'ll| will| need to| have to)? (?:think|check|look|ask|write)|let me (?:think|check|look|see|ask|write)|(?:think|check|look|see|ask|write))[^?]{0,24})?[ .!]*$/i,
  farewell:
    /^(?:(?:ok(?:ay)?|thanks?(?: you)?|thx|cheers|great|fine)[ ,.!]*)*(?:good ?bye|bye(?:[ -]bye)?|see (?:you|ya)(?: later)?)[ .!]*$/i,
  person: anyOf(
    [
      new RegExp(
        String.raw`\b(?:talk|speak|connect me|put me through|transfer me|switch|video call)(?: \w+)? (?:to|with) (?:a |an |the |some |your )?(?:real |live |human )?${PERSON}\b`,
      ),
      new RegExp(String.raw`^(?:an? )?(?:real |live )?${PERSON}(?: please)?\W*$`),
      /\b(?:human|real person|live agent|operat[eo]r|representative)(?: please)?\W*$/,
      /\b(?:give|get|bring|find) (?:me )?(?:a |an )?(?:real |live )?(?:person|human)\b/,
      /\b(?:somebody|someone|anybody|anyone)(?: \w+)? (?:call|ring|phone) me\b/,
      /\bi need (?:somebody|someone|a person|a human) (?:from|here|to talk)\b|\b(?:somebody|someone) real\b/,
      /\bis (?:there )?(?:any|some)(?:body|one)?(?: of your)?(?: there| staff| here)* who (?:can|could|speaks?|knows?|helps?)\b/,
      /\b(?:don't|do not|hate|rather not)(?: (?:want|like|wish))?(?: to)? (?:talk|talking|speak|speaking|chat|chatting) (?:to|with) (?:a |an |this )?(?:computer|machine|robot|bot)\b/,
      new RegExp(
        String.raw`\b(?:get|give|bring|fetch|find|send|call) me (?:a |an |the |one of |some |your |of your )*(?:real |live |human )?(?:${PERSON}|supervisor|boss|colleagues?)\b`,
      ),
      /\b(?:call|ring|phone) (?:me|us)(?: back)?\b/,
      // Without the number nothing can be looked up here.
      /\b(?:lost|forgot|forgotten|misplaced|can(?:'t|not) (?:find|remember)|(?:don't|do not) (?:have|remember|know))\b.{0,16}\b(?:receipt|application|case|reference)(?: (?:number|no\.?|slip))?\W*$/,
      /\bcolleague of yours\b|\bone of your colleagues\b/,
    ],
    'i',
  ),
  complaint: anyOf(
    [
      /\b(?:make|file|lodge|have) a complaint\b|\b(?:want|like|wish|going) to complain\b|^complaint[ .!]*$/,
      /\b(?:rude|unhelpful|terrible|awful|horrible|worst|disgusting) (?:staff|service|officers?|clerks?|people|treatment|office)\b/,
      /\b(?:staff|officer|clerk|man|woman|lady|guy|they|he|she|people)\b.{0,40}\b(?:(?:was|were|is|are|so|very) (?:very |so |really )?(?:rude|unfriendly|impolite|unhelpful)|shout(?:ed|ing)|yell(?:ed|ing)|ignored (?:me|us))\b/,
      /\b(?:wait(?:ed|ing)|queu(?:ed|ing)|standing)\b.{0,20}\b(?:hours?|all (?:day|morning|afternoon))\b.{0,40}\b(?:nobody|no one|nothing|still|not)\b/,
      /\bwhere (?:do|can|could|should) i complain\b|\boutrageous\b|\bunacceptable\b|\bdisgrace(?:ful)?\b/,
      /\b(?:want|like|need|wish) to report\b.{0,40}\b(?:clerk|officer|staff|man|woman|counter|window|money|bribe)\b/,
      /\bsends? (?:me|us) (?:away|to (?:somebody|someone|somewhere) else)\b|\bwho is in charge (?:of this|here)\b|\bwasted (?:my|a whole|half a) (?:time|day|morning|trip)\b/,
      /\bsen[dt] (?:me )?from (?:one )?\w+ to (?:another|the next|\w+) (?:again|and back|all the time)\b|\bthis is (?:unacceptable|ridiculous|outrageous)\b/,
    ],
    'i',
  ),
  apply: anyOf(
    [
      /\b(?:book|schedule|reserve|make|get|arrange) (?:me |us )?(?:an? )?(?:appointment|time slot|slot|ticket)\b(?!.*\b(?:how|where|need to|must|do i|should i)\b)(?<!\b(?:how|where|must i|do i|should i|need to).{0,60})/,
      /\b(?:can|could|will|would) you (?:please )?(?:just )?(?:(?:apply|submit|fill|file|register|book|renew|send|hand|do)(?: \w+){0,3} (?:for me|for us)|(?:submit|book|file|renew|fill in|register|hand in) (?:it|this|that|my|our))\b/,
      /\bapply for me\b|\b(?:apply|submit|book|register|do it|renew)(?: \w+){0,4} (?:right )?(?:now|here|through you|with you)[ .!]*$/,
      /^(?:please )?(?:submit|book|file) (?:it|this|that|my|the|me|an?)\b/,
    ],
    'i',
  ),
  unclear:
    /^(?:(?:um+|uh+|er+m?|hm+|ah+|oh|well|so|like|you know|eh|huh|la+|ha+|test(?:ing)?|hello test)[\s,.!?…]*)+$|^[\d\p{P}\p{S}\s]+$|^(?:[b-df-hj-np-tv-xz]{4,}|asdf\w*|qwert\w*|(\w{1,3})\1{2,})[\p{P}\s]*$/iu,
  status: anyOf(
    [
      /\b(?:status|progress) of (?:my|the|our)\b|\b(?:check|track|see|know|what(?:'s| is)) (?:on )?(?:my|our|the) (?:\w+ ){0,4}(?:status|progress)\b/,
      /\bwhere (?:is|does|are) (?:my|our)\b.*\b(?:application|permit|card|case|certificate|filing|registration|stand|request)\b|\bwhere (?:does|do) (?:my|our) (?:case|application)s? stand\b/,
      /\bwhere (?:is|are) (?:my|our) .*\b(?:already|still|weeks|days)\b/,
      /\b(?:has|have|did|is|was|are) (?:my|our) .*\b(?:approved|processed|ready|done|finished|accepted|gone through|granted)\b|^my .{3,40}, is it (?:done|ready|finished)\b/,
      /\bhow (?:is|far along is|far is) my .*\b(?:application|case|request|coming|getting)\b|\bhow far (?:along )?(?:you are|are you) with my\b/,
      /\btrack (?:my|our)\b|\bcheck(?: on)? (?:my|our) (?:\w+ ){0,3}(?:application|case|request)\b/,
      /\b(?:any news|news|update) (?:about|on|of) (?:my|our)\b/,
      /\bwhy (?:was|is|were|has) (?:my|our) (?:application|case|request|papers|documents)\b/,
      /\b(?:still |says? )under review\b|\bunder review (?:since|for)\b/,
      /\bdid you (?:receive|get) (?:the|my|our)\b/,
      /\bcan i (?:pick up|collect) my .* (?:already|yet)\b|\bhas the \w+ been (?:posted|sent|mailed|issued|printed)\b.*\byet\b/,
      /\b(?:know|see|check|find out) (?:if|whether) (?:he|she|we|i|they) (?:was|were|am|got|has been|have been) (?:accepted|admitted|approved)\b/,
      /\bwhat (?:number|place|position) am i\b/,
      /\b(?:handed in|hand in|submitted|applied|sent in|filed|put in)\b.{0,50}\b(?:is it|has it|was it|are they|any news|approved|ready yet|done yet|finished yet|still waiting|heard nothing)\b/,
      /\bwhen (?:do|will|can|could) (?:i|we) (?:finally )?(?:get|receive|have|pick up|collect) (?:my|our)\b.*\b(?:applied|submitted|handed|sent|ago)\b/,
      /\b(?:was|were|got|been|is) (?:sent back|returned|rejected)\b.*\b(?:why|which|what|more papers|missing)\b/,
      /\btrack\b.{0,20}\b(?:it|my|application|case|status)\b/,
      /\b(?:did|has|have|was|is) (?:my|our|his|her|their) .{0,40}\b(?:go|gone|went) through\b/,
      /\bwhen will .*, (?:i|we|my \w+) (?:have )?(?:submitted|applied|handed)\b/,
      /\[RECEIPT\]/,
    ],
    'i',
  ),
  followUp: /^(?:and|what about|how about|what if|but|also|then|so|ok(?:ay)?,? and)\b/i,
  supposition: /^(?:and |but |so )?(?:what )?if\b/i,
  pronoun: /\b(?:it|them|this one|that one)\b/i,
  request:
    /\?|\b(?:how|what|when|where|which|who|whom|why|can|could|may|do|does|did|is there|are there|will|would|should|must|want|need|wish|like to|apply|renew|replace|get|please|tell|help|looking)\b/i,
  lacking:
    /^(?:but |and |because )?(?:(?:i|we|he|she|they|my \w+)(?: still| also)? (?:(?:do|does)(?:n't| not) (?:yet )?have|haven't got|have no|has no|have only|only have|has only|only has)|there is no|no)\b[^?]{3,}$/i,
  whether:
    /^(?:and |but |so )?(?:can|could|may|do|does|is|are|will|must|should)\b|\b(?:ok|okay|all right|enough|possible|needed|allowed)\W*$/i,
  lifeEvent:
    /^(?:hi[ ,]+|hello[ ,]+)?(?:(?:i|we|my wife|my partner)(?:'ve| have|'m| am| are|'re)? (?:just |recently |about to |going to |getting |planning to )*(?:had|have|having|get|getting|got|become|became) (?:a )?(?:(?:new )?baby|child|son|daughter|married|parents?|twins)|(?:my|our) (?:baby|child|son|daughter) (?:was|is|has been) (?:just )?born)(?: (?:yesterday|today|last week|this week|recently))?(?:[,.! ]*(?:what (?:do|should) (?:i|we) (?:need to )?(?:do|apply for)|what now|what(?:'s| is) next))?[ .!?]*$/i,
  official:
    /\b(?:apply|application|certificate|permit|licen[cs]e|registration|register|passport|visa|tax|pension|insurance|benefit|allowance|subsidy|card|document|hukou|household|office|government|residence|notar\w+|housing|school|enrol\w*|property|company|business|retire\w*|form|official|record|file|filing|adopt\w*|permission|approv\w+|inspections?|fines?|penalt\w+|subsid\w+|court|police|vehicle|driv\w+|divorce\w*|mortgage|bills?|opening hours|open|exam|injury|army|drone|invoice|credit report|civil servant|degree|recognition|complain\w*|elevator|meter|licens)\b/i,
  chat: /\b(?:weather|rain|sunny|temperature|jokes?|story|sing|song|poem|chat|bored|movie|film|game|football|soccer|basketball|match|won|stocks?|lottery|horoscope|recipe|cook|eat|food|lunch|dinner|restaurant|pizza|coffee|tea|wifi|wi-fi|password|toilet|restroom|bathroom|charg(?:er|ing)|park(?:ing)?|time is it|what time|day is it|today'?s date|(?:are|do|can|will|would|have|were) you (?:a |an |like|love|feel|sleep|eat|dance|married|happy|tired|real|have|believe|think|single|doing|going|come|born|know)|your (?:favou?rite|boyfriend|girlfriend|name|age|salary|birthday)|how old are you|translate|essay|homework|times|plus|divided|square root|plane|flight|train|metro|hotel|travel|tourist|beach|lose weight|headache|fever|sleep|iphone|laptop|computer|news|history|president|world|earth|moon|planet|universe|love|dating|meaning of life|beautiful|pretty|handsome|just looking|never mind|eggs?|chickens?|dogs?|cats?)\b/i,
  you: /\byou(?:r|'re)?\b/i,
  vague:
    /^(?:so )?how (?:does|do|can|should) (?:this|it|i do (?:this|it))(?: work| go)?[ .!?]*$|^(?:hi|hello)?[ ,]*(?:i (?:want|need|would like|'d like) (?:to (?:get|do|apply for) )?)?(?:a |some |an )?(?:certificate|document|paper|papers|paperwork|application)s?(?: please)?[ .!?]*$/i,
};
