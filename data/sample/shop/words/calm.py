"""What customers write that is no pain: praise, plain requests, and next to nothing."""

from shop.words.topic import Topic

PRAISE = Topic(
    "praise",
    says=(
        "[Love|I love|We love] [the|your] [coffee|beans|{coffee}|subscription], [keep it up|thank you|best I know]",
        "[Great|Wonderful|Excellent|Superb] [coffee|beans|quality], [always|each time] [fresh|a treat|a pleasure]",
        "[Box|The box|Delivery] [always|] [comes|arrives] [on time|on the day|quickly], [beans|coffee] "
        "[smell|smells] [great|fantastic]",
        "[Friendly|Quick|Very kind] [help|answer|support] [from {agent}|when I had a question|], "
        "[solved|sorted] [in minutes|at once]",
        "[The|Your] [app|website] is [easy|simple|a joy] to use, [rescheduling|changing the box] takes "
        "[seconds|two taps]",
        "[Everything|All] [fine|perfect|works], [nothing|no need] to [complain|improve]",
        "[I|We] [have told|recommended it to] [all my friends|the whole family|half the office]",
        "[Best|The best] [coffee|cup|espresso] [I have had|we had] [at home|in the office|in years]",
        "[The|That] {coffee} [was|is] [a discovery|my favourite|a dream], more of [it|that], please",
        "[Happy|Very happy|Really satisfied] [customer|subscriber] since [{month}|two years|the first box]",
        "[Fair|Good] price for [such|this] [quality|a coffee], [nice|lovely] [packaging|notes in the box]",
        "[Colleagues|Everyone here] [look forward|looks forward] to [the|each] [new box|delivery]",
        "[Easy|So easy] to [order|start|pause], [well explained|everything clear]",
        "[The|Your] [recipes|brewing tips] [helped|are great], my [first|morning] cup [is|was] "
        "[perfect|so much better]",
    ),
    details=(
        "[Thanks|Thank you|Cheers]",
        "[Keep|Please keep] it [that way|up]",
        "[Would|I would] [recommend|buy] [it|] [again|any time]",
        "[Five|5] stars",
        "[A|Such a] [nice|good] start into the day",
    ),
    german=("Toller Kaffee, immer pünktlich, weiter so!", "Sehr freundlicher Service, gerne wieder."),
    spanish=("El mejor café que he probado, muy contentos.", "Todo perfecto, gracias."),
)

REQUESTS = (
    Topic(
        "address_change",
        says=(
            "[We are moving|I am moving|I move] [house |]on the [1st|15th|20th], [please|could you] "
            "[send|deliver] the next box to [the new address|{city}]",
            "[Please|Kindly] [change|update] my [delivery|shipping] address [to {city}|from next month|]",
            "[How|Where] can I [change|enter] [another|a new] [delivery address|address for parcels]",
        ),
        details=(
            "[The|My] postcode is [different|new] too",
            "[The|Billing] [invoice|address] [address |]stays the same",
        ),
        subjects=("[Change of|New] [address|delivery address]", "[I am|We are] moving"),
    ),
    Topic(
        "invoice_copy",
        says=(
            "[Could you|Please] send [me|us] [the|an] invoice [for {month}|as PDF|for order {order}] "
            "[for our records|for the tax return|]",
            "[Our|The] accounts department needs [a copy of|all] [invoices|receipts] [of last year|for {month}]",
            "[Please|Kindly] put our [company name|VAT number|cost centre] on the [next|future] invoices",
        ),
        details=("[Thank you|Many thanks] in advance", "[The|Our] [cost centre|reference] is 4{step}20"),
        subjects=("Invoice [copy|for {month}]", "[Receipt|Invoice] [needed|request]"),
    ),
    Topic(
        "brewing_question",
        says=(
            "[What|Which] [coffee|roast] would you [suggest|recommend] for [a {brewer}|cold brew|milk drinks]?",
            "[How many|What amount of] grams [do I take|per cup] [for|with] the {brewer}?",
            "[Is the {coffee} suitable|Does the {coffee} work well] for [a {brewer}|espresso]?",
            "[Do you|Will you] have [decaf|a lighter roast|single origins from Kenya] [again|in autumn]?",
        ),
        details=("[I|We] like it [mild|strong|fruity]", "[Just|I am just] curious"),
        subjects=(
            "[Question about|Which coffee for] {brewer}",
            "[Brewing|Recipe] question",
            "[Decaf|Lighter roast]?",
        ),
    ),
    Topic(
        "change_box",
        says=(
            "[Please|Could you] [add|put] [one more bag|a bag of {coffee}] [to|into] my next [box|delivery]",
            "[We|I] would like to [move|shift] the next [box|delivery] [by a week|to the end of {month}]",
            "[Can|Could] I [swap|exchange] the {coffee} for the {coffee} [next time|from now on]?",
        ),
        details=("[Visitors|Guests] are coming", "[No|There is no] hurry"),
        subjects=("[Add|Extra] bag [in next box|]", "[Move|Change] next [box|delivery]"),
    ),
)

REMARKS = (
    "[It was|Was|All] [ok|okay|alright|as expected], [nothing special|no complaints really]",
    "[Filled|I filled] this in because you [asked|sent a reminder]",
    "[Have not|I have not] [tried|used] it [long enough|much yet] to [say|judge]",
    "[A|Perhaps a] [tea|chocolate] selection would be [nice|an idea]",
    "[Average|Middling], [like|as with] others",
    "[Ask|Please ask] me again in [{month}|a few months]",
    "[I|We] [only|just] buy it for [my father|the office|guests], so [hard|difficult] to say",
)

EMPTY = (
    "ok",
    "n/a",
    "-",
    "none",
    "no",
    "nothing",
    "Nothing",
    "N/A",
    ".",
    "no comment",
    "all good",
    "x",
    "na",
    "OK",
    "nope",
    "?",
)
