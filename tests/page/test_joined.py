from __future__ import annotations

import re

import pytest

from tour.page.joined import joined

SOUND = """/* Sound. */
"use strict";
globalThis.Sound = (() => {
  let loud = 1;
  function play(name) { loud += 1; send(name); }
  const stop = () => send("stop");
  return { play, stop, loud: () => loud };
})();
"""


def bare(script: str) -> str:
    """Return *script* without blanks and what only its sources' readers want."""
    return re.sub(r'/\*.*?\*/|"use strict";|\s(?![a-z])|(?<![a-z])\s', "", script)


def names_in(script: str) -> set[str]:
    return set(re.findall(r"(?<![.\w\"])[A-Za-z_$]\w*(?!\w)", script))


def test_what_a_source_gives_to_others_is_a_name_like_any_other() -> None:
    made = bare(joined([SOUND, '(() => { Sound.play("a"); })();', "(() => { const { stop } = Sound; stop(); })();"]))

    assert "Sound" not in made
    assert "return" not in made
    play = re.findall(r"function (\w+)", made)[0]
    assert f'{play}("a")' in made


def test_two_sources_may_use_the_same_names() -> None:
    other = "globalThis.Light = (() => { const play = () => glow(); return { play }; })();"

    made = joined([SOUND, other, "(() => { Sound.play(1); Light.play(2); })();"])

    first, second = re.findall(r"(\w+)\([12]\)", made)
    assert first != second


def test_a_name_of_the_browsers_is_never_taken() -> None:
    sources = [f"(() => {{ const it{n} = {n}; use(it{n}, e, t); }})();" for n in range(60)]

    declared = re.findall(r"const ([\w$]+)", joined(sources))

    assert len(set(declared)) == 60
    assert not {"e", "t", "use", "do", "if", "in"} & set(declared)


def test_what_is_public_can_be_seen_from_outside_and_nothing_else() -> None:
    public = {"Sound": ("play", "loud"), "Place": ()}

    made = joined([SOUND, "globalThis.Place = (() => { const place = { at: 1 }; return place; })();"], public)

    assert re.findall(r"globalThis\.\w+", made) == ["globalThis.Sound", "globalThis.Place"]
    assert re.search(r"globalThis\.Sound=\{play:\w+,loud:\w+,\}", made)


def test_a_value_that_others_change_stays_one() -> None:
    place = "globalThis.Place = (() => { const place = { at: 1 }; return place; })();"

    made = bare(joined([place, "(() => { Place.at = 2; go(Place.at); })();"]))

    [name] = re.findall(r"const (\w+)=\(\(\)", made)
    assert f"{name}.at=2;go({name}.at);" in made


def test_it_is_the_same_one_by_its_whole_name() -> None:
    place = "globalThis.Place = (() => { const place = { at: 1 }; return place; })();"

    made = bare(joined([place, "(() => { go(globalThis.Place, globalThis.Place.at); })();"]))

    [name] = re.findall(r"const (\w+)=\(\(\)", made)
    assert f"go({name},{name}.at);" in made


def test_a_source_that_ends_early_keeps_its_function() -> None:
    made = bare(joined(["(() => { const media = there(); if (!media) return; play(media); })();"]))

    assert made.count("=>") == 2
    assert re.search(r"if\(!(\w)\)return;play\(\1\)", made)


def test_what_is_taken_from_what_is_taken_is_still_declared() -> None:
    page = "globalThis.Page = (() => { const tour = read(), on = () => 1; return { tour, on }; })();"
    taking = """(() => {
      const { on, tour: { stops, legs } } = Page, x = on(), { tour } = Page;
      say(stops, legs, x, tour);
    })();"""

    made = bare(joined([page, taking]))

    tour, on = re.findall(r"const (\w+)=read\(\),(\w+)=", made)[0]
    assert re.search(rf"const\{{stops:(\w+),legs:(\w+)\}}={tour},(\w+)={on}\(\);say\(\1,\2,\3,{tour}\)", made)


def test_whether_a_source_is_there_is_known_beforehand() -> None:
    asks = '(() => { if (globalThis.Sound) Sound.play(1); globalThis.Sound?.play("q"); })();'

    with_it, without = bare(joined([SOUND, asks])), bare(joined([asks]))

    assert re.search(r'if\(true\)(\w+)\(1\);\1\("q"\)', with_it)
    assert 'if(globalThis.Sound)Sound.play(1);globalThis.Sound?.play("q")' in without


def test_a_name_that_hides_a_sources_is_left_alone() -> None:
    made = bare(joined([SOUND, "(() => { const go = (Sound) => Sound.other; go(1); })();"]))

    assert re.search(r"=\((\w+)\)=>\1\.other", made)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("(() => { Sound.sing(); })();", "no source has what is meant by 'Sound.sing'"),
        ("(() => { const { sing } = Sound; sing(); })();", "no source has what is meant by 'sing'"),
        ("globalThis.A = (() => { let a = 1; return { a }; })();", "A.a must be a constant or a function"),
        ("(() => { var a = 1; use(a); })();", "line 10: a script cannot have a variable declaration"),
        ("(() => { class A {} use(A); })();", "a script cannot have a class"),
        ("(() => { const a = ; })();", "cannot be read as a script"),
    ],
)
def test_what_cannot_be_joined_is_refused(source: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        joined([SOUND, source])


MANY = "const " + ", ".join(f"own{n} = {n}" for n in range(60)) + ";"


def test_a_source_with_many_names_of_its_own_keeps_them_in_its_function() -> None:
    made = bare(joined([f"(() => {{ {MANY} go(own1, own2); }})();", "(() => { const other = 1; go(other); })();"]))

    assert made.count("=>{") == 2
    assert re.fullmatch(r"\(\(\)=>\{\(\(\)=>\{const .*\}\)\(\);const (\w)=1;go\(\1\);\}\)\(\);", made)


def test_what_it_gives_to_others_has_a_name_outside() -> None:
    given = "const glow = (n) => n + own1; return { glow, off: () => own2, own3 };"
    source = f"globalThis.Light = (() => {{ {MANY} {given} }})();"
    uses = "(() => { const { glow } = Light; glow(Light.own3, Light.off()); })();"

    made = bare(joined([source, uses]))

    glow, off, own3 = re.findall(r"const ?\[(\w+),(\w+),(\w+),\]=\(\(\)=>\{", made)[0]
    assert f"{glow}({own3},{off}());" in made
    assert re.search(r"return ?\[\w+,\(\)=>\w+,\w+\];\}\)\(\);", made)


def test_there_too_it_can_be_seen_from_outside_the_script() -> None:
    source = f"globalThis.Light = (() => {{ {MANY} const glow = () => own1; return {{ glow }}; }})();"

    made = bare(joined([source], {"Light": ("glow",)}))

    assert re.search(r"const ?\[(\w),\]=.*globalThis\.Light=\{glow:\1,\};", made)


@pytest.mark.parametrize("given", ["on", "on: on", "on: off, on"])
def test_there_too_it_must_not_change(given: str) -> None:
    source = f"globalThis.Light = (() => {{ {MANY} let on = 1; const off = 2; on = off; return {{ {given} }}; }})();"

    with pytest.raises(ValueError, match=r"Light\.on must be a constant or a function"):
        joined([source])
