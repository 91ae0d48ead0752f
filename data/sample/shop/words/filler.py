"""Words that belong to no topic: slots, greetings, moods, and what people add to anything."""

SLOTS: dict[str, tuple[str, ...]] = {
    "days": ("two", "three", "four", "five", "six", "3", "4", "5", "8", "ten"),
    "few": ("two", "three", "four", "several", "a few", "3"),
    "step": ("2", "3", "4", "5"),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "month": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "coffee": (
        "Harbour Blend", "Night Watch", "Night Watch Espresso", "Morning Tide",
        "Lighthouse Ethiopia", "Ethiopia", "Old Pier", "Colombia", "decaf",
    ),
    "brewer": (
        "moka pot", "French press", "Aeropress", "espresso machine", "V60", "filter machine", "portafilter",
    ),
    "network": ("Instagram", "Facebook", "TikTok", "YouTube", "social media"),
    "agent": ("Tom", "Sinead", "Mark", "Lina", "Joost", "Kate"),
    "city": ("Dublin", "Cork", "Utrecht", "Hamburg", "Ghent", "Valencia", "Graz"),
    "heads": ("15", "25", "40", "60", "120"),
    "code": ("WELCOME15", "BREW10", "SPRING10", "FRIEND10", "BLACKBEAN20", "THANKYOU10"),
}  # fmt: skip

GREETINGS = (
    "Hi,",
    "Hello,",
    "Dear team,",
    "Good morning,",
    "Hi there,",
    "Hello everyone,",
    "Hey,",
    "To whom it may concern,",
)
SIGN_OFFS = ("Regards", "Kind regards", "Thanks", "Thank you", "Best", "Many thanks", "Cheers", "Greetings")
DEVICE_LINES = ("Sent from my iPhone", "Sent from my phone")
OPENERS = (
    "[Really|Very|A bit|Rather] [disappointed|disappointing|annoying|annoyed]",
    "[Not|Not very] [happy|impressed|good]",
    "[Sorry to say|To be honest|Frankly], [but|] this [needs|has] to [be said|change]",
    "[I|We] [like|enjoy] [the coffee|you] [a lot|otherwise|in general], but [one thing|this is a nuisance]",
    "[This|It] [is|gets] [frustrating|tiresome|a pity]",
    "[Usually|So far] [I was|we were] [satisfied|content]",
    "[Just|Only] [a quick|one] [note|point]",
    "[I|We] have been with you [for a year|since {month}|from the start]",
    "[Hope|I hope] [somebody|you] [can help|can sort this out]",
    "[What|Such] a [shame|pity]",
)
CLOSERS = (
    "[Please|Could you] [look into|check|sort out] [this|it|the matter] [soon|]",
    "[What|And what] [happens|will you do] now?",
    "[I|We] [expect|hope for] [better|more]",
    "[Otherwise|Apart from that] [all is well|fine]",
    "[Not|That is not] what I [expect|pay for]",
    "[I|We] [look forward to hearing|hope to hear] from you",
    "[Thank you|Thanks] [for your help|in advance|]",
    "[If it goes on|If this happens again], I [am|will be] [off|gone]",
    "[Hope|I hope] it [gets better|was a one-off]",
    "[Disappointing|Poor|Could be better]",
    "[Fix|Please fix] [this|it]",
    "[Otherwise|The rest is] [good|okay]",
)
