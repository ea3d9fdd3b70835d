from __future__ import annotations

import re

import pytest

from tour.page.names import read


def short(source: str) -> str:
    return read(source).written()


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("const long = 1; use(long, long.long);", "const e = 1; use(e, e.long);"),
        ("const long = 1; use({ long, other: long });", "const e = 1; use({ long:e, other: e });"),
        ("const { long, at: place = 2, ...rest } = use; use(long, place, rest);",
         "const { long:e, at: t = 2, ...n } = use; use(e, t, n);"),
        ("const { long = 3 } = use;", "const { long:e = 3 } = use;"),
        ("let one, two; [one, two] = use; ({ one, two } = use);",
         "let e, t; [e, t] = use; ({ one:e, two:t } = use);"),
        ("function outer(given) { return (given) => given; } outer(outer);",
         "function e(e) { return (e) => e; } e(e);"),
        ("function outer(given) { return () => outer(given); }", "function e(t) { return () => e(t); }"),
        ("for (const [key, value] of use) use(key, value);", "for (const [e, t] of use) use(e, t);"),
        ("for (let i = 0; i < 3; i++) use(i); for (const i of use) use(i);",
         "for (let e = 0; e < 3; e++) use(e); for (const e of use) use(e);"),
        ("try { use(); } catch ({ name }) { use(name); }", "try { use(); } catch ({ name:e }) { use(e); }"),
        ("const what = `a ${name} b`, name = 1;", "const t = `a ${e} b`, e = 1;"),
        ("const one = { get(what) { return what; } };", "const e = { get(e) { return e; } };"),
        ("outer: for (;;) { break outer; }", "outer: for (;;) { break outer; }"),
        ("{ const a1 = 1; use(a1); } { const a2 = 1; use(a2); }", "{ const e = 1; use(e); } { const e = 1; use(e); }"),
        ("const e1 = 1; use(e1, (x1 = e1) => x1 + e);", "const t = 1; use(t, (n = t) => n + e);"),
        ("const again = function self(n1) { return self(n1); };", "const e = function e(t) { return e(t); };"),
    ],
)  # fmt: skip
def test_each_name_is_as_short_as_what_it_can_see_allows(source: str, made: str) -> None:
    assert short(source) == made


def test_shortened_twice_it_is_the_same() -> None:
    source = "const one = 1, two = (three) => three + one; use(one, two, (two) => two);"

    assert short(short(source)) == short(source)


def test_a_great_many_names_are_all_different() -> None:
    made = short("const " + ", ".join(f"name{n} = use" for n in range(4000)) + ";")

    declared = re.findall(r"(\S+) = use", made.removeprefix("const "))
    assert len(set(declared)) == 4000
    assert not {"do", "if", "in", "for", "let", "new", "try", "var", "use"} & set(declared)
