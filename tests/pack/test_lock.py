"""One build at a time: what is no lock is not waited for."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tour.pack.lock import locked


def test_a_lock_that_can_never_be_made_is_a_fault_and_no_build_to_wait_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(path: str, *options: int, **more: int) -> int:
        if str(path).endswith(".lock"):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", path)  # as /proc says
        return real(path, *options, **more)

    real = os.open
    monkeypatch.setattr(os, "open", never)

    with (
        pytest.raises(FileNotFoundError),
        locked(tmp_path / ".harbour.lock", lambda: pytest.fail("waits for a build that is not there")),
    ):
        pass
