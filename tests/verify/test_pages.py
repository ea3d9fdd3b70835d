"""Pages that leave a track out, lead nowhere, or ask another host, are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tour.verify import Fault, pages, reads
from tour.verify.manifest import read
from verify.conftest import edit

END = "</main>"


def faults(pack: Path) -> list[Fault]:
    return list(pages.faults(pack, read(pack)))


def test_those_of_a_finished_pack_are_good(pack: Path) -> None:
    assert {"index.html", "listen.html", "transcript.html"} <= {row.path for row in read(pack).files}
    assert faults(pack) == []


@pytest.mark.parametrize("name", ["index.html", "transcript.html"])
def test_a_track_that_is_not_named_is_found(pack: Path, name: str) -> None:
    page = pack / name
    page.write_text(page.read_text("utf-8").replace("audio/02a-mill.mp3", "audio/01a-quay.mp3"), "utf-8")

    assert Fault(name, "does not name audio/02a-mill.mp3") in faults(pack)


@pytest.mark.parametrize("name", ["index.html", "transcript.html", "listen.html"])
@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="nothing.html">', "names 'nothing.html', which is not there"),
        ('<a href="audio/">', "names 'audio/', which is not there"),
        ('<a href="/index.html">', "names '/index.html', which is not there"),
        ('<a href="../harbour/index.html">', "names '../harbour/index.html', which is not there"),
        ('<a href="%2e%2e/secret">', "names '%2e%2e/secret', which is not there"),
        ('<a href="#nowhere">', "leads to '#nowhere'; there is no such part"),
        ('<a href="transcript.html#nowhere">', "leads to 'transcript.html#nowhere'; there is no such part"),
        ('<a href="JavaScript:alert(1)">', "has a link that is run, not followed: 'JavaScript:alert(1)'"),
        ('<a href="data:text/html,x">', "has a link that is run, not followed: 'data:text/html,x'"),
        ('<img src="https://a.example/x.png">', "loads 'https://a.example/x.png' from elsewhere (img)"),
        ('<script src="//a.example/x.js"></script>', "loads '//a.example/x.js' from another host"),
        ('<link rel="preload" href="http://a.example/x">', "loads 'http://a.example/x' from elsewhere (link)"),
        ('<audio src="https://a.example/x.mp3">', "loads 'https://a.example/x.mp3' from elsewhere (audio)"),
        ('<iframe src="data:text/html,x">', "loads 'data:text/html,x' from elsewhere (iframe)"),
        (
            '<meta http-equiv="refresh" content="0;url=https://a.example">',
            "loads 'https://a.example' from elsewhere (meta)",
        ),
        ('<base href="cover.jpg">', "has a base, 'cover.jpg': no address in it leads to where it would without"),
        ("<script>alert(1)</script>", "has a script in the page, which its Content-Security-Policy forbids"),
        ('<p style="color: red">', "has a style of its own (p), which its Content-Security-Policy forbids"),
        ('<p onclick="x()">', "has a script in onclick (p), which its Content-Security-Policy forbids"),
    ],
)
def test_what_a_page_must_not_have_is_found(pack: Path, name: str, html: str, message: str) -> None:
    edit(pack / name, END, html + END)

    assert faults(pack) == [Fault(name, message)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://a.example/x">', '<a href="mailto:a@a.example">', '<a href="geo:51.5,-0.1">',
        '<a href="./transcript.html?x=1#stop-quay">', '<a href=".">', '<img src="data:image/png;base64,AAAA">',
        '<a href="audio/01a%2Dquay.mp3#t=3">',
    ],
)  # fmt: skip
def test_what_a_page_may_have_is_no_fault(pack: Path, html: str) -> None:
    edit(pack / "listen.html", END, html + END)

    assert faults(pack) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Content-Security-Policy", "Content-Policy", "has no Content-Security-Policy"),
        ("default-src 'none'", "default-src 'self'", "its Content-Security-Policy allows by default"),
        (
            "script-src 'self'", "script-src 'self' 'unsafe-inline'",
            "its Content-Security-Policy allows 'unsafe-inline' for script-src",
        ),
        ("script-src 'self'", "script-src data:", "its Content-Security-Policy allows data: for script-src"),
        (
            "img-src 'self'", "img-src *", "its Content-Security-Policy allows * for img-src",
        ),
        ("script-src 'self'", "script-src-elem data:", "its Content-Security-Policy allows data: for script-src-elem"),
        ("script-src 'self'", "Script-Src data:", "its Content-Security-Policy allows data: for script-src"),
        ("default-src 'none'", "default-src data:;default-src 'none'", "its Content-Security-Policy allows by default"),
        ("<meta charset", '<link rel="icon" href="cover.jpg"><meta charset', "loads something before its Content-"),
    ],
)  # fmt: skip
def test_a_policy_that_lets_others_in_is_found(pack: Path, old: str, new: str, message: str) -> None:
    edit(pack / "index.html", old, new)

    [fault] = faults(pack)

    assert fault.path == "index.html"
    assert fault.message.startswith(message)


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("p { background: url(https://a.example/x.png) }", "loads 'https://a.example/x.png' from another host"),
        ("@import '//a.example/x.css';", "loads '//a.example/x.css' from another host"),
        ('p { background: url( "nothing.png" ) }', "names 'nothing.png', which is not there"),
        ("p { background: url(../../secret.png) }", "names '../../secret.png', which is not there"),
    ],
)
def test_what_a_style_sheet_must_not_have_is_found(pack: Path, css: str, message: str) -> None:
    with (pack / "player/player.css").open("a", encoding="utf-8") as file:
        file.write(css)

    assert faults(pack) == [Fault("player/player.css", message)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"tracks":[', '"tricks":[', "has tour data that the player cannot read"),
        ('{"path":"audio/01a-quay.mp3"', '{"path":"audio/01b-to-mill.mp3"', "tells the player of other tracks"),
        ('"seconds":', '"seconds":1', "tells the player that audio/00-welcome.mp3 lasts 1"),
    ],
)
def test_tour_data_that_differ_from_pack_json_are_found(pack: Path, old: str, new: str, message: str) -> None:
    edit(pack / "index.html", old, new)

    assert any(fault.path == "index.html" and fault.message.startswith(message) for fault in faults(pack))


def test_a_page_that_is_no_text_is_found(pack: Path) -> None:
    (pack / "listen.html").write_bytes(b"\xff")

    assert faults(pack) == [Fault("listen.html", "is not UTF-8")]


MUCH = ["<p>" * 400_000, "<img src='nothing.png'>" * 200_000, "&amp;" * 400_000, "<p id=a>" * 200_000, "x" * 4_000_000]
TOO_MUCH = "with those ahead of it, more than the pages of so few tracks have"
LONG = ["<p " + " " * 300_000, "<p " + "'\" " * 100_000, "<p a='" + ">" * 300_000 + "'>", "<p " + "b " * 150_000]


@pytest.mark.parametrize("much", [*MUCH, *LONG], ids=lambda much: repr(much[:8]))
def test_a_page_with_more_in_it_than_any_of_so_few_tracks_is_not_read(pack: Path, much: str) -> None:
    edit(pack / "transcript.html", END, much + END)

    assert faults(pack) == [Fault("transcript.html", f"has, {TOO_MUCH}, and is not read")]


def test_of_many_pages_no_more_are_read_than_one_may_have(pack: Path) -> None:
    for name in ("index.html", "listen.html", "transcript.html"):
        edit(pack / name, END, "<p>" * 70_000 + END)

    assert faults(pack) == [Fault("transcript.html", f"has, {TOO_MUCH}, and is not read")]


def test_of_more_addresses_than_a_tour_has_none_is_looked_for(pack: Path) -> None:
    edit(pack / "listen.html", END, "".join(f"<a href={number}>" for number in range(25_000)) + END)
    style = pack / "player/player.css"
    style.write_text(style.read_text("utf-8") + "".join(f"url({number})" for number in range(25_000)), "utf-8")

    found = {fault.path: fault.message for fault in faults(pack)}

    assert found.keys() == {"listen.html", "player/player.css", "index.html", "transcript.html"}
    for message in found.values():
        assert message.startswith(f"names, {TOO_MUCH}: its ")
        assert message.endswith(" addresses are not looked for")


def test_an_address_in_a_style_is_looked_for_once(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "player/player.css").write_text("url(nothing.png)" * 100_000, "utf-8")
    asked: list[str] = []
    monkeypatch.setattr(reads, "is_file", lambda _, path: asked.append(path) or True)

    faults(pack)

    assert asked.count("player/nothing.png") == 1


def test_a_link_to_a_file_that_was_deleted_is_found(pack: Path) -> None:
    (pack / "harbour.zip").unlink()

    assert Fault("listen.html", "names 'harbour.zip', which is not there") in faults(pack)


def test_a_pack_may_have_none(pack: Path) -> None:
    edit(pack / "pack.json", '"index.html"', '"index.txt"')
    (pack / "index.html").write_text("<script>", "utf-8")

    assert not any(fault.path == "index.html" for fault in faults(pack))
