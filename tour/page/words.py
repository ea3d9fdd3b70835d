"""What the player itself says on the screen, in one place."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "start": "Start the tour",
    "go": "Go on",
    "play": "Play",
    "pause": "Pause",
    "first": "Go to the start. Press play when you are there:",
    "walking": "You should be walking to:",
    "stand": "stand {stand}.",
    "press": "Press play when you are there.",
    "here": "I’m here: play stop {number}",
    "ask": "The next track tells how the film ends.",
    "tell": "Tell me the ending",
    "keep": "Keep it for another day",
    "end": "That was the whole tour. Thank you for walking.",
    "heard": "✓ Heard",
    "part": "{percent} % heard",
    "now": "Playing now: {title}",
    "of": "{at} of {end}",
    "text": "Text. Arrow keys choose a sentence, Enter plays from there.",
    "forgets": "This browser keeps nothing for this page: your place is lost when you close it.",
    "lost_track": "This track did not load. Is there a signal?",
    "bad_track": "This track cannot be played: the file is missing or damaged.",
    "tap": "The phone wants a tap first: press play.",
    "follow": "Follow me",
    "unfollow": "Stop following",
    "asking": "Looking for you. The phone may ask for permission.",
    "following": "Following you, as long as the screen is on.",
    "unfollowed": "Not following any more.",
    "denied": "The phone did not let this page see where you are. Nothing is lost: press play when you get there. "
    "To allow it, open the browser’s settings for this page.",
    "no_fix": "No position right now, perhaps between tall buildings. The tour goes on: press play when you get there.",
    "insecure": "Following needs an address that begins with https. All else works: press play when you get there.",
    "no_gps": "This browser cannot tell where you are. All else works: press play when you get there.",
    "no_lamp": "Following you. The phone does not let this page keep the screen on: touch it now and then.",
    "rough": "Your position is known only to about {metres} m. Press play when you get there.",
    "arrived": "You have arrived at stop {number}. It starts when this track is over.",
    "far": "{metres} m to stop {number}",
    "stray": "You seem to be off the route, by some {metres} m. The map shows where you are.",
}
"""Key → line; a word in braces is filled in."""
