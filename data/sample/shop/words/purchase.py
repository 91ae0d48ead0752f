"""What customers write about buying: vouchers, charges, and the parcel that follows."""

from shop.words.topic import Topic

VOUCHER_REJECTED = Topic(
    "voucher_rejected",
    says=(
        "[The|My|Your] [code|voucher|discount code|coupon] [{code} |]is [not accepted|rejected|refused] "
        "at [checkout|the till|the last step]",
        "[It|The basket|Checkout] [says|keeps saying] [invalid code|code not valid|this promotion has "
        "expired], [though|although] your [e-mail|mail] says until [the end of {month}|{weekday}]",
        "[Typed|I typed|Entered] {code} {few} times, the [total|price] [does not change|stays the same]",
        "[The|Your] [welcome|Christmas|spring|Black Friday] [discount|offer] [does not work|was not "
        "taken off|is ignored] [in the basket|when I pay|for a second bag]",
        "[Paid|I paid|Ended up paying] full price because the [voucher|coupon|gift card] [would not go "
        "through|was not recognised]",
        "[There|Where] is [no|the] field for [a voucher|the discount code] [on my phone|at checkout]?",
        "[My|A] [gift card|gift voucher] [over|worth] {amount} [shows|has] [a balance of zero|no "
        "balance] although it was never used",
        "[Ten|15|Twenty] percent [were promised|off was the deal], at [payment|checkout] [nothing was "
        "deducted|it is the normal price]",
        "[Checkout|The basket] [drops|removes|forgets] the [code|promotion] as soon as I [change the "
        "quantity|choose a plan|enter my address]",
        "[According to|It says in] the [conditions|small print] the coupon [is not valid|does not count] "
        "for [subscriptions|my plan], [why send it to me|nobody told me]",
        "[Cannot|I can not] [redeem|use] [my|the] [voucher|birthday discount|coupon] [anywhere|at all]",
    ),
    details=(
        "[Copied|I copied] it straight from [the mail|your newsletter]",
        "[Tried|I tried] upper and lower case",
        "[Please|Could you] [refund|credit] the difference of {amount}",
        "[It|The code] [worked|was fine] for my [brother|friend]",
        "[I|So I] [left|abandoned] the [order|basket]",
        "[The|My] order is {order}",
    ),
    subjects=(
        "[Code|Voucher|Coupon] [does not work|not accepted|invalid]",
        "[Discount|Promotion] [not applied|missing] [on order {order}|]",
        "Cannot [use|redeem] [gift card|{code}]",
        "[Voucher|Discount] problem at checkout",
    ),
    german=(
        "Mein Gutscheincode {code} wird an der Kasse nicht angenommen, obwohl er noch gültig ist.",
        "Der Rabatt wurde nicht abgezogen, ich habe den vollen Preis bezahlt. Bitte erstatten.",
    ),
    spanish=("El código de descuento no funciona al pagar, dice que no es válido.",),
)

DOUBLE_CHARGE = Topic(
    "double_charge",
    says=(
        "[I was|You have|My card was] [charged|billed|debited] twice for [the same order|one box|order {order}]",
        "[There are|I see|My bank shows] two [payments|charges|debits] of {amount} [on my account|on the "
        "statement|from you] [this month|on {weekday}|]",
        "[Amount|The amount|What] [on the card|taken] [does not match|differs from] the "
        "[invoice|confirmation], {amount} [instead of|and not] {amount}",
        "[You|Your system] [took|collected|withdrew] {amount} [too much|more than agreed|without any order]",
        "[Paid|I paid] with [PayPal and|card and] [my card was debited as well|it was taken from my bank too]",
        "[The|My] [invoice|bill] [lists|contains] [a plan I never ordered|two boxes, I got one|a "
        "shipping fee I should not pay]",
        "[Refund|The refund|My money] [for the second payment|of {amount}] [has not come|is still "
        "missing|never appeared] [since {month}|after three weeks|]",
        "[Payment|The payment] [failed|showed an error], [I tried again|so I repeated it], now [both|two "
        "of them] [were booked|went through]",
        "[Why|Can you explain why] [was|is] {amount} [taken|debited] [a week early|twice a month|again] "
        "[from my account|]?",
        "[Bank|My bank] statement: [one order, two bookings|same sum on two days], [nobody|no one] "
        "[explains|can explain] it",
    ),
    details=(
        "[Please|Kindly] [pay back|return|refund] [the second one|one of them|the difference]",
        "[A|I attach a] [screenshot|copy] of the [statement|booking]",
        "[My|The] account is [overdrawn|in the red] [now|because of it]",
        "[Otherwise|If not] I [will have it charged back|go to my bank]",
        "[It|That] is the [second|third] time [this year|]",
        "[Order|Reference] {order}",
    ),
    subjects=(
        "[Charged|Billed] twice [for {order}|]",
        "[Double|Wrong|Second] [payment|charge|debit]",
        "[Invoice|Bill] [is wrong|does not match]",
        "Refund [of the second payment|for the double charge]",
        "[Question about|Problem with] [a charge|my payment]",
    ),
    german=(
        "Ihr habt mir den Betrag zweimal abgebucht, bitte überweist {amount} zurück.",
        "Auf dem Kontoauszug stehen zwei Abbuchungen für eine Bestellung.",
    ),
    spanish=("Me han cobrado dos veces el mismo pedido, quiero la devolución de {amount}.",),
)

LATE_DELIVERY = Topic(
    "late_delivery",
    says=(
        "[My|The|Our] [box|parcel|coffee|order|delivery] [came|arrived|turned up|got here] {days} days "
        "[late|after the promised date|later than it said]",
        "[It was|My box was|The parcel was] [due|supposed to be here|announced for|meant to come] on "
        "{weekday}, [still nothing|nothing so far|it came a week later]",
        "[Still waiting for|Where is|No sign of] [my|the] [box|parcel|delivery|{month} box], "
        "[{days} days late|overdue|due on {weekday}|still not here]",
        "[Tracking|The tracking link] [stands still|shows nothing new|says in transit], "
        "[box|parcel|my order] [{days} days late|overdue|late again]",
        "[Out of coffee|No coffee left|Ran out of beans] [again|], the [box|delivery|parcel] [is|was] "
        "[late|overdue|not on time|still not here]",
        "[The|Your] [courier|driver|carrier] [never rang|claims I was not home|keeps postponing], the "
        "[box|package] [is|was] [days|a week] [behind|overdue]",
        "[Every|Nearly every] [month|time] the [delivery|shipment|parcel] [comes|is] [later|late|a few days behind]",
        "[Delivery|Shipping] [takes|took] [{days} days|far too long|for ever], "
        "[the box|the parcel|it] [is|was] [late|overdue] [again|]",
        "[Late|Much too late|Delayed] [delivery|parcel|shipment] [again|once more|for the third time]",
        "[When does|When will] [order {order}|my box|the parcel|my coffee] [arrive|come|get here]? "
        "[Overdue since {weekday}|{days} days late|It is late]",
    ),
    details=(
        "[The|A] [date|time slot] in the [app|mail] [was changed|moved] {few} times",
        "[Had to|I had to|We had to] buy [some|a bag|beans] at the supermarket [meanwhile|]",
        "[I|We] [need to|must] be able to [rely|count] on the [day|date]",
        "[Order|The order is|It is about] {order}",
        "[The|Your] carrier [blames you|says it got it late]",
        "[This|It] was [a birthday present|for a dinner|for the office]",
        "Please [find out|check] where it [is|got stuck]",
    ),
    subjects=(
        "[Where|Where on earth] is my [box|parcel|order|coffee]?",
        "[Order {order}|Box|Delivery] [late|overdue|not arrived|delayed]",
        "[Parcel|Delivery] [still not here|{days} days late]",
        "[Late|Delayed] [again|delivery]",
        "[Tracking|Shipment] [not moving|stuck]",
    ),
    german=(
        "Mein Paket sollte am Montag kommen und ist nach {days} Tagen immer noch nicht da.",
        "Die Lieferung kommt jedes Mal zu spät, wir hatten eine Woche keinen Kaffee.",
        "Wo bleibt meine Bestellung {order}? Die Sendung hängt seit Tagen im Depot.",
    ),
    spanish=(
        "El paquete llegó {days} días tarde y nos quedamos sin café.",
        "Sigo esperando mi pedido {order}, tenía que llegar la semana pasada.",
    ),
)

DAMAGED_PARCEL = Topic(
    "damaged_parcel",
    says=(
        "[The|My|Our] [box|parcel|package] [arrived|came|got here] [damaged|crushed|torn open|soaked|dented]",
        "[Two|One|Three] of the bags [was|were] [ripped|split|burst|open] and [beans|coffee] [all "
        "over|everywhere in] the [box|carton|letterbox]",
        "[A|One] [bag|pouch] [had|has] a [hole|tear|leak], [half|most] of the [beans|content] [was|were] "
        "[lost|in the carton|on the floor]",
        "[The|Your] packaging is [too thin|useless|much too weak], [the corner was pushed in|everything was squashed]",
        "[The|My] [mug|grinder|glass jug|server] [you sent|in the set] [was|came] [broken|smashed|in pieces]",
        "[Wet|Damp|Soggy] carton, the [labels|bags] were [soft|ruined|unreadable]",
        "[Opened|I opened] the [box|parcel] and [found|had] [loose beans|a mess of beans|ground coffee] "
        "[everywhere|between the bags]",
        "[The|A] [valve|seal] of [one|the] bag [was|is] [broken|not closed|leaking], [the aroma was "
        "gone|it smelled of cardboard]",
        "[Looks like|As if] [somebody|someone] [stepped|sat] on the [parcel|box], [bags|tins] [dented|flattened|burst]",
        "[Broken|Damaged|Squashed] [again|on arrival], [please use|why not use] [a stronger box|some padding]",
        "[Our|The] [delivery|package|box] [came open|was taped up|burst|got wet] [on the way|], "
        "[a bag|some beans] [missing|fell out|torn]",
    ),
    details=(
        "[I|We] [took|have] [photos|pictures] [of the box|]",
        "[I|We] [would like|expect|ask for] a [replacement|new bag]",
        "[Had to|I had to] [hoover|sweep] the [hall|kitchen]",
        "[It|That] was order {order}",
        "[The|Your] {coffee} was [the one|inside]",
        "[What|A] waste of good [coffee|beans]",
    ),
    subjects=(
        "[Damaged|Broken|Crushed] [parcel|box|bag]",
        "[Bag|Bags] [torn|burst|leaking] [in order {order}|]",
        "[Order {order}|Box] arrived [damaged|open|broken]",
        "[Replacement|Refund] for [broken|damaged] [goods|bags]",
    ),
    german=(
        "Das Paket kam beschädigt an, eine Tüte war aufgerissen und die Bohnen lagen lose im Karton.",
        "Die Verpackung ist viel zu dünn, die Tasse war kaputt.",
    ),
    spanish=("La caja llegó rota y había granos de café por todas partes.",),
)

TOPICS = (VOUCHER_REJECTED, DOUBLE_CHARGE, LATE_DELIVERY, DAMAGED_PARCEL)
