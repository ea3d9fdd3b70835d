from __future__ import annotations

import pytest

from tour.page.names import read
from tour.page.tight import arrows, numbers, settled


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


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("const ERROR=8;use(()=>ERROR)", "const ERROR=8;use(()=>(8))"),
        ("const RATE=1/400;use(RATE)", "const RATE=1/400;use((1/400))"),
        ("const LESS=-3;use(2-LESS)", "const LESS=-3;use(2-(-3))"),
        ("use(()=>LATE);const LATE=5;", "use(()=>(5));const LATE=5;"),
        ("const R=6371008.8;use(R,R,R)", "const R=6371008.8;use(R,R,R)"),
        ("const a=5;use({a})", "const a=5;use({a})"),
        ("let a=5;use(a)", "let a=5;use(a)"),
        ("const a=5;use((a)=>a)", "const a=5;use((a)=>a)"),
        ("const a=go();use(a)", "const a=go();use(a)"),
        ("const a=`5`;use(a)", "const a=`5`;use(a)"),
    ],
)
def test_a_number_stands_where_the_name_of_a_constant_did_unless_that_is_longer(source: str, made: str) -> None:
    assert numbers(source) == read(made).written()
