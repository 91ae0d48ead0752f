"""What people write about first meeting the brand: adverts and the website."""

from shop.words.topic import Topic

ADS_MISLEADING = Topic(
    "ads_misleading",
    says=(
        "The [ad|advert|advertisement|post] [on|I saw on] {network} [promised|offered|talked about] a free "
        "[bag|trial bag|first box], [on your page|once I clicked] [there was no trace of it|it was "
        "gone|nothing of the sort]",
        "[Your|The] {network} [ads|adverts] [show|advertise] [prices|an offer] that [you do not "
        "find|does not exist|nobody can get] on the [site|website]",
        "I [clicked|tapped] on [your|an] [ad|advert] for [50 % off|half price|a free grinder] and "
        "[landed|ended up] on a page [at full price|without any offer]",
        "[Misleading|False|Dishonest] [advertising|adverts], the small print says [new customers "
        "only|you must take a year|three boxes minimum]",
        "The influencer [said|claimed|told us] the first [bag|box] is free, [it is not|it is only with a "
        "yearly plan|that is simply untrue]",
        "[Same|The same] [ad|advert|clip] [ten|twenty|a hundred] times a day on {network}, [it puts me "
        "off|I am sick of it|I block you now]",
        "[I|I only] came because of [the|your] campaign on {network} but the [offer|deal] had "
        "[ended|expired] [weeks ago|already|in {month}]",
        "What you [promise|show] on {network} [has little to do with|is not] what you [sell|actually sell]",
        "Why do you advertise a [gift|free tasting set|welcome present] when [it is out of stock|nobody "
        "gets it|it never appears in the basket]",
        "The [picture|video] in the [ad|promotion] shows [six bags|a big box|a mug and beans], for that "
        "price you get [two|one small bag|half of it]",
        "[Felt|I felt] [tricked|lured|baited] by the [promotion|advert], [the real price came later|the "
        "conditions were hidden]",
    ),
    details=(
        "That is [bait|not serious|not fair]",
        "[The|Your] [ad|campaign] is still [running|online]",
        "My [sister|colleague|neighbour] had the same with [it|the advert]",
        "I [reported|hid] the [ad|post]",
        "[First|My first] impression of your brand: [poor|not good]",
        "Be honest about the [conditions|offer]",
    ),
    german=("Die Werbung auf {network} verspricht eine Gratispackung, auf der Seite gibt es sie gar nicht.",),
)

WEBSITE_SLOW = Topic(
    "website_slow",
    says=(
        "[The|Your] [site|website|page] [takes forever|is so slow|needs ages] to [load|open] [on my "
        "phone|on mobile|here]",
        "[Pages|The pictures] [hang|freeze|load half way] [and|until] I [give up|have to reload|leave]",
        "[Had to|I had to] [reload|refresh] the [page|homepage|shop] {few} times [before anything "
        "appeared|to see the coffees]",
        "On [my|an older] [phone|tablet|iPad] the menu [covers|hides] everything and [you cannot "
        "scroll|nothing reacts]",
        "[The|Your] homepage [jumps|jerks] around while [loading|it loads], I [clicked|tapped] the wrong "
        "[thing|button] [twice|all the time]",
        "[White|Blank] screen for [ten|twenty|thirty] seconds [whenever I|each time I] open a [product|coffee] page",
        "The [search|filter] on the [site|website] [does nothing|spins for ever|finds nothing]",
        "[Slow|Painfully slow|Sluggish] [website|pages], [especially|above all] in the [evening|mornings]",
        "The cookie [banner|window] [cannot be closed|comes back on every page] [on the phone|on mobile]",
        "[It|The site] [loads|opens] [quicker|faster] at my [bank|dentist], and that says [something|a lot]",
        "[Wanted to|I wanted to] [look around|browse], the [site|shop] [crashed|timed out|went blank] {few} times",
        "[Videos|Big pictures] [everywhere|on the start page], [on mobile data|on the train] "
        "[nothing|hardly anything] comes through",
    ),
    details=(
        "My [connection|internet|wifi] is [fine|fast enough], I checked",
        "[Other|All other] shops [work|open] at once",
        "[Tried|I tried] [Safari and Chrome|another browser], same",
        "[So|In the end] I [left|gave up] [without looking further|and read elsewhere]",
        "[Please|Could you] make [it|the pages] lighter",
    ),
    subjects=(
        "Website [very slow|does not load] [on mobile|]",
        "[Page|Site] [keeps freezing|stays white]",
        "Problem with [your website|the site]",
    ),
    german=("Die Seite lädt auf dem Handy ewig, nach drei Versuchen habe ich aufgegeben.",),
    spanish=("La página tarda muchísimo en cargar en el móvil y al final me fui.",),
)

TOPICS = (ADS_MISLEADING, WEBSITE_SLOW)
