import type { ContrastWords } from './types.ts';

/** Words stand by their stems' beginnings: `stop` also reads "stopped". Turns of several words stand as they are said. */
export const en: ContrastWords = {
  opposites: `
continue|goes on|go on|carry on|carries on|resume|keeps running|still paid/stop|suspend|end|ends|ended|ceases|cease|break off|pause|interrupt|cut off|halt
valid|in force|usable|counts|count/invalid|void|expired|cancelled|worthless|useless
keep|kept|keeps|retain/hand in|handed in|hand it in|hand back|return|returned|give back|gives back|surrender|turn in|hand over|collected|lose|lost|loses
accept|accepts|accepted|approve|approved|grant|granted|admit|admits/refuse|refused|refuses|reject|rejected|turned down|decline|deny|denied
allowed|permitted|lets|let/forbidden|prohibited|banned|barred|forbids
before|beforehand|in advance|first|earlier|prior/after|afterwards|later|once|following
more|above|over|at least|longer|minimum|exceeds|beyond|from|higher|greater|older/less|fewer|below|under|at most|up to|shorter|maximum|within|no more|lower|smaller|younger
increase|raise|rise|rises|adds|extra|add|added/decrease|reduce|reduced|drop|cut|cuts|takes off|deduct|deducted|lower
include|includes|included|including|counted|counts towards|part of/exclude|excluded|not counted|apart from|separate|separately|left out|additional
together|jointly|both|same time|along with/separately|alone|each|individually|on your own|by yourself
all|every|whole|full|fully|entire|everything|any/some|part|partly|half|none|few|partial
always|every time|any time|anytime|whenever|ever/never|sometimes|seldom|only once|fixed
same|equal|identical|alike|equally/different|another|unlike|differ|differs|new number|more than others
pay|pays|paid|charge|charged|charges|costs|cost|owe|fee|price/free|nothing|waived|exempt|without charge|no charge|refund|refunded|exempted
receive|receives|get|gets|given|paid out|claim/lose|loses|forfeit|give up|gives up
succeed|pass|passes|passed|goes through/fail|fails|failed|falls through
active|activated|open|opened|start|begins|begin/closed|close|inactive|deactivated|finish|locked
automatic|automatically|by itself|by themselves|system/by hand|manual|manually|yourself|apply yourself
easy|easier|simple|simpler|simplest/difficult|hard|harder|strict|strictly|complicated
public|publish|published|openly|posted/private|secret|confidential|privately|unpublished
true|real|genuine|honest|actual/false|fake|forged|untrue|pretend|made up
complete|completed|in order/incomplete|missing|lacking|unfinished
required|compulsory|obligatory|mandatory|must/optional|voluntary|choice|choose|up to you|free choice
direct|directly|straight/through|via|indirect|middleman
quick|fast|fastest|at once|immediately|on the spot|instantly|same day|right away|straight away/slow|slower|days later|next day|later on|wait|waits
early|earlier|sooner/late|later|overdue
married|marriage|wedding/unmarried|single|divorced|divorce|widowed
employed|working|job|in work/unemployed|jobless|out of work|retired
resident|local|locals/non-resident|foreigner|foreign|elsewhere|outsider
permanent|long-term|indefinite|without end|no end date|for good/temporary|short-term|runs out|expires|limited|for a time
safe|safely/risky|dangerous
responsible|liable|answer for|answers for/not liable|exempt|free of debts
lawful|legal|legally/illegal|unlawful|against the law
written|in writing|on paper/spoken|oral|orally|by word of mouth|verbally|by phone
paper|plastic|physical/electronic|digital|online one|e-certificate
original|originals/copy|copies|photocopy|photocopies
corrected|with glasses|wear|wearing|put on/uncorrected|without glasses|take off|remove|removed
possible|able|can be done/impossible|unable|out of the question
necessary|needed|need/unnecessary|needless|superfluous|skip
win|gain|benefit/loss|harm|damage
move in|arrive|come in|join|joins|enter/move out|leave|leaves|left|exit|depart
agree|agrees|consent|willing/disagree|object|objects|oppose|quarrel|unwilling
known|identified|clear/unknown|unclear|missing
full-time/part-time
interest-free|without interest/with interest
in person|come in|appear|turn up|visit/online|by phone|remotely|from home
inherited|inherit|estate|heirs|passed on/forfeited|returned to the state|survivors only
alive|living/dead|deceased|died
natural|illness|old age/unnatural|accident|suicide
major|serious|grave|severe/minor|slight|mild`,
  alternatives: `
employer|company|boss|firm|workplace|unit/you|yourself|your own|employee|worker|staff/family|relative|relatives/state|government|city|treasury|fund|province/bank|banks/school|schools/hospital|hospitals/court|courts
father|dad|husband/mother|mum|mom|wife
buyer|purchaser|tenant/seller|vendor|landlord|owner/agent|estate agent|middleman
child|children|kid|kids|minor|minors|pupil|pupils|student|students/adult|adults|grown-up|grown-ups/elderly|old people|seniors
man|men|male/woman|women|female
heir|heirs/survivor|survivors/community|neighbourhood committee/care home|nursing home
real estate registration centre|property registry/vehicle office/housing fund|housing fund centre/social insurance office|pension office/police station|police/civil affairs|civil affairs bureau/registry office|marriage registry/notary|notaries/court|courts/tax office|tax bureau/education bureau|school board/market regulation/hospital/bank/embassy|consulate/community|neighbourhood/employer/school/federation
province|provincial/city|municipal|haicheng/district/state|national/town|county
online|website|app|yunting/window|counter|hall|in person/phone|telephone|call/post|mail|courier|by mail/kiosk|machine
id card|identity card/household booklet|household register|hukou booklet/marriage certificate/passport/residence permit/social security card/driving licence|driver's license/business licence/birth certificate|certificate of birth/divorce certificate/death certificate|certificate of death/health certificate|medical certificate/property certificate|title deed/bank card/diploma|degree/labour contract|employment contract/lease|rental contract/authorisation|authorization/invoice|receipt/medical record|medical records|diagnosis
filing|file a record/permit|licence|license/approval/registration
civil/criminal/administrative
sue|lawsuit|court/arbitration/mediation|mediate/review/appeal
primary|primary school/junior/senior|senior school/university|college/vocational/kindergarten/key school/ordinary|ordinary school/special school/private school
old school|former school|previous school/new school|next school
old employer|former employer/new employer
old place|hometown|home town/new place
year|yearly|annual|annually|every year|per year/month|monthly|every month|per month|a month/quarter|quarterly|every quarter/day|daily|every day/week|weekly|every week/term|each term
this year|current year|same year/next year|following year|year after/last year|year before|previous year
this month|same month/next month|following month/last month
interest/principal/penalty|late fee|fine/deposit/fee|charge
premium|premiums/balance|account/benefit|allowance/subsidy
pension|old-age insurance/medical insurance|health insurance/unemployment insurance|unemployment benefit/work injury|injury insurance/maternity|maternity insurance/housing fund|provident fund
residents' insurance|resident insurance/employees' insurance|employee insurance
renewal|renew|renewed/replacement|replace|replaced/first|first time|first-time|initial/change|amend/cancellation|cancel
buying|buy a home|purchase/renting|rent/building|renovation|decorating/repaying|repay
text message|sms|message/phone call|call/letter|in writing|written/notice|announcement
white background|white/blue background|blue/red background|red
petrol|petrol car/electric|new energy/hybrid
morning/afternoon/evening|night|noon
monday/tuesday/wednesday/thursday/friday/saturday/sunday
weekday|weekdays|working day|working days/weekend|weekends|holiday|holidays
ground floor|floor 1/floor 2|second floor/floor 3|third floor
gift|donation|give away/inheritance|inherit/sale|sell|selling/divorce
value added tax|vat/deed tax/income tax/stamp duty/vehicle tax
spouse|husband or wife/child|children/parent|parents/brothers and sisters|siblings|brother|sister/grandparents|grandparent
sole trader|getihu/company|limited company/partnership
lawyer|lawyers|attorney/mediator/agent|middleman/official|staff
foreigner|foreigners|foreign nationality/citizen|citizens|chinese nationality/residents of taiwan|hong kong|macao
civil servant|civil servants/soldier|soldiers
urgent|urgently|expedited/normal|ordinary|usual|standard
registered capital/real capital|paid in
emergency|emergencies/referral|referrals/own choice/trip|travel|travelling
vehicle|car/home|house|flat/savings|deposit|account
cremation/burial|buried/transport|keeping
form|application form/letter|written statement/certificate|proof
two-wheeler|motorcycle/car/lorry|bus
winter/summer|spring|autumn`,
};
