import type { Lexicon } from './lexicon.ts';

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

export const lexiconEn: Lexicon = {
  functionWords: new Set(
    words(`
      a an the this that these those it its i me my we us our you your he him his she her they them their
      am is are was were be been being do does did have has had will would should can could may
      and or but if then than so as of in on at by for from to with not no yes
      what which who when where why how there
    `),
  ),
  stopWords: new Set(
    words(`
      a an the this that these those it its he she they them his her their theirs him i me my mine we us our ours you your yours
      am is are was were be been being do does did done have has had having will would shall should can could may might must
      and or but if then than so as of in on at by for from to with without into onto about over under up down out off
      not no nor yes too also only just even still already yet again very more most much many some any all both each other another
      what which who whom whose when where why how there here now
      please hello hi hey thanks thank ok okay well let lets get gets got getting go goes going come need needs needed want wants wanted
      like know tell ask say says said everyone everything anything something someone one ones thing things stuff way
      because since while after before during until between through against same such own
      good bad best better great nice next last first second big small long short old today tomorrow yesterday now week month year
      night morning really maybe quickly soon never always ever yet actually
      d ll m re s t ve im ive dont doesnt didnt cant wont isnt arent whats hows
    `),
  ),
  aspects: [
    {
      aspect: 'conditions',
      phrases: [
        'how long (?:must|do|have|should|did) (?:i|we|you) (?:have to |need to )?(?:lived?|stay|reside)',
      ],
    },
    {
      aspect: 'legal_basis',
      phrases: [
        'legal basis',
        '(?:which|what) (?:law|laws|regulation|rule)s?',
        'under (?:which|what) law',
        'laws?',
        'regulations?',
      ],
    },
    {
      aspect: 'result',
      phrases: [
        'how long (?=(?:is|does|will) .{0,40}(?:valid|last|good for))',
        'valid(?:ity)? for',
        'how long .{0,30}last',
        'valid(?:ity)?(?: for)?',
        'expir(?:y|ation) date',
        'what (?:do|will|would|did) (?:i|we|you) (?:get|receive)(?: at the end)?',
        '(?<!how |where |when )do (?:i|we) (?:also )?(?:get|receive)(?! .{0,40}same day)',
        '(?:sent|delivered) (?:by|in the) (?:post|mail)',
        '(?:sent|delivered|posted|mailed) to (?:me|us|my|our)(?: home)?',
      ],
    },
    {
      aspect: 'fees',
      phrases: [
        'how much(?! time)',
        'cost(?:s|ing)?',
        'fees?',
        'price',
        'prices',
        '(?:is there|any) (?:a )?charge',
        'charge(?:s|d)?',
        '(?:do|must|have to|need to) (?:i |we )?(?:have to |need to )?pay',
        'pay(?:ment)?',
        'free(?: of charge)?',
        'expensive',
        'cheap',
        'money',
        'discount',
      ],
    },
    {
      aspect: 'contacts',
      phrases: [
        '(?:phone|telephone|contact|hotline) (?:number|line)s?',
        'number to call',
        'who (?:do|can|should) (?:i|we) (?:call|ask|contact)',
        'hotline',
        'complain(?:t|ts)?',
        'call about',
      ],
    },
    {
      aspect: 'time_limit',
      phrases: [
        'how long',
        'how soon',
        'how fast',
        'how quick(?:ly)?',
        'how many (?:working |business )?(?:days|weeks|hours|months)',
        'same day',
        'when (?:will|can|do) (?:i|we|it)(?: get| have| be ready)?',
        'processing time',
        'take effect',
        'right away',
        'on the spot',
        'deadline',
        'working days',
        'how much time',
        'takes?',
      ],
    },
    {
      aspect: 'locations',
      phrases: [
        'where',
        '(?:which|what) (?:police station|office|counter|window|place|department|building)',
        'address(?:es)?(?! of)',
        'opening hours',
        'open on',
        'office hours',
        'nearest',
      ],
    },
    {
      aspect: 'handling',
      phrases: [
        'online',
        'on (?:my|the|a) (?:phone|mobile|app)',
        'mobile app',
        'from home',
        'in person',
        'appointments?',
        'book(?:ing)?(?: first| ahead)?',
        'by (?:post|mail)',
        'kiosk',
        'how many (?:times|visits|trips)',
        'website',
        'self.service',
      ],
    },
    {
      aspect: 'materials',
      phrases: [
        '(?:what|which) (?:documents?|papers?|materials?|paperwork|forms?)',
        'documents?(?: (?:required|needed))?',
        'papers?(?: (?:required|needed))?',
        'paperwork',
        'materials',
        'what (?:do|must|should|would|will) (?:i|we|you|he|she) (?:need|bring|take|prepare|have to bring)(?: to bring)?(?: with)?',
        'what(?: is| s)? (?:needed|required)',
        'what (?:i|we) need',
        'what to bring',
        '(?:need|have) to bring',
        'should (?:i|we) bring',
        'bring',
        'photocop(?:y|ies)',
        'photos?',
      ],
    },
    {
      aspect: 'conditions',
      phrases: [
        'who (?:can|may|is able|is allowed|qualifies)',
        'eligib(?:le|ility)',
        'requirements?',
        'conditions?',
        'qualify',
        'how old(?! are you)',
        'age',
        'am i allowed',
        'on (?:his|her|their|my|someone s) behalf',
      ],
    },
    {
      aspect: 'overview',
      phrases: [
        'what (?:is|are) (?:a|an|the|included)',
        'what does .{0,30} (?:include|cover|mean)',
        'included?',
        'explain',
        'overview',
        'in one go',
      ],
    },
    {
      aspect: 'steps',
      phrases: [
        'how (?:do|can|should|would|does|to)(?: (?:i|we|it|you|one))?(?: (?:get|apply|do|start|work|begin))?',
        'steps?',
        'procedure',
        'process',
        'what now',
        'apply for',
        'what should (?:i|we) do',
      ],
    },
    {
      aspect: 'conditions',
      weak: true,
      phrases: [
        '^(?:and |but |so )?(?:can|could|may|should|must|do|does|did|is|are|am|has|have|will|would)(?= [a-z])',
        '(?:can|may|could|should|must) (?:i|we|he|she|they|you|our|my|it|one|someone|foreigners|a)',
        '(?:do|does|did|will|would|have|has) (?:i|we|he|she|they|it|my|our|the|both|this|that|a)(?! (?:know|say))',
        '(?:is|are|am|was) (?:there|it|i|we|this|my|our|the|a)',
        '(?:am|are|is) (?:i|we|he|she|it) (?:able|allowed)',
      ],
    },
  ],
  followUp: /^(?:and|also|but|then|so|what about|how about)\b|\b(?:it|that|them|instead)\b|\bthis\W*$/,
};
