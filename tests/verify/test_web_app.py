"""A worker of another pack, and icons that are not there, are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tour.verify import Fault, web_app
from tour.verify.manifest import read
from verify.conftest import edit

INSTALL = "manifest.webmanifest"


def faults(pack: Path) -> list[Fault]:
    return list(web_app.faults(pack, read(pack)))


def test_those_of_a_finished_pack_are_good(pack: Path) -> None:
    assert (pack / "sw.js").is_file()
    assert (pack / INSTALL).is_file()
    assert faults(pack) == []


def test_a_worker_of_another_pack_is_found(pack: Path) -> None:
    edit(pack / "sw.js", read(pack).digest, "0" * 64)

    assert faults(pack) == [Fault("sw.js", "is stamped with another state of the pack than the digest in pack.json")]


def test_a_worker_of_no_pack_is_found(pack: Path) -> None:
    edit(pack / "sw.js", read(pack).digest, "@DIGEST@")

    assert faults(pack) == [Fault("sw.js", "was not stamped with the pack's digest")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start_url": "start.html"}, "starts at 'start.html', which is not there"),
        ({"start_url": "https://a.example/"}, "starts at 'https://a.example/', which is not there"),
        ({"name": ""}, "has no 'name'"),
        ({"icons": []}, "names no icon"),
        ({"icons": [{"src": "player/nothing.png"}]}, "names the icon 'player/nothing.png', which is not there"),
        ({"icons": [{"src": "../cover.jpg"}]}, "names the icon '../cover.jpg', which is not there"),
        ({"icons": [{}]}, "names the icon '', which is not there"),
        (
            {"icons": [{"src": "player/icon-192.png", "sizes": "512x512"}]},
            "says that player/icon-192.png is 512x512; it is 192x192",
        ),
        ({"icons": [{"src": "cover.jpg", "type": "image/png"}]}, "says that cover.jpg is a PNG; it is not"),
    ],
)
def test_damage_is_found(pack: Path, change: dict[str, object], message: str) -> None:
    about = json.loads((pack / INSTALL).read_text("utf-8"))
    (pack / INSTALL).write_text(json.dumps({**about, **change}), "utf-8")

    assert faults(pack) == [Fault(INSTALL, message)]


@pytest.mark.parametrize(("text", "message"), [("{", "is not JSON"), ("[]", "names no icon")])
def test_a_manifest_that_says_nothing_is_found(pack: Path, text: str, message: str) -> None:
    (pack / INSTALL).write_text(text, "utf-8")

    assert Fault(INSTALL, message) in faults(pack)


def test_a_pack_may_have_neither(pack: Path) -> None:
    for name in ("sw.js", INSTALL):
        edit(pack / "pack.json", f'"{name}"', f'"other-{name}"')

    assert faults(pack) == []
