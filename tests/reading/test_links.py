from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.lists import HAVIS, near
from tour.reading.links import has_link, place_in_link


@pytest.mark.parametrize(
    "link",
    [
        "geo:60.1676,24.9521",
        "geo:60.1676,24.9521,12;crs=wgs84;u=35",
        "geo:0,0?q=60.1676,24.9521(Havis%20Amanda)",
        "https://www.google.com/maps/place/Havis+Amanda/@60.1,24.9,17z/data=!3m1!4b1!4m6!3m5!1s0x4!8m2!3d60.1676!4d24.9521",
        "https://www.google.com/maps/@60.1676,24.9521,17z",
        "https://www.google.com/maps?q=60.1676,24.9521",
        "https://www.google.com/maps/search/?api=1&query=60.1676%2C24.9521",
        "https://www.google.com/maps/search/60.1676,+24.9521?entry=tts",
        "https://www.google.com/maps/place/60%C2%B010'03.36%22N+24%C2%B057'07.56%22E/@60.3,24.2,17z",
        "https://maps.google.com/?ll=60.1676,24.9521",
        "maps.google.com/?q=loc:60.1676,24.9521",
        "https://www.openstreetmap.org/?mlat=60.1676&mlon=24.9521#map=18/60.3/24.2",
        "https://www.openstreetmap.org/#map=17/60.1676/24.9521",
        "https://www.openstreetmap.org/way/123#map=19/60.1676/24.9521",
        "https://maps.apple.com/?ll=60.1676,24.9521&q=Havis%20Amanda",
        "https://maps.apple.com/?q=60.1676,24.9521",
        "https://maps.apple.com/place?coordinate=60.1676,24.9521&name=Havis",
        "https://yandex.com/maps/?ll=24.9521%2C60.1676&z=15",
        "https://www.bing.com/maps?cp=60.1676~24.9521",
        "https://wego.here.com/?map=60.1676,24.9521,15,normal",
        "https://waze.com/ul?ll=60.1676%2C24.9521",
        "It is here: https://www.google.com/maps?q=60.1676,24.9521.",
    ],
)
def test_a_link_to_a_map_holds_its_place(link: str) -> None:
    assert has_link(link)
    assert near(place_in_link(link), HAVIS)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("https://maps.app.goo.gl/abcd", "the short link"),
        ("https://www.openstreetmap.org/node/12345", "holds no coordinates, and is not fetched"),
        ("https://www.google.com/maps/place/Havis/data=!4m2!3m1!1s0x", "holds no coordinates, and is not fetched"),
        ("https://havisamanda.fi/", "holds no coordinates, and is not fetched"),
        ("https://[bad", "holds no coordinates, and is not fetched"),
        ("geo:60.1676", "holds no coordinates, and is not fetched"),
        ("geo:96.1676,24", "out of range"),
    ],
)
def test_a_link_without_a_place_is_told_and_what_to_do(link: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        place_in_link(link)

    assert message in caught.value.args[0]
    assert caught.value.args[1]


@given(st.text(alphabet="!/@?#&=.,;:0123456789-+%dqlmapgeo()[]", max_size=80))
def test_any_link_is_a_place_or_a_fault_with_a_hint(text: str) -> None:
    told = (0, 0)
    try:
        place_in_link(f"https://maps.example/{text}")
    except ValueError as fault:
        told = fault.args

    assert len(told) == 2
