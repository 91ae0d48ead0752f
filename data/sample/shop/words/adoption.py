"""What customers write about starting out: set-up, the first brews, the app."""

from shop.words.topic import Topic

ONBOARDING_CONFUSING = Topic(
    "onboarding_confusing",
    says=(
        "[The|Your] [taste quiz|taste profile|set-up|getting-started guide] [is|was] [confusing|too "
        "long|unclear], [I stopped|gave up|I got lost] [half way|at step {step}|at question {step}]",
        "[Stuck|I am stuck|Got stuck] [at|on|in] step {step} of the [set-up|introduction|taste quiz], "
        "[no button|there is no way] to [go on|continue|skip]",
        "[What|How] [am I|is one] supposed to [answer|choose] when [asked|the quiz asks] about "
        "[acidity|body|extraction]? I [just drink|like] [coffee|it strong]",
        "[The|Your] [welcome|starter] [guide|tour|steps] [assumes|expects] you [know|own] [a scale and a "
        "gooseneck kettle|all the words|everything already]",
        "[Nobody|Nothing] [explains|tells you] [what to do first|how to start|how to set up the plan] "
        "[after signing up|once you are in|]",
        "[Instructions|The instructions] [in the box|in the app|on the card] [do not match|differ from] "
        "what [I see|the screen shows]",
        "[The|My] taste profile [was lost|did not save|started from zero] [after|when] I [closed the app|went back]",
        "[Getting|It took ages to get] [started|set up] [was|is] [a struggle|harder than it should be|an "
        "hour of guessing]",
        "[The|Your] [set-up|onboarding] [asks|wants] [too much|twenty things|my machine model] before [I "
        "see anything|one can drink a cup]",
        "[Too many|All these] [steps|screens|questions] [at the beginning|to get going], [my mother|a "
        "beginner] would [never|not] [manage|finish]",
        "[Finished|I finished] the [quiz|introduction] and [got|was given] [a recommendation that makes "
        "no sense|the dark roast I ticked off]",
    ),
    details=(
        "[A|One] short [video|film] would [help|be enough]",
        "[Had to|I had to] ask my [daughter|son]",
        "[I|We] [skipped|left] [the rest|it]",
        "[It|The quiz] does not say how [many steps|far] [are left|to go]",
        "[A|Some] words are [never|not] explained",
    ),
    subjects=(
        "[How|Where] do I [start|set up my profile]?",
        "[Taste quiz|Set-up|Profile] [stuck|not finished|unclear]",
        "Help with [getting started|first steps|the set-up]",
        "[Cannot|Can not] finish the [set-up|introduction]",
    ),
    german=("Die Einrichtung ist viel zu kompliziert, beim Geschmacksprofil bin ich hängen geblieben.",),
    spanish=("El cuestionario de sabor es confuso y me quedé atascado en el paso {step}.",),
)

WRONG_GRIND = Topic(
    "wrong_grind",
    says=(
        "[Ordered|I ordered|We ordered] [whole beans|beans] and [got|received|was sent] [ground "
        "coffee|powder|it ground]",
        "[The|Your] [grind|ground coffee] is [too fine|too coarse|wrong] for my [{brewer}|machine|filter]",
        "[My|The] {brewer} [is clogged|blocks|runs through in five seconds], the [grind|grinding] [does "
        "not fit|is not for it|cannot be right]",
        "[Chose|I chose|Selected] {brewer} in the [profile|order] and the bag [says|is marked] "
        "[espresso|filter|french press]",
        "[Coffee|My coffee|The cup] [tastes|is] [watery|bitter|sour|like mud] [as|because] it [is "
        "ground|was ground] [far too fine|like sand|too coarsely]",
        "[Wrong|The wrong] [coffee|variety|roast|grind] in the [box|bag] [again|]: {coffee} [instead "
        "of|and not] {coffee}",
        "[You|The roastery] [mixed up|swapped] [my grind|the bags|the settings], [I own no "
        "grinder|nobody here can use it]",
        "[I have|There is] no [grinder|mill] at home, [what should I do|it is useless] with [whole "
        "beans|three bags of beans]",
        "[Changed|I changed] the grind [setting|size] in [my profile|the app] {few} weeks ago, "
        "[still|yet] the old one [comes|arrives]",
        "[Sediment|Grounds|Powder] in [every cup|the pot], [ground|milled] [much too fine|like flour]",
        "[Not|It is not] [the|what I] [grind|roast|coffee] I [picked|asked for|set], [please send|can I "
        "swap for] the [right|correct] one",
    ),
    details=(
        "[I|We] [use|have] a {brewer}",
        "[It|That] is written [on|in] order {order}",
        "[The|Two] bags are [open|useless] now",
        "[Please|Could you] correct [my profile|the setting]",
        "[First|My first] [cup|brew] was [a let-down|undrinkable]",
    ),
    subjects=(
        "Wrong [grind|coffee|bag|variety] [in {order}|delivered|]",
        "[Beans|Ground coffee] instead of [ground|beans]",
        "Grind [too fine|too coarse|not right] for my [machine|{brewer}]",
        "[Not|This is not] what I ordered",
    ),
    german=("Ich habe ganze Bohnen bestellt und gemahlenen Kaffee bekommen, viel zu fein für meine Maschine.",),
    spanish=("Pedí café en grano y me llegó molido, demasiado fino para mi cafetera.",),
)

APP_LOGIN_BROKEN = Topic(
    "app_login_broken",
    says=(
        "[Since|Ever since|After] the [update|new version|latest update] I [cannot|can not|am unable to] "
        "[log in|sign in|get in] [to the app|]",
        "[The|Your] [new|updated] app [logs|throws|kicks] me out [every time|after a second|as soon as it opens]",
        "[It|The app|Version 5] [says|claims] [my password is wrong|unknown user|session expired] "
        "[although it worked|though nothing changed|] [before the update|until {weekday}|last week]",
        "[The|That] [six-digit|verification|login] code [never arrives|does not come|comes too late] "
        "[so|and] I [am locked out|cannot get into my account]",
        "[Update|The update|Version 5.0] [installed|came], [now|since then] [only a white screen|it "
        "crashes at sign-in|the login button is dead]",
        "[Locked|I am locked] out of [my account|the app] since [the update|{weekday}], [cannot|no way "
        "to] [move|see|change] my [delivery|box]",
        "[Reset|I have reset] [my|the] password {few} times, [the app|login] [still refuses|does not "
        "take it|goes round in circles]",
        "[App|The app] [asks|wants me] to [sign in|log in] [again and again|in a loop|on every screen]",
        "[Face ID|Fingerprint|Sign in with Apple|The Google login] [no longer works|is gone|does "
        "nothing] [since|after] [the new version|the update]",
        "[Deleted|I deleted] and [reinstalled|installed] [it|the app] {few} times, [I still cannot|no "
        "chance to] [log on|get past the login|sign in]",
        "[Nobody|None of us] [in the office|at home] [gets|can get] [into|past the start screen of] the "
        "[app|new app] any more",
        "[The|Your] [last|September] [release|update] [broke|killed] [the login|sign-in|access to my account]",
    ),
    details=(
        "[On|I have] [an iPhone 13|a Pixel|Android 14|a Galaxy phone]",
        "[The|On the] website [works|it works]",
        "[Please|When will you] [fix|repair] [this|it]",
        "[Could|I could] not [reschedule|pause] my box [because of it|]",
        "[Before|The old version] [it was fine|was fine]",
        "[The|In the] app store [reviews|others] say the same",
    ),
    subjects=(
        "[Cannot|Can't] [log in|sign in] [since update|after the update|any more]",
        "[App|Login] [broken|not working] [since the new version|]",
        "[Locked out|Logged out] of [my account|the app]",
        "[Login|Verification] code [never arrives|missing]",
        "App [5.0|update]: [white screen|crash at sign-in]",
    ),
    german=(
        "Seit dem Update kann ich mich nicht mehr in der App anmelden.",
        "Der Anmeldecode kommt nicht an, ich komme nicht mehr in mein Konto.",
    ),
    spanish=("Desde la actualización no puedo iniciar sesión en la aplicación.",),
)

TOPICS = (ONBOARDING_CONFUSING, WRONG_GRIND, APP_LOGIN_BROKEN)
