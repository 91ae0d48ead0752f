"""What customers write about being helped: waiting, and telling it all again."""

from shop.words.topic import Topic

SLOW_REPLY = Topic(
    "slow_reply",
    says=(
        "[Nobody|No one] [answers|replies to] my [e-mails|messages|mails], [I wrote|first one was] {days} days ago",
        "[Waited|I waited|Had to wait] [{days} days|nearly a week|two days] for [an answer|a reply|a "
        "first response] from [support|customer service|your team]",
        "[How long|Just how long] does [an answer|a reply] [take|need]? [I am waiting|Waiting] since "
        "{weekday}, [support|the help desk] [is silent|does not react]",
        "[Your|The] [support|customer service|help desk] [takes|needs] [far too long|for ever|days] to "
        "[answer|reply|react]",
        "[Still|I am still] without [an answer|any reply|a response] to my [question|message|ticket] "
        "[from {weekday}|of last week|]",
        "[The|Your] chat [says|promises] [two|five] minutes, [after|it was] [half an hour|an hour] [I "
        "gave up|nobody there]",
        "[An|The] automatic [reply|mail] says [within 24 hours|one working day], [it took|that was] {days} days [ago|]",
        "[Do|Does] [you|anybody] [still read|ever read] [the mails|support mails]? [Third|Second] "
        "[message|attempt], no [reaction|sign of life]",
        "[Response|Reply] times have [become|got] [worse|really bad|much longer] [lately|this year|over the summer]",
        "[Reached|I reached] nobody [by phone|on the hotline|in the chat] [all day|between nine and five|on {weekday}]",
    ),
    details=(
        "[A|One] short [line|note] that you [saw it|are on it] would [do|be enough]",
        "[I|We] [used to get|got] [answers|a reply] [within hours|the same day] [last year|before]",
        "[It|My question] was a [simple|small] one",
        "[Please|Would you please] get [more people|back to me]",
        "[So|In the end] I [asked|found it] on [a forum|the web]",
    ),
    subjects=(
        "[No|Still no] [answer|reply|response] [to my mail|from you|]",
        "[Second|Third] [message|attempt]",
        "[Waiting|Still waiting] for [an answer|your reply]",
        "[Is anybody|Anyone] there?",
        "[Hotline|Chat] [not reachable|nobody answers]",
    ),
    german=(
        "Seit {days} Tagen bekomme ich keine Antwort vom Kundendienst.",
        "Die Hotline ist nie erreichbar, ich warte immer noch auf eine Rückmeldung.",
    ),
    spanish=("Nadie responde a mis correos, llevo {days} días esperando una respuesta.",),
)

REPEAT_EXPLAINING = Topic(
    "repeat_explaining",
    says=(
        "[Had to|I had to] [explain|tell|describe] [everything|the whole story|my case] [from the "
        "start|again] to [every|each] [new|] [agent|colleague|person]",
        "[Passed|I was passed|Sent] from [one agent to the next|{agent} to {agent}|department to "
        "department], [nobody|none] [knew|had read] [what happened before|the history]",
        "[Ticket|My ticket|The case] was [closed|marked as solved] [although|while] [nothing|the "
        "problem] [was|is] [not fixed|still there|solved]",
        "[Each|Every] [answer|reply] [asks|asked] for the [same|very same] [order number|details|photo] "
        "[again|I had already sent]",
        "[Copy and paste|Standard|Canned] [answers|replies] [that do not fit|from a template], "
        "[nobody|no one] [read|understood] [my question|what I wrote]",
        "[Three|Four|Five] [people|agents], [three|four|five] [different|contradicting] "
        "[answers|statements] [to the same question|]",
        "[{agent}|The agent|The first lady] [promised|said] [one thing|a credit|a new box], [{agent}|the "
        "next one|her colleague] [knows nothing of it|denies it]",
        "[The|Your] bot [understands nothing|keeps asking], [then|and] a human [starts from zero|asks it all again]",
        "[Second|Third|Fourth] time I [write|report] [the same|this same] [thing|issue], the "
        "[case|ticket] [gets|is] [closed|reopened] [each time|again and again]",
        "[No|Not a single] [colleague|agent] [feels responsible|takes it over], I [keep|kept] "
        "[starting|beginning] [over|from scratch]",
        "[Solved|It was solved], [it says|according to your mail]. [It is not|Nothing is solved], "
        "[please|so please] [reopen|look at] my [case|ticket] [properly|]",
    ),
    details=(
        "[I|We] [sent|attached] [the photos|all the papers] {few} times",
        "[Give|Please give] me one [contact|person] who [knows|keeps] the [case|file]",
        "[It|This] is about ticket {ticket}",
        "[Friendly|They are friendly] [all of them|], but it [leads|goes] nowhere",
        "[Read|Please read] the [history|earlier messages] first",
    ),
    subjects=(
        "[Ticket|Case] {ticket} [not solved|closed without solution|again]",
        "[Please|Do] reopen [my case|ticket {ticket}]",
        "[Same|Still the same] [problem|issue], [third|fourth] time",
        "[Different|Contradicting] answers [from your team|]",
    ),
    german=("Ich musste jedem Mitarbeiter alles noch einmal erklären und das Ticket wurde einfach geschlossen.",),
    spanish=("Tuve que explicar todo otra vez a cada agente y cerraron el caso sin resolverlo.",),
)

TOPICS = (SLOW_REPLY, REPEAT_EXPLAINING)
