import { type CheckLexicon, MARK } from './types.ts';

const EMPTY = new Set(
  'a an the of to in on at by for from with as is are was were be been being am it its this that these those there here you your yours we our us they their them he his him she her i my me and or but so then than if when while who which what whose will would shall do does did have has had having one ones just even also too very well also still yet any some other another such up out off into about only own get gets someone somebody anyone anybody nobody else person people everyone one two three four five six seven eight nine ten twelve fifteen sixteen twenty thirty forty fifty hundred thousand yuan can may got make makes made say says take takes s re ll ve d m t'.split(
    ' ',
  ),
);

/** Words of one meaning in the hall's speech, by their stems. */
const SYNONYMS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'fee charge cost price pay paid money',
    'collect pick fetch',
    'book booking appointment reserve',
    'mail post courier',
    'hand return give given',
    'replace replacement exchange',
    'renew renewal',
    'apply application applicant',
    'register registration registr registere',
    'valid use usable keep count',
    'lose lost loss',
    'child kid children baby',
    'spouse husband wife partner',
    'inperson come comes coming came',
    'bring show carry provide submit present prepare produce',
    'doctor medical health check-up checkup',
    'cancel annul void invalid',
    'start begin began begun',
    'licence license',
    'photo picture photograph',
    'hukou household',
    'interest rate',
    'right once immediately spot away',
    'subsidis subsidy subsidise',
    'send sent',
    'year yearly annual annually',
    'marry marriage married marri',
    'letter authorisation authorise authorization',
  ].flatMap((line) => {
    const [first = '', ...rest] = line.split(' ');
    return [first, ...rest].map((word) => [word, first] as const);
  }),
);

/** A crude stem: plural, past and continuous forms fall together, which is all that comparing needs. */
function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const plain = word
    .replace(/(?:'s|s')$/, '')
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|[cs]h)es$/, '')
    .replace(/(?<![su])s$/, '')
    .replace(/(?<=[a-z]{5})ion$/, '');
  const root = plain.replace(/(?<=[a-z]{3})(?:ing|ed)$/, '');
  return root === plain ? plain : root.replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}

const canonical = (word: string) => {
  const root = stem(word);
  return SYNONYMS[word] ?? SYNONYMS[root] ?? SYNONYMS[`${root}e`] ?? root.replace(/e$/, '');
};

const words = (pattern: string) => new RegExp(`(?<![a-z])(?:${pattern})(?![a-z])`, 'g');

export const en: CheckLexicon = {
  same: [
    [/no\. ?\d+/g, ' '],
    [/ without /g, ', without '],
    [/['’‘`]/g, "'"],
    [words("can't|can not"), 'cannot'],
    [words("n't"), ' not'],
    [/n't(?![a-z])/g, ' not'],
    [/'(?:s|re|ll|ve|d|m)(?![a-z])/g, ' '],
    [
      words(
        'free of charge|for free|at no (?:extra )?(?:cost|charge)|without (?:any |extra |an extra )?(?:cost|charge|fee)|(?:costs?|charges?) (?:you |them )?(?:nothing|no money)|no (?:extra |small )?(?:charge|fee|cost)s?|cost nothing|not cost even 1 cent|not even a cent|nothing extra|free',
      ),
      'not fee',
    ],
    [
      words('no longer (?:valid|works?|be used|counts?)|not (?:valid|count|be used)|invalid|void'),
      'not valid',
    ],
    [
      words(
        '(?:com(?:e|es|ing) (?:in|along|back)?(?: to the window)? ?)?in person|com(?:e|ing) (?:in|along)|com(?:e|ing) to the window',
      ),
      'inperson',
    ],
    [words('(?:goes|go) on|continues?|keeps? (?:on )?(?:using|running)'), 'valid'],
    [
      /haicheng(?:'s)? rules?(?: is that|:|,)?|by national rule,?|haicheng's own|this is haicheng's rule/g,
      ' ',
    ],
    [words('looks? up|find out'), 'find'],
    [/(?<![a-z])\d+ (?:originals?|cop(?:y|ies))(?![a-z])/g, 'bring $&'],
    [words('(?:never|not|no) (?:takes? )?(?:more|longer) than|at (?:the )?(?:most|longest)|up to'), 'atmost'],
  ],
  forces: [
    [
      words(
        '(?:do|does) not matter|neither (?:do|does)|no obstacle|(?:makes?|make) no difference|whatever|wherever|regardless|no matter',
      ),
      'optional',
      'backwards',
    ],
    [
      words(
        '(?:is|are|be) not (?:needed|required|necessary|obligatory|compulsory)|not (?:needed|required|necessary)|optional|voluntary|not (?:a )?conditions?',
      ),
      'optional',
      'backwards',
    ],
    [
      words(
        "(?:do|does|did) not (?:need|have)(?: to)?|need not|needn't|nothing to|never (?:need|have) to|not have to|no need(?: to| for)?|may skip|without(?: any| an?)?",
      ),
      'exempt',
    ],
    [
      words('(?:is|are|be) not (?:allowed|permitted|possible)|not (?:allowed|permitted|possible)|impossible'),
      'forbid',
      'backwards',
    ],
    [
      words(
        '(?:cannot|can|could|may|must|should|shall) (?:not|never|no longer)|cannot|(?:nobody|no one|none)(?: else)?(?: can| may| should)?|neither|never|please do not|nothing',
      ),
      'forbid',
    ],
    [
      words(
        '(?:is|are|be) (?:always |also )?(?:required|obligatory|compulsory|needed)|required|obligatory|compulsory',
      ),
      'must',
      'backwards',
    ],
    [words('must|(?:have|has) to|needs? to'), 'must'],
    [words('(?:is|are) (?:up to you|your (?:own )?choice|voluntary)'), 'optional', 'backwards'],
    [words('off limits|out of the question'), 'forbid', 'backwards'],
    [
      words('(?:is|are) (?:allowed|possible|permitted|enough|fine|sufficient|accepted)|will do|suffices?'),
      'can',
      'backwards',
    ],
    [words('can|may|could|able to|allowed to|welcome to'), 'can'],
    [words('not|no|nor|refused?|stops?|stopped'), 'not'],
    [words('should|please|need|needs|needed|remember to|make sure'), 'should'],
  ],
  sentenceEnd: /[.!?](?= |$)/,
  clauseEnd: /[,;—]| (?=(?:but|so|because|since|unless|although|while|and (?:you|it|they|the|he|she|no)) )/,
  topic: /(?:^| )(?:if|when|unless|where) .*$/,
  caseClause: new RegExp(
    `^ ?(?:(?:if|when|where) |(?:once|after|before|for) [^${Object.values(MARK).join('')}]*$)`,
  ),
  reported: /^ ?(?:\d+\. ?)?(?:some|many|most often|next, people|people often)(?![a-z])/,
  inFact: words('but|in fact|actually|really|in truth'),
  yes: /^(?:yes|you can)[,. ]/i,
  rhetorical:
    /^(?:don't|do not|doesn't|does not|can't|cannot|isn't|is not|aren't|shouldn't|mustn't|won't) [^.]*\?/i,
  restriction: words('only|unless|except|provided|as long as|on condition|subject to|must'),
  exclusive: words('only be|only (?:in|at|by|through|from|people|those|the)|solely|exclusively'),
  demand: words(
    'only|must|have to|has to|needs?|provided|required?|unless|as long as|everyone|everybody|all applicants|after|and|if',
  ),
  circumstances: [
    words('married|marry|marriage'),
    words('hukou|registered|registration|residents?|residence|locals?|live[sd]?|living'),
    words('own (?:a|an|no|the)|homes?|property|house'),
    words('students?|school'),
    words('child|children|kids?|baby|babies'),
    words('employers?|job|work|unit'),
    words('earn|income|wages?|salary'),
    words('criminal|convicted'),
    words('disabled|disability|disabilities'),
    words('military|veterans?|army'),
    words('deposit'),
    words('guarantors?'),
    words('everyone|everybody|all applicants'),
    words('citizens?|foreigners?'),
  ],
  all: words('all (?:two|three|four|five|2|3|4|5|of (?:them|these|the))'),
  anyOne: words('any (?:1|one)|(?:1|one) of (?:them|these|the)|either'),
  minWhole: 2,
  tokens(text) {
    const found = text.match(/[a-z0-9\u00c0-\u024f'-]+/g) ?? [];
    return found
      .flatMap((word) => (EMPTY.has(word) || /^\d/.test(word) ? [] : [canonical(word)]))
      .filter((word) => word !== '');
  },
};
