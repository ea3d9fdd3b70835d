"""The captions, as a browser reads them."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from tour.formats.webvtt import Caption, webvtt

LOAD = """async ([text]) => {
    const track = document.createElement('track')
    track.src = URL.createObjectURL(new Blob([text], {type: 'text/vtt'}))
    const video = document.createElement('video')
    video.append(track)
    document.body.append(video)
    track.track.mode = 'hidden'
    await new Promise((done, failed) => { track.onload = done; track.onerror = failed })
    return Array.from(track.track.cues, cue => {
        const shown = cue.getCueAsHTML()
        return [cue.id, cue.startTime, cue.endTime, shown.textContent, shown.querySelectorAll('*').length]
    })
}"""


def test_a_browser_finds_every_sentence_at_its_time_and_takes_none_for_markup(context: BrowserContext) -> None:
    words = ["The Café – 湖.", "<script>alert(1)</script> & <v Bob><b>so</b>", "2 --> 3 &lrm; ]]>", "שלום\u200f!"]
    text = webvtt("<b> --> STYLE", "en", [Caption(n + 0.25, n + 0.75, one) for n, one in enumerate(words)]).decode()

    cues = context.new_page().evaluate(LOAD, [text])

    assert cues == [[str(n + 1), n + 0.25, n + 0.75, one, 0] for n, one in enumerate(words)]
