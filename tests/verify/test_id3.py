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


@given(TEXT, st.lists(TEXT, min_size=1, max_size=5))
def test_the_parts_that_were_written_are_read(title: str, parts: list[str]) -> None:
    names = [f"part{number}" for number in range(len(parts))]
    frames = [
        mutagen.id3.CHAP(
            element_id=name,
            start_time=1000 * number,
            end_time=1000 * number + 1500,
            start_offset=0xFFFFFFFF,
            end_offset=0xFFFFFFFF,
            sub_frames=[mutagen.id3.TIT2(encoding=1, text=part)],
        )
        for number, (name, part) in enumerate(zip(names, parts, strict=True))
    ]
    toc = mutagen.id3.CTOC(element_id="toc", flags=3, child_element_ids=names, sub_frames=[])

    tag = id3.read(written(mutagen.id3.TIT2(encoding=1, text=title), toc, *frames))

    assert tag.texts == {"TIT2": title}
    assert tag.contents == tuple(names)
    expected = [id3.Part(name, n, n + 1.5, part) for n, (name, part) in enumerate(zip(names, parts, strict=True))]
    assert list(tag.parts) == expected


@given(st.data())
def test_damage_is_a_value_error_or_another_tag_and_never_another_exception(data: st.DataObject) -> None:
    part = mutagen.id3.CHAP(
        element_id="part1", start_time=0, end_time=9, sub_frames=[mutagen.id3.TIT2(encoding=1, text="The way")]
    )
    toc = mutagen.id3.CTOC(element_id="toc", flags=3, child_element_ids=["part1"], sub_frames=[])
    title = mutagen.id3.TIT2(encoding=1, text="The Quay")
    whole = bytearray(written(title, mutagen.id3.TRCK(encoding=0, text="1/4"), toc, part))
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
