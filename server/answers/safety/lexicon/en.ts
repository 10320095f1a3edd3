import type { SafetyLexicon } from '../topics.ts';

/** It is over, or it is told of as a reason for a paper. */
const PAST =
  /\b(?:last (?:year|month|week|summer|winter)|years? ago|months? ago|weeks? ago|used to|in hospital|since|afterwards?|burnt?|burned|destroyed|in (?:the|a) fire)\b/;

const KIN =
  '(?:he|she|husband|wife|boyfriend|girlfriend|father|mother|dad|mum|mom|son|partner|ex|boss|someone|somebody|neighbou?r|a man|they)';
const WHO =
  '(?:son|daughter|child|kid|baby|little (?:boy|girl)|grandson|granddaughter|mother|father|grandmother|grandfather)';
const OTHERS =
  '(?:neighbou?r|ex[- ]?(?:wife|husband|girlfriend|boyfriend)|someone else|somebody else|another (?:person|citizen|user|man|woman)|other (?:people|citizens?|users?|persons?)|my boss|colleague|tenant|landlord|that (?:man|woman|person)|this person|girlfriend|boyfriend|everyone|all (?:users|citizens|people|applicants))';

export const en: SafetyLexicon = {
  crisis: {
    suicide: {
      is: [
        /\bkill(?:ing)? my ?self\b|\b(?:end|take|ending|taking) (?:my|my own) life\b|\bend it all\b|\b(?:want|wish|ready|going|rather|like) to (?:die|be dead|commit suicide)\b|\bwanna die\b|\bsuicidal\b|\b(?:think|thinking|thought|thoughts) (?:about|of) (?:suicide|dying|ending)\b|\bcommit suicide\b|^suicide$/,
        /\b(?:don't|do not|no longer) want to (?:live|be alive|wake up)\b|\bbetter off (?:dead|without me)\b|\bno (?:reason|point) (?:to live|in living|to go on)\b|\blife (?:is|has) (?:not worth|no meaning|pointless)\b|\b(?:nobody|no one) (?:would|will) miss me\b|\bcan(?:'t|not) go on (?:living|like this|any ?more)\b/,
        /\b(?:hurt|hurting|cut|cutting|harm|harming|hang|hanging|shoot|drown) myself\b|\bself[- ]?harm\b|\bjump(?:ing)? (?:off|from) (?:the|a|my|this) (?:roof|bridge|building|window|balcony)\b|\bjump in front of\b|\b(?:took|swallowed|has taken|ate|drank) (?:all|too many|a lot of|a whole|an entire|the whole|a) (?:of )?(?:the |my |her |his )?(?:bottle|box|pack)?(?: of)? ?(?:sleeping )?(?:pills|tablets|poison|bleach|pesticide)\b|\boverdos(?:e|ed|ing)\b|\bsuicide note\b/,
      ],
      unless: [
        /\b(?:died (?:by|of)|death by|was a|after (?:a|an|his|her|the)) suicide\b|\b(?:he|she|father|mother|brother|sister|husband|wife|son|uncle) committed suicide\b/,
      ],
    },
    violence: {
      is: [
        new RegExp(
          `\\b${KIN}(?:'s| is| was| has| keeps| always| just| often| regularly| sometimes)* (?:hit(?:s|ting)?|beat(?:s|ing|en)?|punch(?:es|ed|ing)|kick(?:s|ed|ing)|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|attack(?:s|ed|ing)|threaten(?:s|ed|ing)|abus(?:es|ed|ing)|stab(?:s|bed|bing)|chas(?:es|ed|ing)|stalk(?:s|ed|ing)|follow(?:s|ed|ing)|rap(?:es|ed|ing)) (?:me|us|my (?:son|daughter|child|mother|kids?))\\b`,
        ),
        /\bdomestic (?:violence|abuse)\b|\b(?:being|been|was|got|getting) (?:attacked|beaten|raped|assaulted|stabbed|kidnapped|abused|stalked|robbed)\b|\b(?:has|with|holding) a (?:knife|gun)\b|\b(?:wants|trying|threatens|going) to kill (?:me|us)\b|\bhelp me\b.{0,20}\b(?:he|she|they)\b|\bbreaking (?:into|down) my\b/,
      ],
      unless: [/\bhit by\b.{0,20}\b(?:law|fee)/],
    },
    fire: {
      is: [
        /\b(?:is|are|caught|catching|on) (?:on )?fire\b|\bthere(?:'s| is) a fire\b|\b(?:smell|leaking|leak of) gas\b|\bgas (?:leak|is leaking)\b|\bexplosion\b|\bhouse is burning\b|^fire!*$/,
      ],
      unless: [PAST, /\b(?:safety|inspection|insurance|certificate|extinguisher|replace|permit|fired)\b/],
    },
    medical_emergency: {
      is: [
        /\b(?:not|isn't|stopped) breathing\b|\bcan(?:'t|not| not) breathe\b|\bunconscious\b|\b(?:having|has|have) (?:a |an )?(?:heart attack|stroke|seizure)\b|\b(?:just |has |have )?collapsed\b|\bpassed out\b|\bbleeding (?:heavily|badly|a lot|to death)\b|\bwon't stop bleeding\b|\b(?:call|need|get|send) (?:me )?an ambulance\b|\b(?:severe|terrible|strong|sudden) chest pain\b|\bchok(?:ing|ed) on\b|\bdrowning\b|\bpoisoned\b|\bhit by a (?:car|truck|bus)\b/,
      ],
      unless: [
        PAST,
        /\b(?:disability|had a|pension|allowance|reimburse\w*|(?:building|platform|company|market|bank|shop) (?:has )?collapsed)\b/,
      ],
    },
    lost_child: {
      is: [
        new RegExp(
          `\\b(?:my|our|the|a) ${WHO} (?:is|has|was|went|got|have|just)(?: been| gone)? (?:missing|disappeared|lost|kidnapped|taken)\\b(?! (?:a|an|the|his|her|some|from|one)\\b)`,
        ),
        new RegExp(`\\b(?:can't|cannot|can not|couldn't) find (?:my|our) ${WHO}\\b(?!'s|s')`),
        new RegExp(`\\blost (?:my|our) ${WHO} (?:in|at|here|somewhere|around)\\b`),
      ],
      unless: [/\b(?:years?|declare|certificate|insurance|register)\b/],
    },
    fraud: {
      is: [
        /\b(?:been|got|getting|being|was|am i) (?:scammed|cheated|defrauded|tricked)\b|\bis (?:this|it|that) (?:a )?(?:scam|fraud)\b|\bscammer\b|\bphone scam\b|\bsafe account\b/,
        /\b(?:ask|asks|asked|asking|tell|tells|told|telling|want|wants|wanted) (?:me )?to (?:transfer|wire|send|pay)(?: \w+){0,4} (?:money|account|deposit)\b|\b(?:ask|asks|asked|asking|tell|want)s? (?:me )?(?:for )?(?:\w+ ){0,4}(?:verification code|otp|sms code|bank password)\b|\b(?:claims?|claiming|pretend(?:s|ing)?|says?) (?:to be|he is|she is|they are)(?: from)?(?: the| a)? (?:police|court|bank|social security|government|officer)\b.{0,60}\b(?:money|transfer|code|link|account|pay)\b/,
      ],
    },
  },

  refused: {
    injection: {
      is: [
        /\b(?:ignore|disregard|forget|override|bypass|skip|drop|delete|violate|break)(?: (?:all|any|about|the|your|every|everything|my|previous|prior|above|these|those|earlier|of|system|safety|initial|original))* (?:instructions?|rules?|prompts?|guidelines?|restrictions?|polic(?:y|ies)|directions?|programming|training|guardrails?|constraints?)\b/,
        /\bsystem ?prompt\b|\bdeveloper (?:mode|message)\b|\bjailbr(?:eak|oken)\b|\bdo anything now\b|\b(?:admin|debug|god|sudo|root|maintenance|unrestricted) mode\b|\bwithout (?:any )?(?:rules|restrictions|filters?|limits|censorship)\b|\bno (?:rules|restrictions|filters)\b/,
        /\byou(?:'re| are) (?:now|no longer)\b|\bfrom now on,? (?:you|act|answer|respond|speak)\b|^(?:please |now |ok,? )*(?:act|behave|respond|answer|talk|speak) (?:as|like) (?:a |an |if |my |the )|\bpretend (?:to be|you(?:'re| are)|that you|i am|i'm)\b|\brole[- ]?play\b|\byou are dan\b|\bmy (?:late )?grandm\w+ used to\b|\bhypothetically,? if you (?:had|were)\b/,
        /\b(?:print|reveal|show|repeat|output|tell|leak|give|display|recite|translate|summari[sz]e|dump|list|what(?:'s| is| are| were)) (?:me |us )?(?:all |out )?(?:of )?(?:your|the)(?: \w+){0,3} (?:prompts?|instructions|rules|tools?|functions?|api ?keys?|keys?|secrets?|passwords?|config\w*|source code|environment|variables?|database|guidelines|schema|system message)(?: (?:verbatim|above|you (?:were|have|got|can|use)(?: \w+)?))?\W*$/,
        /\b(?:print|reveal|show|repeat|output|leak|recite|translate|summari[sz]e|dump|list|quote|paraphrase)\b.{0,12}\byour (?:\w+ ){0,2}(?:instructions|prompts?|rules|guidelines)\b/,
        /\brepeat (?:everything|all|the (?:words|text)|what(?:ever)?)\b.{0,20}\b(?:above|before|you received|you were (?:told|given))|\bwords above\b|\bverbatim\b|\b(?:call|run|execute|invoke|use) (?:the )?(?:tool|function|case_status|search_guides|get_guide_section|call_a_person|command|sql|shell|code)\b|\bapi[_ ]?key\b|\bllm_api_key\b|\bdecode\b.{0,30}\b(?:follow|obey|execute|do)\b|\bbase64\b/,
        /ignor(?:ez|a|ar|iere|ieren sie|e[rz]?)\b.{0,30}(?:instruc|anweisung|consignes|istruzioni|instrucciones)|指示を無視|以前の指示|이전 지시|игнорир|nimm an,? du bist/,
        /<\|[a-z_]{2,20}\|?>?|\[\/?inst\]|<<sys>>|<\/?(?:system|assistant|tool_call|tool_response|function_calls?)>|"(?:role|tool_calls|function_call)" ?:|\b(?:begin|end|new) (?:system|instructions?)\b|^(?:#+ ?)?(?:system|assistant|developer|tool)(?: message)? ?:/,
        /<(?:script|iframe|img|object|embed|svg)\b|javascript:|\bon(?:error|load|click) ?=|data:text\/html|!\[[^\]]*\]\(|\$\{|\{\{/,
      ],
      unless: [/\bforget (?:my )?password\b/],
    },
    forgery: {
      is: [
        /\b(?:fake|forged?|forging|counterfeit|false|phon(?:e)?y) (?:\w+ )?(?:certificate|id|ids|document|documents|contract|papers?|degree|diploma|marriage|receipt|stamp|seal|permit|licen[cs]e|passport|lease|address|employment|visa|hukou|signature)s?\b|\bphotoshop\b|\bforge\b|\bbuy (?:a |an )?(?:degree|diploma|hukou|certificate|residence permit)\b|\bmake up (?:a|an|some) (?:job|contract|address|document)\b/,
      ],
      unless: [/\b(?:report|recogni[sz]e|tell if|spot|is (?:this|it)|was (?:given|sold)|got a)\b/],
    },
    bribery: {
      is: [
        /\bbrib(?:e|es|ery|ing)\b|\b(?:pay|give|slip|offer) (?:you|someone|somebody|him|her|them|the (?:officer|clerk|staff|official|window|boss))\b.{0,40}\b(?:fast(?:er)?|quick(?:er|ly)?|speed|skip|approve|first|sooner|queue|look away)\b|\bunder the table\b|\bred envelope\b|\bgift (?:for|to) the (?:officer|clerk|official|staff)\b|\bpull (?:some )?strings\b|\bhow much (?:money )?to (?:skip|jump) the\b/,
      ],
      unless: [/\b(?:report|asked me for|complain)\b/],
    },
    others_data: {
      is: [
        new RegExp(
          `\\b(?:look up|find(?: out)?|tell me|give me|check|search|show(?: me)?|where|what|track|list|export)\\b[^.?!]{0,30}\\b${OTHERS}(?:'s|s'|s)?\\b[^.?!]{0,30}\\b(?:phone|number|address|lives?|living|ids?|personal|data|applications?|cases?|file|records?|salary|receipts?|names?|details|status|information)\\b`,
        ),
        new RegExp(
          `\\b(?:phone|phone number|address|id number|data|personal (?:data|information)|cases?|receipts?|records?|applications?|names?) (?:of|belonging to) (?:my |a |an |the |all )?${OTHERS}\\b`,
        ),
        /\b(?:her|his) (?:id number|phone number|home address|passport number)\b.{0,30}\b(?:system|you (?:have|know)|database)\b|\byou must have (?:her|his|their)\b|\bwho (?:asked|was|used|came) (?:here |this )?before me\b/,
      ],
    },
    legal: {
      is: [
        /\b(?:will|would|can|could|do|shall|am) (?:i|we|he|she|you think i(?:'ll| will)?)(?: \w+){0,2} win\b(?! (?:the lottery|back))|\b(?:will|would|do you think) (?:i|we)(?:'ll| will)? lose (?:the|my|this|in) (?:case|court|lawsuit|appeal|trial)\b|\bchances? (?:of (?:winning|success)|in court|to win)\b|\bwin (?:the|my|this|a|our) (?:court )?(?:case|lawsuit|trial|appeal)\b|\bhow (?:many years|long|much time)\b.{0,40}\b(?:prison|jail|behind bars|sentence)\b|\b(?:go|sent|going) to (?:jail|prison)\b|\bwho (?:will )?gets? (?:custody|the (?:kids?|children|house) (?:in|after) (?:the )?(?:court|trial))\b|\bwhat (?:sentence|punishment) (?:will|would)\b/,
      ],
    },
    medical: {
      is: [
        /\b(?:which|what) (?:pills?|medicines?|medication|drugs?|painkillers?|antibiotics?|treatment)\b.{0,20}\b(?:should|shall|can|do|is|are|good|best|take|help)|\b(?:can|should|may|shall) i (?:take|stop taking|mix)\b.{0,30}\b(?:pills?|medicine|medication|aspirin|ibuprofen|antibiotics?|tablets?|drugs?|this|it)\b|\bsafe to take\b|\bdos(?:e|age) of\b/,
        /\bhow long (?:do|does|have|has) (?:i|he|she|my \w+)(?: \w+){0,3} (?:to live|left)\b|\bwill (?:i|he|she|it|my \w+) (?:survive|recover|be cured|get better|die)\b|\bis it (?:cancer|dangerous|serious|contagious)\b|\bdo i have (?:cancer|covid|depression|diabetes)\b|\bshould i have (?:the )?(?:surgery|operation)\b|\bcan (?:my|this|the) (?:\w+ )?(?:cancer|disease|tumou?r) be cured\b/,
      ],
      unless: [/\b(?:reimburs\w*|insurance|permit|pass|customs|allowance)\b/],
    },
    certainty: {
      is: [
        /\b(?:will|would|can|am) (?:i|we|it|my \w+)\b.{0,30}\b(?:approved|accepted|granted|get it|pass)\b.{0,10}\b(?:for sure|definitely|100 ?%|guaranteed)\b|\b(?:definitely|surely|certainly|guaranteed to) (?:be )?(?:approved|accepted|get (?:it|approved|the)|pass)\b|\b(?:promise|guarantee|assure|swear|confirm)(?: to)?(?: me| us)?(?: that)? (?:i(?:'ll| will)?|we|my|me|it)\b.{0,30}\b(?:approv\w+|accept\w*|pass|get|granted|permit|licen[cs]e|succeed)/,
      ],
    },
    politics: {
      is: [
        /\bxi jinping\b|\bcommunist party\b|\btiananmen\b|\btaiwan(?:'s)? (?:independ\w+|issue|question|invasion|war|a country|part of)\b|\bis taiwan\b|\binvade taiwan\b|\bxinjiang camps?\b|\buyghur|\bfalun\b|\bdictator\w*\b|\bhuman rights\b|\bfree(?:dom of)? speech\b|\bcensorship in\b|\b(?:trump|biden|putin|zelensk\w+|netanyahu)\b/,
        /\b(?:what do you (?:think|feel)|your (?:opinion|view|thoughts?)|do you (?:like|support|hate|agree with|trust|believe in))\b.{0,24}\b(?:government|president|party|mayor|leaders?|politic\w*|war|democracy|communis\w+|socialis\w+|election|minister|regime)\b|\b(?:mayor|government|officials?|president|leaders?|minister)\b.{0,20}\b(?:corrupt\w*|dictator|liar|criminal|useless|evil|bad|resign)\b|\bcorrupt (?:mayor|government|officials?|leaders?)\b|\bwho (?:should|would) (?:i|you) vote\b/,
      ],
      unless: [/\bparty member/],
    },
  },

  abuse: {
    insult: {
      is: [
        /\bf+u+c+k+\w*\b|\bshit(?:ty|head)?\b|\bbitch\w*\b|\bass ?hole\b|\bbastard\b|\bmoron\b|\bidiot(?:ic)?\b|\bstupid (?:machine|bot|robot|ai|thing|computer|woman|girl|doll)|\byou(?:'re| are)?(?: so| a| an| such| really)*(?: \w+)? (?:stupid|dumb|useless|idiot|moron|trash|garbage|ugly|worthless|retard\w*)\b|\bgo to hell\b|\bshut up\b|\bscrew you\b|\bpiece of (?:crap|garbage|trash|junk)\b|\buseless (?:machine|bot|robot|piece|thing|ai)\b|\bdrop dead\b/,
      ],
    },
    harassment: {
      is: [
        /\b(?:have )?sex with (?:me|you)\b|\bsexy\b|\bnudes?\b|\bnaked\b|\btake off (?:your|the) (?:clothes|dress|shirt|top)\b|\bboobs?\b|\btits\b|\bbreasts?\b.{0,10}\byour\b|\byour (?:\w+ )?(?:breasts?|boobs?|body|ass|legs)\b|\bkiss me\b|\bsleep with (?:me|you)\b|\b(?:be|are) my (?:girlfriend|lover|wife|slave)\b|\bhorny\b|\bporn\b|\bsend (?:me )?nudes\b|\btalk dirty\b/,
      ],
    },
  },

  service:
    /\b(?:apply|application|certificate|permit|licen[cs]e|register|registration|passport|hukou|divorce|pension|insurance|benefit|allowance|subsidy|id card|residence|social security|housing fund|legal aid|court|lawyer|appeal|enrol\w*|fee|cost|how much|documents?|materials?|protection order)\b/,
};
