"""Yes and no as files write them, in small letters: one list for recognising, typing and attributes of customers."""

from __future__ import annotations

YES = frozenset(str.split("true t yes y 1 1.0 on ja oui si sí sì sim wahr vrai tak evet kyllä да はい 是"))
NO = frozenset(
    str.split("false f no n 0 0.0 off nein non não nao nee nej nei nie falsch faux hayır hayir ei нет いいえ 否")
)
EITHER = YES | NO
