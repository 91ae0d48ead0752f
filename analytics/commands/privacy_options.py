"""Options by which a person decides what of a file may stand in the workspace."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from analytics.files.identifying import PrivacyChoice

_OPTIONS = (
    click.option(
        "--mask/--no-mask", default=None,
        help="Mask e-mail addresses, phone, card and account numbers and IP addresses in texts (the default).",
    ),
    click.option(
        "--keep-identifying/--drop-identifying", default=None,
        help="Keep columns that name or find a person, such as names and addresses (dropped by default).",
    ),
    click.option(
        "--hash-customers/--plain-customers", default=None,
        help="Know customers by a code of this workspace instead of the id in the file.",
    ),
)  # fmt: skip


def privacy_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it is called with ``privacy``, the choice they make."""

    @functools.wraps(command)
    def with_privacy(
        *args: Any, mask: bool | None, keep_identifying: bool | None, hash_customers: bool | None, **others: Any
    ) -> Any:
        return command(*args, privacy=PrivacyChoice(mask, keep_identifying, hash_customers), **others)

    for option in reversed(_OPTIONS):
        with_privacy = option(with_privacy)
    return with_privacy
