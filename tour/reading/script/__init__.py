"""Reading one script: front matter, sections, sentences and directives, each with its place.

    script = read(text, "stops/03-old-mill.md", voice)
    script.matter                                        # front matter, as YAML
    for section in script.sections:
        section.segments                                 # what is heard: sentences, pauses, sounds, crossings
        section.lines                                    # what the Card shows
    script.faults                                        # what is wrong, and where

`reader` parts it, `comments` blanks out what is neither read nor heard, `headings` finds the sections, `paragraph` what
is left of each paragraph, letter by letter, `directives` what brackets ask for, and `segments` the sentences. A new
directive is a function in `directives`.

The scanner is our own: Markdown parsers give the line of a block but no column inside it, and every fault here must
point at its letter.
"""

from __future__ import annotations

from tour.reading.script.paragraph import Cite
from tour.reading.script.reader import Script, Section, read

__all__ = ["Cite", "Script", "Section", "read"]
