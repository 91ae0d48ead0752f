"""What the system says against reading a file: a sentence about that file, whatever it was read for."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analytics.errors import JourneyError, StorageFull, UnreadableFile

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_of_the_system(error: BaseException) -> bool:
    """Whether the system refused, rather than that the bytes make no sense.

    Packers say of damage that it is an error of the system too, but without a number, or with that of a place that
    no file can have.

    >>> is_of_the_system(PermissionError(errno.EACCES, "no")), is_of_the_system(OSError("Invalid data stream"))
    (True, False)
    """
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)


@contextmanager
def told_of(path: Path, name: str) -> Iterator[None]:
    """Inside, what the system says against reading ``path``, which people call ``name``, becomes a named error.

    >>> with told_of(Path("nowhere.csv"), "nowhere.csv"):
    ...     Path("nowhere.csv").open()
    Traceback (most recent call last):
        ...
    analytics.errors.UnreadableFile: nowhere.csv is not there any more. Put it back, or choose the file anew.
    """
    try:
        yield
    except OSError as error:
        raise _in_words(error, path, name) from error


def _in_words(error: OSError, path: Path, name: str) -> JourneyError:
    said = error.strerror or str(error)
    if error.errno in _FULL:
        return StorageFull(
            f"The disk is full, so {name} could not be read to its end. Free some space, also in {tempfile.gettempdir()}, "
            "and try again."
        )
    if error.filename is not None and Path(error.filename) != path:
        return JourneyError(
            f"While reading {name}, {error.filename} could not be used ({said}). Mend that and try again."
        )
    if isinstance(error, FileNotFoundError):
        return UnreadableFile(f"{name} is not there any more. Put it back, or choose the file anew.")
    if isinstance(error, PermissionError):
        return UnreadableFile(f"{name} may not be read. Give yourself the right to read the file, or have it copied.")
    return UnreadableFile(f"{name} could not be read ({said}). Copy it to a disk of this computer and try again.")
