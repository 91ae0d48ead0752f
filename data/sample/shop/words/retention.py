"""What customers write about staying on: leaving, price, freshness, newsletters."""

from shop.words.topic import Topic

CANCEL_HARD = Topic(
    "cancel_hard",
    says=(
        "[I|We] [cannot|could not] find [how|where] to [cancel|stop|end] the [subscription|plan|contract]",
        "[The|Your] [cancel|unsubscribe from plan] button is [hidden|nowhere|buried under five menus]",
        "[Cancelled|I cancelled] [in {month}|{few} weeks ago|by mail], [still|yet] [another box came|I "
        "was charged|the plan is running]",
        "[Wanted to|I wanted to] [pause|skip] [for the summer|one month|while we are away], [only|all I "
        "find is] [cancelling or nothing|moving it by a week]",
        "[Ending|Stopping|Quitting] the [plan|subscription] [takes|needs] [a phone call|five clicks and "
        "a survey|a letter], [signing up took one click|that is a trap]",
        "[Please|Kindly] [cancel|terminate|end] my [subscription|plan|membership] [at once|now|from "
        "{month}], [it does not work|there is no option] [online|in my account]",
        "[The|Your] [notice period|deadline] [was|is] [nowhere mentioned|a surprise], [now|so] I [am "
        "bound|must take boxes] [until {month}|for another quarter]",
        "[Skipping|To skip] a [box|delivery] [does not save|is ignored], it [came|shipped] [anyway|all the same]",
        "[Three|Two|Four] [offers|are-you-sure pages] [before|until] [one may leave|the plan ends], [I "
        "just want out|annoying]",
        "[Paused|I paused] [the plan|it] [in {month}|], it [restarted|resumed] [by itself|without "
        "asking] [after two weeks|]",
        "[No|I got no] confirmation [of|for] my cancellation, [is it|am I] [ended|out] or not?",
    ),
    details=(
        "[I will be|We are] away [until {month}|for three months]",
        "[I|We] have [too much coffee|six bags left] at home",
        "[Do|Please do] not [send|charge] [anything more|another box]",
        "[That|It] is [not|hardly] [legal|fair]",
        "[I|We] [might have|would have] come back [one day|]",
    ),
    subjects=(
        "[Cancel|Please cancel|Cancellation of] my [subscription|plan]",
        "[Cannot|How do I] [cancel|pause|skip]?",
        "[Still|Again] [charged|a box] after [cancelling|cancellation]",
        "[Pause|Skip] does not work",
    ),
    german=(
        "Ich finde nirgends, wie ich das Abo kündigen kann, und trotz Kündigung kam noch ein Paket.",
        "Bitte kündigen Sie mein Abo, online geht es nicht.",
    ),
    spanish=("No encuentro cómo cancelar la suscripción y me siguen cobrando.",),
)

PRICE_INCREASE = Topic(
    "price_increase",
    says=(
        "[The|Your] [price|subscription|box] [went up|has gone up|rose] [again|by eight percent|without "
        "warning|in {month}]",
        "[It|The plan|The coffee] has become [too expensive|too dear|a luxury] [for us|for what it is|]",
        "[{amount}|Nearly {amount}] for two bags [is|seems] [steep|a lot|too much], [the supermarket|the "
        "roaster round the corner] [wants|takes] [half|less]",
        "[New|Higher] prices for [loyal|existing] customers [while|and] [new ones|beginners] get "
        "[discounts|half price], [nice|not fair]",
        "[Shipping|Postage] [costs|is] [more|dearer] [now|] [as well|too], [the sum|in total] [no longer "
        "fits our budget|is over my limit]",
        "[Got|I got] the [mail|letter] about the [price increase|new prices], [no explanation|no reason "
        "given|I do not accept it]",
        "[Value|Value for money] [is|has] [no longer right|gone down|worse than last year]",
        "[Our|The] [office|company] [has to|must] [save|cut costs], at [these|the new] [prices|rates] we "
        "[will look around|cannot stay]",
        "[Same|The same] bag, [less|smaller] content, [more money|higher price]",
        "[I|We] [pay|are paying] [a third|much|ten euro] more than [when I started|at the beginning|two years ago]",
        "[Cheaper|There are cheaper] [subscriptions|roasters] [with|of] the same quality [by now|around]",
    ),
    details=(
        "[Is|Would] there [a cheaper plan|be a discount for loyal customers]?",
        "[The|My] wages did not [rise|go up]",
        "[I|We] [will|may] [think about|reconsider] [it|staying]",
        "[Inflation|Costs], I [know|understand], [but still|yet]",
        "[A|Some] [warning|notice] would have been [fair|nice]",
    ),
    subjects=(
        "[Price increase|New prices|Price]",
        "[Why|Question:] [more expensive|is it dearer] [now|]?",
        "[Too|Getting too] expensive",
        "About the [new prices|price rise in July]",
    ),
    german=("Die Preiserhöhung ist zu viel, das Abo ist uns inzwischen zu teuer.",),
    spanish=("El precio ha subido demasiado, ya no merece la pena.",),
)

BEANS_NOT_FRESH = Topic(
    "beans_not_fresh",
    says=(
        "[The|My last|These] beans [were|are] [roasted|from a roast] [two|three|four] months ago, [that "
        "is not fresh|so much for fresh]",
        "[Roast|The roast] date [on the bag|] [was|says] {month}, [fresh|freshly roasted] is [something "
        "else|different]",
        "[The|This] {coffee} [tastes|tasted] [stale|flat|old|like cardboard] [this time|lately|]",
        "[No|Hardly any] [aroma|crema|smell] when I [open the bag|grind|brew], [dull|dead|dry] beans",
        "[Quality|The quality|The taste] [has dropped|went downhill|is not what it was] [lately|since "
        "spring|since {month}]",
        "[Beans|Dry, grey beans|Oily old beans], [nothing like|no comparison with] the [first|early] [boxes|bags]",
        "[Best before|The best-before date] is [next month|in four weeks], [old stock|leftovers] [for "
        "subscribers|it seems]",
        "[Always|It is always] the same [two|three] coffees, [where is|I miss] the [variety|seasonal "
        "roast] you [advertised|promised]",
        "[The|Your] {coffee} [varies|changes] from [bag to bag|month to month], [once fine|sometimes "
        "great], [now burnt|then bitter and flat]",
        "[Last|The last] [two|three] [bags|boxes] [tasted|were] [stale|burnt|lifeless], [I poured it "
        "away|we did not finish them]",
        "[Bag|The bag] [not|was not] [airtight|vacuum packed], the coffee [had lost|lost] its [flavour|taste|aroma]",
    ),
    details=(
        "[I|We] [brew|make] it as always",
        "[For|At] that [price|level] I expect [fresh|better] [coffee|beans]",
        "[Even|My] guests [noticed|remarked on it]",
        "[The|Batch] number is [on the photo|smudged]",
        "[Last year|In the beginning] it was [wonderful|so good]",
    ),
    subjects=(
        "[Beans|Coffee] [not fresh|stale|old]",
        "[Roast date|Freshness] of {coffee}",
        "[Quality|Taste] [has dropped|of the last bags]",
        "[Complaint|Disappointed]: {coffee}",
    ),
    german=("Die Bohnen sind nicht frisch, Röstdatum vor drei Monaten, der Kaffee schmeckt fad.",),
    spanish=("El café ya no es fresco, la fecha de tueste era de hace tres meses.",),
)

TOO_MANY_EMAILS = Topic(
    "too_many_emails",
    says=(
        "[You|Your company] [send|sends] [far too many|too many|daily] [e-mails|newsletters|mails]",
        "[Unsubscribed|I unsubscribed] [{few} times|in {month}|] and [still|yet] [get|receive] [your "
        "newsletter|three mails a week|offers]",
        "[Another|Every day another] [mail|newsletter|push message] about [an offer|new roasts|things I already own]",
        "[My|The] inbox is [full of|flooded with] [your|coffee] [mails|promotions|reminders]",
        "[The|Your] [unsubscribe link|opt-out] [does not work|leads to an error|asks for a login]",
        "[Personal|Personalised] [mails|recommendations] that [recommend|offer] [decaf to me|what I just "
        "returned|the coffee I rated worst]",
        "[Four|Five|Six] [messages|mails] a week, [one|a single one] a month would [do|be plenty]",
        "[Called|You call] me [by the wrong name|Dear {agent}] in [every|the] newsletter, [so much for "
        "personal|embarrassing]",
        "[Please|Kindly] [take|remove] me [off|from] the [mailing list|distribution list|newsletter], [I "
        "asked before|as requested]",
        "[I|We] [want|need] [only|just] the [delivery|shipping] [notice|mail], not the [advertising|marketing|rest]",
    ),
    details=(
        "[It|This] [borders on|is] spam",
        "[Next|Otherwise] I [mark|will report] [it|you] as spam",
        "[The|Your] settings [page|] [keeps|forgets] [nothing|my choice]",
        "[I|We] [like|love] the coffee, not the [mails|noise]",
        "[Where|Is there a place where] I can choose [how often|the topics]?",
    ),
    subjects=(
        "[Unsubscribe|Newsletter|Stop the mails]",
        "[Too many|Please no more] [mails|newsletters]",
        "[Remove|Take] me [from|off] [the list|your mailing list]",
        "Unsubscribe link [broken|does not work]",
    ),
    german=("Viel zu viele Newsletter, die Abmeldung funktioniert nicht.",),
    spanish=("Recibo demasiados correos y el enlace para darse de baja no funciona.",),
)

TOPICS = (CANCEL_HARD, PRICE_INCREASE, BEANS_NOT_FRESH, TOO_MANY_EMAILS)
