"""Work done as an ordinary user, who may do no more than the modes of files say: also where the tests run as root."""

from __future__ import annotations

import ctypes
import os
import pickle
import sys
from collections.abc import Callable
from typing import TypeVar

import pytest

CAN = os.name == "posix" and (os.geteuid() != 0 or sys.platform == "linux")
"""Whether this system lets root give up its powers, or needs not to."""

only_where_modes_count = pytest.mark.skipif(not CAN, reason="this user may read and write anything")

_VERSION = 0x20080522
"""_LINUX_CAPABILITY_VERSION_3 (linux/capability.h)."""

T = TypeVar("T")


def as_ordinary_user(work: Callable[[], T]) -> T:
    """Return what *work* returns, done in a child that has no powers beyond the modes of files; raise what it raises.

    What it returns and raises is pickled.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            _drop_powers()
            told: tuple[bool, object] = (True, work())
        except BaseException as fault:  # noqa: BLE001  # raised again by the parent
            told = (False, fault)
        os.write(writer, pickle.dumps(told))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        done, value = pickle.loads(answer.read())
    os.waitpid(child, 0)
    if not done:
        raise value
    return value  # type: ignore[no-any-return]


def _drop_powers() -> None:
    """Give up every capability: who is called root then is a user like any other. Raises OSError."""
    if os.geteuid() != 0:
        return
    head = (ctypes.c_uint32 * 2)(_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(head, none) != 0:
        raise OSError(ctypes.get_errno(), "capset")
