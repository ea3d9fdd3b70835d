from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.reading.located import read_toml
from tour.reading.schema import TourMatter, validate
from tour.words.address import LONGEST, base_url

TOUR = 'title = "A"\nslug = "b"\npublished = "2026-01-02"\n'


@pytest.mark.parametrize(
    "url",
    [
        "https://tours.museum/mm",
        "http://tours.museum",
        "https://tours.museum:8443/mm",
        "https://ann.github.io/miracle-mile",
        "https://xn--caf-dma.city/a/b_c/%C3%A9~1",
        "https://1.1.1.1/mm",
        "https://test.museum/example",
        "https://example-tours.city",
    ],
)
def test_an_address_is_kept_but_for_the_slash_at_its_end(url: str) -> None:
    assert base_url(url) == base_url(f"{url}/") == base_url(f"{url}//") == url


@pytest.mark.parametrize(
    "url", ["ftp://tours.museum", "tours.museum/mm", "https:///mm", "https://tours/mm", "/", "https://"]
)
def test_an_address_that_is_not_whole_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is not a whole web address"):
        base_url(url)


NAMES = "example.org example.com www.example.net EXAMPLE.COM tours.example tours.test a.invalid localhost tours.local"
NUMBERS = "192.168.1.20 127.0.0.1 10.0.0.1 203.0.113.5"


@pytest.mark.parametrize("host", [*NAMES.split(), *NUMBERS.split(), "localhost:8000"])
def test_an_address_that_leads_nowhere_is_refused_for_it_would_be_printed(host: str) -> None:
    with pytest.raises(ValueError, match="leads nowhere") as caught:
        base_url(f"https://{host}/mm")

    assert "printed as a code" in caught.value.args[1]


@pytest.mark.parametrize("url", ["https://a.city/mm?x=1", "https://a.city/#mm", "https://a.city/index.html"])
def test_an_address_that_no_path_can_be_joined_to_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a folder"):
        base_url(url)


@pytest.mark.parametrize("path", ["/my tour", "/'x'", '/"x"', "/<b>", "/a&b", "/\\x", "/é", "/\t"])
def test_an_address_with_signs_that_do_not_belong_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="has a character that does not belong"):
        base_url(f"https://a.city{path}x")


@pytest.mark.parametrize("host", ["café.city", "ann:pass@a.city", "[::1]", "a..city"])
def test_so_is_a_host_that_needs_more_than_a_name(host: str) -> None:
    with pytest.raises(ValueError, match="has a character that does not belong"):
        base_url(f"https://{host}/mm")


def test_forty_characters_may_be_printed_and_one_more_may_not() -> None:
    longest = "https://walks.city/a-name-of-forty-chars"

    assert len(longest) == LONGEST == 40
    assert base_url(f"{longest}/") == longest
    with pytest.raises(ValueError, match="the base_url has 41 characters; a printed code takes at most 40"):
        base_url(f"{longest}x")


@given(st.from_regex(r"\Ahttps?://[a-z.]{0,9}[/a-zé' \"?#.]{0,12}\Z"))
def test_what_is_kept_can_be_joined_and_quoted_and_is_kept_again(written: str) -> None:
    try:
        url = base_url(written)
    except ValueError as fault:
        message, hint = fault.args
        assert message
        assert hint
    else:
        assert not url.endswith("/")
        assert not set(url) & set(" '\"<>&?#\\")
        assert base_url(url) == url


def test_without_an_address_there_is_none() -> None:
    value, faults = validate(TourMatter, read_toml(f'{TOUR}base_url = ""', "tour.toml"))

    assert not faults
    assert value
    assert value.base_url == ""


def test_the_tour_has_the_address_without_its_slash() -> None:
    value, _ = validate(TourMatter, read_toml(f'{TOUR}base_url = "https://tours.museum/mm/"', "tour.toml"))

    assert value
    assert value.base_url == "https://tours.museum/mm"


def test_a_fault_in_it_points_at_the_address() -> None:
    value, [fault] = validate(TourMatter, read_toml(f'{TOUR}base_url = "https://example.org/mm"', "tour.toml"))

    assert value is None
    assert fault.span
    assert (fault.span.line, fault.span.column, fault.span.length) == (4, 12, 24)
