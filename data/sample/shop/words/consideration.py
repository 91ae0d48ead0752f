"""What people write while they compare and ask: plans, quotes, sales."""

from shop.words.topic import Topic

PLANS_CONFUSING = Topic(
    "plans_confusing",
    says=(
        "[I|I really] [cannot|could not] [tell|see] [the difference|what is different] between [the "
        "plans|Monthly and Every six weeks|the options]",
        "[The|Your] [plans|packages|options] are [confusing|hard to compare|a jungle], [which one|what] "
        "do I [need|take] for two [cups|people] a day",
        "[Nowhere|I found nowhere] [does it say|is it written] [what I pay per month|the total with "
        "shipping|how many bags are in a plan]",
        "[Price|The price] per [bag|kilo|cup] [differs|changes] [from page to page|depending on where "
        "you look], [hard to|how should one] compare",
        "A [simple|plain] table [of|with] all [plans|options] side by side [would help|is missing|please]",
        "[Too many|Far too many] [choices|variants|combinations] of [size, roast and rhythm|plan and bag "
        "size], I [gave up|closed the tab|still have no idea]",
        "[Compared|I compared] [you with|your offer with] [another roaster|two others] and could not "
        "work out what [a box|the subscription] [really|in the end] costs",
        "[What|And what] does [flexible|Quarterly] [mean|include], [the description|the text] is [vague|unclear]",
        "[Spent|I spent] [half an hour|twenty minutes] [on|with] the [plan finder|comparison] and "
        "[know|knew] less than before",
    ),
    details=(
        "[A|One] [worked|simple] example would [do|be enough]",
        "[My|Even my] [husband|wife|flatmate] [did not get it|got another total] either",
        "[I|We] drink about [one|two] bags a month",
        "[Competitors|Others] [show|explain] it on one page",
        "[So|For now] I [wait|did not decide]",
    ),
    subjects=(
        "[Which|What] plan [is right for me|do I need]?",
        "Question about [plans|prices]: [unclear|what is included]",
        "[Difference|Differences] between the plans",
        "Is shipping included?",
    ),
    german=("Die Tarife sind verwirrend, ich verstehe den Unterschied zwischen den Paketen nicht.",),
    spanish=("No entiendo la diferencia entre los planes ni cuánto pago al mes con el envío.",),
)

SALES_NO_CALLBACK = Topic(
    "sales_no_callback",
    says=(
        "[We|Our office] asked for a [quote|quotation|price offer] for {heads} people [two|three|four] "
        "weeks ago [and|but] [nobody called back|no one came back to us|silence since]",
        "[Your|The] sales [rep|person|team] [promised|wanted] to [call|ring|phone] [on {weekday}|last "
        "week], [never did|no call came]",
        "[Left|I left] {few} [messages|voicemails] with [sales|your sales team|{agent} in sales], [no "
        "callback|nothing]",
        "[Still|We are still] [waiting for|without] the [offer|quote|tender] for our "
        "[offices|canteen|branches], [deadline|the decision] was {weekday}",
        "[The|Your] [business|office] [enquiry|contact] form [seems to lead nowhere|goes into a black hole]",
        "[Nobody|No one] [from sales|on your side] [feels|is] responsible for [companies|business "
        "customers] of our size",
        "[Asked|We asked] for [samples|a tasting] in the office, [the salesman|the rep] "
        "[confirmed|agreed] and then [vanished|disappeared]",
        "[The|Our] [demo|appointment|meeting] with [sales|your account manager] was [cancelled|moved] "
        "{few} times at short notice",
        "[We|The company] would have [taken|signed for] [ten|twelve|twenty] kilos a month, [but without "
        "an offer|without a quote] [we went elsewhere|procurement moved on]",
        "[It takes|Why does it take] [three weeks|a month] to get a price [for|list for] [an office|a "
        "business account]",
        "[Sent|I sent] our [requirements|volumes] to your [rep|sales desk] [twice|three times], not even "
        "[a confirmation|a line back]",
    ),
    details=(
        "[Our|The] [purchasing|procurement] department is [asking|pushing]",
        "[We|They] need [two machines and beans|beans for four floors]",
        "[If|Should] you [do not want|are too busy for] [business customers|us], [say so|just tell us]",
        "[The|A] competitor sent [his|an] offer [the same day|within hours]",
        "[Please|Kindly] have somebody [ring|call] me",
    ),
    subjects=(
        "[Quote|Offer|Quotation] for our [office|company] [still missing|]",
        "[Nobody|No one] from sales [called back|gets in touch]",
        "Business [enquiry|account]: [waiting for an offer|second request]",
        "Callback [requested|promised]",
    ),
    german=("Wir haben vor drei Wochen ein Angebot für unser Büro angefragt und niemand meldet sich zurück.",),
)

TOPICS = (PLANS_CONFUSING, SALES_NO_CALLBACK)
