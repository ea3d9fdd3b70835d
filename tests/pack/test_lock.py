"""One build at a time: what is no lock is not waited for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from ordinary import only_where_modes_count
from tour.pack.lock import locked, locked_at_once


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


@only_where_modes_count
def test_a_lock_that_a_reader_makes_is_for_whoever_may_build_there(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)

    with locked_at_once(tmp_path / ".harbour.lock") as held:
        assert held

    assert stat.S_IMODE((tmp_path / ".harbour.lock").stat().st_mode) == 0o660
