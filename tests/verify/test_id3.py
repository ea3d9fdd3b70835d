"""Our reader of tags sees what the library sees that wrote them."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import mutagen.id3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.verify import id3

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


def written(*frames: mutagen.id3.Frame) -> bytes:
    tags = mutagen.id3.ID3()
    for frame in frames:
        tags.add(frame)
    tags.update_to_v23()
    out = BytesIO()
    tags.save(out, v1=0, v2_version=3, padding=lambda _: 64)
    return out.getvalue()


@given(title=TEXT, lyrics=TEXT, picture=st.binary(min_size=1, max_size=300))
def test_what_was_written_is_read(title: str, lyrics: str, picture: bytes) -> None:
    data = written(
        mutagen.id3.TIT2(encoding=1, text=title),
        mutagen.id3.TRCK(encoding=0, text="2/9"),
        mutagen.id3.TDRC(encoding=0, text="2026-03-04"),
        mutagen.id3.USLT(encoding=1, lang="spa", desc="", text=lyrics),
        mutagen.id3.COMM(encoding=1, lang="spa", desc="", text="a comment"),
        mutagen.id3.APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=picture),
    )

    tag = id3.read(data + b"sound")

    assert tag.size == len(data)
    assert tag.texts == {"TIT2": title, "TRCK": "2/9", "TYER": "2026", "TDAT": "0403"}
    assert (tag.language, tag.lyrics, tag.comment) == ("spa", lyrics, "a comment")
    assert (tag.mime, tag.picture) == ("image/jpeg", picture)


@given(st.data())
def test_damage_is_a_value_error_or_another_tag_and_never_another_exception(data: st.DataObject) -> None:
    whole = bytearray(written(mutagen.id3.TIT2(encoding=1, text="The Quay"), mutagen.id3.TRCK(encoding=0, text="1/4")))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    with suppress(ValueError):
        assert id3.read(bytes(whole[: data.draw(st.integers(0, len(whole)))])).size <= len(whole)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no ID3 tag"),
        (b"\xff\xfb\x90\xc0" * 9, "no ID3 tag"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00", r"ID3v2\.4"),
        (b"ID3\x03\x00\x80\x00\x00\x00\x00", "flags 0x80"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x7f", "cut short"),
        (b"ID3\x03\x00\x00\x00\x00\x00\xff", "a size that cannot be"),
    ],
)
def test_a_tag_that_players_would_not_read_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        id3.read(data)
