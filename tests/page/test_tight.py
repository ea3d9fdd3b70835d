from __future__ import annotations

import pytest

from tour.page.tight import arrows, settled


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("go(); function go() { return 1; }", "const go=()=>{ return 1; };go(); "),
        ("function a(x) { b(); function b() {} }", "const a=(x)=>{const b=()=>{}; b();  };"),
        ("async function a() { await b; }", "const a=async()=>{ await b; };"),
        ("function a() {} function b() {}", "const a=()=>{},b=()=>{}; "),
        ("const a = function b() { return b; };", "const a = function b() { return b; };"),
        ("function a() { return this; }", "function a() { return this; }"),
        ("function a() { return arguments; }", "function a() { return arguments; }"),
        ("function* a() { yield 1; }", "function* a() { yield 1; }"),
    ],
)
def test_a_function_is_an_arrow_from_the_beginning_of_its_block(source: str, made: str) -> None:
    assert arrows(source) == made


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("(()=>{let a=5,b=go(6);use(b)})();", "(()=>{let e=go(6);use(e)})();"),
        ("(()=>{let a=5;use(1)})();", "(()=>{use(1)})();"),
        ("(()=>{let a=[1,1/2],b=`x`,c=-3;use(1)})();", "(()=>{use(1)})();"),
        ("(()=>{let a=go();use(1)})();", "(()=>{let e=go();use(1)})();"),
        ("(()=>{let a=`${go()}`;use(1)})();", "(()=>{let e=`${go()}`;use(1)})();"),
        ("for(let a=1;;)use(1)", "for(let e=1;;)use(1)"),
    ],
)
def test_a_constant_that_nobody_asks_for_is_left_out(source: str, made: str) -> None:
    assert settled(source) == made


def test_what_is_often_asked_of_the_browser_gets_a_name() -> None:
    made = settled(
        "(()=>{let a=Math.max(1,Math.max(2,3)),b=document.x;use(a,b,Math.max,Math.min(4),document,document)})();"
    )

    assert made == (
        "(()=>{let e=Math.max,t=document;let n=e(1,e(2,3)),a=t.x;use(n,a,e,Math.min(4),t,t)})();"
    )  # fmt: skip


def test_a_name_of_the_browsers_that_something_hides_is_not_meant() -> None:
    source = "(()=>{let a=(document)=>document+document+document;use(a,a)})();"

    assert settled(source) == "(()=>{let e=e=>e+e+e;use(e,e)})();".replace("e=>e+e+e", "(e)=>e+e+e")
