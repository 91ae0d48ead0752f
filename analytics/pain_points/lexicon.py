"""A short list of words of praise and blame, for workspaces with too few scored comments to learn from.

Hand-picked words that judge (not words that name a problem), in the languages we meet most. It knows
neither irony nor context: whatever is derived from it must say that it rests on a word list.
"""

from __future__ import annotations

from collections.abc import Sequence

_GOOD = (
    "great excellent amazing wonderful fantastic awesome perfect perfectly brilliant superb outstanding "
    "love loved loving lovely friendly helpful pleased delighted satisfied recommend recommended thank "
    "thanks thankful grateful happy good nice easy best enjoy enjoyed pleasant pleasantly impressed kind "
    "super toll prima klasse ausgezeichnet hervorragend freundlich zufrieden danke empfehlen perfekt "
    "gut parfait génial excellent sympa merci satisfait recommande bien excelente genial perfecto gracias "
    "satisfecho recomiendo bueno buena ótimo otimo ótima otima perfeito adorei gostei obrigado obrigada "
    "satisfeito satisfeita recomendo bom boa parabéns lindo linda maravilhoso ottimo perfetto grazie "
    "soddisfatto consiglio bravissimi uitstekend tevreden geweldig fijn goed"
)
_BAD = (
    "bad terrible awful horrible worst poor poorly rude slow late broken useless disappointed disappointing "
    "frustrated frustrating annoying annoyed unacceptable hate problem problems issue issues fail failed "
    "failing wrong error errors missing lost never waste angry unhappy difficult confusing expensive dirty "
    "damaged faulty waited waiting refund cancel charged complaint unhelpful worse delay delayed stuck crash "
    "crashes crashing ridiculous scam stolen schlecht schlimm furchtbar langsam kaputt enttäuscht fehler "
    "problem unfreundlich nie verspätet ärgerlich mauvais horrible lent déçu erreur problème jamais cassé "
    "malo mala terrible lento decepcionado error problema nunca roto ruim péssimo pessimo péssima atraso "
    "atrasado errado defeito decepcionada pior quebrado pessimo lento rotto deluso errore mai slecht traag "
    "kapot teleurgesteld fout nooit"
)
_NEGATION_LIST = (
    "not no never don't doesn't didn't isn't wasn't aren't won't can't cannot couldn't without hardly "
    "but however nicht kein keine aber pas jamais mais sans nunca não nao mas pero sin non niet geen "
    "maar"
)
_NEGATION = frozenset(_NEGATION_LIST.split())
# A sentence that asks or requests judges nothing, whatever fine words it holds.
_ASKING_LIST = (
    "what what's how why when where which who can could would will is do does did tell find show give "
    "need want please wie warum wann wo kann können comment pourquoi quand où como cómo por quando "
    "onde posso if should"
)
_ASKING = frozenset(_ASKING_LIST.split())

GOOD = frozenset(_GOOD.split())
BAD = frozenset(_BAD.split())


def lexicon_mood(found: Sequence[str]) -> float:
    """Mood of some lower-case words from 0 (all blame) over 0.5 (none, or balanced) to 1 (all praise).

    A word of praise after a negation within three words counts as blame.

    >>> lexicon_mood("great friendly service".split()), lexicon_mood("not good".split())
    (0.833..., 0.25)
    """
    good = bad = 0
    for at, word in enumerate(found):
        if word in BAD:
            bad += 1
        elif word in GOOD:
            negated = any(before in _NEGATION for before in found[max(0, at - 3) : at])
            good, bad = good + (not negated), bad + negated
    return 0.5 + 0.5 * (good - bad) / (good + bad + 1)


def lexicon_praise(found: Sequence[str]) -> bool:
    """Whether some words are plainly praise: they judge well, and neither blame, deny, object nor ask.

    >>> lexicon_praise("everything was great thank you".split())
    True
    >>> lexicon_praise("great food but slow service".split()), lexicon_praise("find a great place".split())
    (False, False)
    """
    if any(word in BAD or word in _NEGATION or word in _ASKING for word in found):
        return False
    return sum(word in GOOD for word in found) >= max(1.0, 0.1 * len(found))
