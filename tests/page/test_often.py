from __future__ import annotations

import pytest

from tour.page.often import named


@pytest.mark.parametrize(
    ("often", "made"),
    [
        ("document.x(),", "e.x(),"),
        ("Math.max(1),", "e(1),"),
        ("null,", "e,"),
        ("`quiet`,", "e,"),
        ("one.textContent,", "one[e],"),
        ("one?.textContent,", "one?.[e],"),
        ("{textContent:1},", "{[e]:1},"),
        ("({textContent:n})=>n,", "({[e]:t})=>t,"),
        ("`${one.textContent}`,", "`${one[e]}`,"),
    ],
)
def test_what_often_stands_there_gets_a_name(often: str, made: str) -> None:
    shipped = named(f"(()=>{{use({often * 20}0)}})();")

    assert shipped.split(";", 1)[1] == f"use({made * 20}0)}})();"


@pytest.mark.parametrize("seldom", ["document.x,", "Math.max(1),", "`look`,", "one.paused,"])
def test_what_seldom_does_gets_none(seldom: str) -> None:
    source = f"(()=>{{use({seldom * 2}0)}})();"

    assert named(source) == source


@pytest.mark.parametrize(
    "often",
    [
        "localStorage.x,",  # to ask for it is refused in some browsers
        "setTimeout(a),",  # and that is a test's own
        '{"off-route":1},',
        "{textContent(){}},",
        "tag`of a text`,",
    ],
)
def test_some_things_get_no_name_however_often_they_stand_there(often: str) -> None:
    source = f"(()=>{{use({often * 20}0)}})();"

    assert named(source) == source


def test_a_text_and_a_property_of_one_name_share_it() -> None:
    made = named(f"(()=>{{use({'one.paused,`paused`,' * 9}0)}})();")

    assert made == f"(()=>{{let e=`paused`;use({'one[e],e,' * 9}0)}})();"


def test_a_word_before_a_name_stays_apart_from_it() -> None:
    made = named("(()=>{" + "go(()=>{return`quiet`});" * 9 + "})();")

    assert made == "(()=>{let e=`quiet`;" + "go(()=>{return e});" * 9 + "})();"


def test_a_name_of_the_browsers_that_something_hides_is_not_meant() -> None:
    source = f"(()=>{{let a=(document)=>{'document+' * 20}document;use(a,a)}})();"

    assert named(source) == f"(()=>{{let e=(e)=>{'e+' * 20}e;use(e,e)}})();"


def test_many_texts_are_cut_out_of_one() -> None:
    words = [f"{letter * 9}" for letter in "abcdefghij"]
    source = "(()=>{use(" + "".join(f"`{word}`," * 9 for word in [*words, "with,a,comma", "$dollar$"]) + "0)})();"

    head, _ = named(source).split(";", 1)

    names, rest = head.removeprefix("(()=>{let [").split("]=")
    assert rest.startswith("`" + ",".join(words) + "`.split(`,`),")
    assert rest.count("=`") == 2
    assert len(names.split(",")) == 10
