"""What customers write about recommending and being rewarded."""

from shop.words.topic import Topic

REFERRAL_CREDIT_MISSING = Topic(
    "referral_credit_missing",
    says=(
        "[My|A] [friend|sister|colleague|neighbour] [signed up|joined|ordered] with my "
        "[link|invitation|referral link] [and|but] [the credit|my ten euro|the bonus] [never came|is "
        "missing|was not booked]",
        "[Recommended|I recommended|I have brought] you [to|] {few} [friends|colleagues], [not one|none "
        "of the] [reward|credit|bonus] [arrived|was paid]",
        "[The|Your] [referral|invite a friend] link [is dead|does not work|leads to an error page] [when "
        "my friend opens it|]",
        "[Where|So where] is [the|my] [reward|credit|free bag] for [bringing|inviting|referring] [my "
        "brother|a friend|two people]?",
        "[Friend|My friend] [paid|had to pay] full price [though|although] the invitation "
        "[says|promised] ten euro off [for both|]",
        "[It|The page] says [pending|invitation open] since {month}, [she|my friend] has [long "
        "been|been] a customer [for weeks|]",
        "[The|Your] [recommend a friend|referral] [programme|scheme] [is|sounds] [nice|good], [in "
        "practice|but] [you get nothing|nobody credits it]",
        "[Support|Your team] [says|claims] the [friend|invitation] [was not linked|did not come] [to "
        "me|through my link], [she did use it|I have the mail]",
        "[How|Through what] [do|can] you [count|track] [invitations|recommendations]? [Two|Three] of "
        "mine are [missing|not shown]",
        "[Credit|The credit|Bonus] for [my|the] [referral|recommendation] [was|got] [taken "
        "back|cancelled|removed] [without a word|after a month]",
    ),
    details=(
        "[I|We] [will not|shall not] [recommend|invite] anybody [any more|else]",
        "[It|That] is [embarrassing|awkward] [towards my friend|]",
        "[Her|His] [mail|address] [is|was] [the same as on the order|in the invitation]",
        "[It|The offer] was [ten euro|a bag] for [each|both] of us",
        "[Please|Could you] [book|add] it",
    ),
    subjects=(
        "[Referral|Invitation] [credit|bonus|reward] [missing|not booked]",
        "[Friend|My friend] [joined|ordered], [no credit|where is the bonus]?",
        "[Referral|Invite] link [dead|does not work]",
        "[Credit|Bonus] for [recommending|inviting] a friend",
    ),
    german=("Meine Freundin hat über meinen Link bestellt, die Prämie wurde nie gutgeschrieben.",),
    spanish=("Recomendé a una amiga y el crédito prometido nunca llegó.",),
)

LOYALTY_POINTS = Topic(
    "loyalty_points",
    says=(
        "[My|All my] [points|loyalty points|beans points] [are gone|have disappeared|expired] "
        "[overnight|without notice|in {month}|]",
        "[I|We] [cannot|can not] [redeem|use|spend] [my|the] points, [the button is grey|it always says "
        "not available|there is no reward left]",
        "[The|Your] [loyalty programme|points scheme|rewards club] [makes no sense|is a joke|got worse], "
        "[a thousand points|{amount} spent] for [a sticker|one euro]",
        "[Points|The points] [from|for] [my last orders|order {order}|the {month} box] [were never "
        "added|are missing|do not show]",
        "[Collected|I collected|Saved] points for [a year|months] and [now|then] [the mug|the reward] "
        "[costs twice as many|was withdrawn]",
        "[Gold|Silver] [status|level] [lost|taken away] although I [order|ordered] [every month|more than before]",
        "[Why|For what reason] do points [expire|run out] after [six|three] months? [Loyal|Regular] "
        "customers [get punished|deserve better]",
        "[The|My] balance in [the app|my account] [shows|says] [zero|another number] [than the "
        "mail|although I had 800]",
        "[Rewards|The rewards] are [always|permanently] [sold out|out of stock], [what|so what] are the "
        "points [for|good for]",
        "[Being|As] a [member|customer] [for two years|since the beginning], [no|not a] [thank "
        "you|advantage], [new ones|others] get more",
    ),
    details=(
        "[I|We] had [nearly|about] [600|850|1200] [points|]",
        "[Please|Could you] [put them back|check the balance]",
        "[Nobody|No mail] [warned|told] me",
        "[It|The programme] [used to be|was] [better|simpler]",
        "[Saving|Collecting] is [no fun|pointless] [like this|]",
    ),
    subjects=(
        "[Points|Loyalty points] [missing|gone|expired]",
        "[Cannot|Can't] [redeem|use] [points|reward]",
        "[Balance|Status] [wrong|lost]",
        "[Loyalty|Rewards] [programme|points]",
    ),
    german=("Meine Treuepunkte sind ohne Hinweis verfallen, ich kann keine Prämie einlösen.",),
    spanish=("Mis puntos han caducado sin avisar y no puedo canjearlos.",),
)

TOPICS = (REFERRAL_CREDIT_MISSING, LOYALTY_POINTS)
