from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.reading.sentences import sentences

TOGETHER = [
    "Walk along Wilshire Blvd. to Fairfax Ave. at 6067.",
    "The Wilshire Blvd. Association met.",
    "You stand at Wilshire Blvd. and Fairfax.",
    "He lives on Ogden Dr. near the park.",
    "Dr. Ross sold it.",
    "When Dr. King spoke, they heard.",
    "Meet Dr. Strangelove.",
    "We saw Dr. Harry Washello run.",
    "The road to St. Louis is long.",
    "Mt. St. Helens smokes.",
    "At St. Vibiana's they rang the bells.",
    "The Main St. Bridge is closed.",
    "This is No. 520 on the list.",
    "See Nos. 451 and 566.",
    "A. W. Ross bought the land.",
    "The land of A. W. Ross is here.",
    "I. M. Pei drew it.",
    "George C. Page paid for it.",
    "The U.S. Army came.",
    "The L.A. County museum opened.",
    "At 4 a.m. he runs.",
    "At 4 a.m. Pacific time he runs.",
    "At 4 a.m. Harry runs.",
    "On Ogden Dr. Harry waits.",
    "In the U.S. Army they knew.",
    "It is 3.75 kilometers long.",
    "It cost $3.7 million.",
    "The May Co. Building shines.",
    "The May Co. store shines.",
    "Ford Motor Corp. Chairman Ford came.",
    "Mr. and Mrs. Ross waited.",
    "Gen. Otis and Col. Griffith met.",
    "Martin Luther King Jr. Boulevard runs south.",
    "Bones, teeth, etc. were found.",
    "Cats vs. Dogs was a show.",
    "Use a tool, e.g. Hammer or Saw.",
    "It opened on Sept. 27 and closed.",
    "He waits… and waits.",
    "He waits... and waits.",
    '"Where to?" he asks.',
    "The wall is 13 ft. high.",
    "The show (Jeopardy!) is old.",
    "1. The lake comes first.",
    "Turn onto W. 6th St. at the light.",
    "J. F. Kennedy spoke.",
    "S. Charles Lee drew it.",
    "Write to info@tarpits.org or www.lacma.org now.",
    "It is on p. 159 of the book.",
    "Press ext. 12 and ask for Rm. 4 on Fl. 3.",
    "Take Rt. 9 to Hwy. 61, elev. 900 ft.",
    "It was Wm. Penn who met Thos. Orr.",
    "The corner of Fox Ave. & Elm St. is near.",
    "Ave. A is next.",
    "The church of Sts. Cyril and Ann is old.",
    "Mlle. Roux met Srta. Vega.",
    "Open Sat.–Sun. 9 to 5.",
    "It opened Dec. 20, 1886, and Mar. 2 was warm.",
    "It takes 1 hr. 15 min. on foot.",
    "It is 5 mi. N of town.",
    "The bldg. (1926) is tall.",
    "A jar, 3rd cent. B.C., stands here.",
    "See ch. IV of the book.",
    "At no. 17 he was born.",
    "Turn at the light, max. 2 m of headroom.",
    "See the bowl (diam. 7 in., H. 3 in.) and go.",
    "The hill (SE) and Bell Mtns. (NW) are far.",
    "Park on W. Market St. ($3/hr.) today.",
    "The old 6th St. Viaduct opened in 1932.",
    "Lambert Int’l. Airport is near.",
    "It was the Dist. No. 4 school.",
    "At Pass Creek, mi. 3.5, drink.",
    "She m. Geo. Orr and d. June 4, 1871.",
    "The list is by Abr. Whit, rev. Nov. 1998.",
    "THE GEO. ORR FARM IS HERE",
    "He left 24 Fr. a night for it.",
    "Of the 2d Mass. Vols. few came home.",
    "Read Matt. 5:3 aloud.",
    "He had £3 10s. 6d. left.",
    "Bring 2 qts. H2O along.",
    "Ride the Sou. Pac. Co. train.",
    "Rent is $900/mo. + tax.",
    "The church, rest. 1885, is open.",
    "The way of 1 mi. 107 yds. is short.",
    "See the lifts, hrs. 8:30 to 4, temp. 18°F today.",
    "The stone, ded. May 30, 1887, and restd. 1901, is tall.",
    "He was a Mex. War hero, aged 3 yrs. 2 mos. then.",
    "Ask for inv. no. A-133 here.",
    "Take the trail of 5 mi. RT today.",
]

APART = [
    ("on Ogden Dr. Wait there.", "on Ogden Dr.", "Wait there."),
    ("Stop on Ogden Dr. Harry waits there.", "Stop on Ogden Dr.", "Harry waits there."),
    ("Walk to Wilshire Blvd. Turn left.", "Walk to Wilshire Blvd.", "Turn left."),
    ("It is on 3rd St. The door is red.", "It is on 3rd St.", "The door is red."),
    ("Go to Fairfax Ave. Johnie's is there.", "Go to Fairfax Ave.", "Johnie's is there."),
    ("He said no. Then he left.", "He said no.", "Then he left."),
    ("It was the U.S. It grew.", "It was the U.S.", "It grew."),
    ("It is 4 a.m. Harry runs.", "It is 4 a.m.", "Harry runs."),
    ("She saw me and I. Then she left.", "She saw me and I.", "Then she left."),
    ("It was the May Co. Now it is a museum.", "It was the May Co.", "Now it is a museum."),
    ("There sang Sammy Davis Jr. He danced.", "There sang Sammy Davis Jr.", "He danced."),
    ("It is 13 ft. Look up.", "It is 13 ft.", "Look up."),
    ("It opened in 1988. 202 lamps stand here.", "It opened in 1988.", "202 lamps stand here."),
    ("Look at the Wilson Bldg. It is tall.", "Look at the Wilson Bldg.", "It is tall."),
    ("You see Pershing Sq. Cross it.", "You see Pershing Sq.", "Cross it."),
    ("He is a rep. Then he left.", "He is a rep.", "Then he left."),
    ("Is it real? Nobody knows.", "Is it real?", "Nobody knows."),
    ("Stop! Look at the lake…", "Stop!", "Look at the lake…"),
    ("He waits… Then he runs.", "He waits…", "Then he runs."),
    ("He waits... Then he runs.", "He waits...", "Then he runs."),
    ('It says "Miracle Mile." Look at it.', 'It says "Miracle Mile."', "Look at it."),
    ("It says “Miracle Mile.” Look at it.", "It says “Miracle Mile.”", "Look at it."),
    ("It is closed. (It was a bank.) Walk on.", "It is closed.", "(It was a bank.)", "Walk on."),
    ('Wait. "Miracle Mile" is a film.', "Wait.", '"Miracle Mile" is a film.'),
    ("We found bones, teeth, etc. The rest is sand.", "We found bones, teeth, etc.", "The rest is sand."),
    ("Really?! Yes.", "Really?!", "Yes."),
    ("One line\nand the same. Another.", "One line\nand the same.", "Another."),
    ("One\n\nTwo", "One", "Two"),
    ("The answer is no. 5 people came.", "The answer is no.", "5 people came."),
    ("Kings such as Umberto I. Tickets are here.", "Kings such as Umberto I.", "Tickets are here."),
    ("Take Line A. Walk on.", "Take Line A.", "Walk on."),
    ("It is closed Tues. and Wed. Adults pay.", "It is closed Tues. and Wed.", "Adults pay."),
    ("See the Gothic arch. Hours are long.", "See the Gothic arch.", "Hours are long."),
    ("It ends. No stop here", "It ends.", "No stop here"),
    ("終わり。始まり。", "終わり。", "始まり。"),
    ("Wait. … Look.", "Wait.", "… Look."),
    ("He left Erie, Pa. Bought land here.", "He left Erie, Pa.", "Bought land here."),
    ("It is in St. Louis, Mo. Johnie's is there.", "It is in St. Louis, Mo.", "Johnie's is there."),
    ("Time: 6-8 hrs. Rating: hard.", "Time: 6-8 hrs.", "Rating: hard."),
    ("All rooms have A/C. Wi-Fi is free.", "All rooms have A/C.", "Wi-Fi is free."),
    ("He had the rank of Sgt. Then he left.", "He had the rank of Sgt.", "Then he left."),
    ("A bed is 24 Fr. Breakfast is free.", "A bed is 24 Fr.", "Breakfast is free."),
    ("Parking is $3/half hr. Boats are dear.", "Parking is $3/half hr.", "Boats are dear."),
    ("He ran 5 mi. Sat was quiet.", "He ran 5 mi.", "Sat was quiet."),
    ("The tour is 6 hrs. Johnie's is next.", "The tour is 6 hrs.", "Johnie's is next."),
    ("Permits are reqd. Johnie's is next.", "Permits are reqd.", "Johnie's is next."),
    ("Let me be plan b. Then go.", "Let me be plan b.", "Then go."),
    ("It has 189 now. LBJ slept there.", "It has 189 now.", "LBJ slept there."),
    ("We watched TV. Johnie's was on.", "We watched TV.", "Johnie's was on."),
    ("Take the 2nd door on R. Exit there.", "Take the 2nd door on R.", "Exit there."),
]

pieces = st.sampled_from(
    [*TOGETHER, *(row[0] for row in APART), "", " ", "\n\n", "…", '"', "(", ")", "A.", "St.", "7."]
)
paragraphs = st.one_of(st.text(), st.lists(pieces, max_size=8).map(" ".join))


def cut(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentences(text))


@pytest.mark.parametrize("text", TOGETHER)
def test_a_period_that_ends_no_sentence_cuts_nothing(text: str) -> None:
    assert cut(text) == (text,)


@pytest.mark.parametrize("row", APART, ids=lambda row: row[0])
def test_sentences_are_cut_where_they_end(row: tuple[str, ...]) -> None:
    text, *expected = row

    assert cut(text) == tuple(expected)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Tor wurde am 3. Mai 1914 geöffnet."),
        ("de", "Ludwig XIV. und Dr. Faust, z. B. Goethe, kamen."),
        ("fr", "M. Dupont et J. Prévert y vécurent."),
        ("fr", "En 300 av. J.-C. Rome était petite."),
        ("es", "El Sr. Vega y la Sra. Ruiz viven en la Avda. Real."),
        ("nl", "Op 3. Mei kwam M. Jansen."),
    ],
)
def test_no_sentence_of_another_language_ends_at_a_figure_or_an_abbreviation(language: str, text: str) -> None:
    assert sentences(text, language) == ((0, len(text)),)


def test_sentences_of_another_language_are_cut_too() -> None:
    text = "Er kam an. Dann ging er!"

    assert sentences(text, "de") == ((0, 10), (11, 24))


def test_text_without_words_is_one_sentence_or_none() -> None:
    assert cut("") == cut("  \n ") == ()
    assert cut(" … ") == ("…",)


@given(paragraphs)
def test_slices_hold_all_but_space_in_order(text: str) -> None:
    spans = sentences(text)

    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(paragraphs)
def test_no_slice_is_empty_or_padded(text: str) -> None:
    assert all(piece and piece == piece.strip() for piece in cut(text))


@given(paragraphs)
def test_every_slice_has_something_to_say_if_any_has(text: str) -> None:
    pieces = cut(text)

    assert len(pieces) <= 1 or all(any(map(str.isalnum, piece)) for piece in pieces)
