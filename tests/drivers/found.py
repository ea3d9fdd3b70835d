"""Where the browsers stand on this machine, and what to install where they do not.

Run as a program, it prints the Debian packages that are lacking, for ``apt-get install``. It needs Python alone.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "firefox": ("firefox-esr", "firefox"),
    "webkit": ("WebKitWebDriver",),
}
AROUND = {"chromium": (), "firefox": ("pulseaudio",), "webkit": ("Xvfb", "pulseaudio")}
"""Without a sound sink Firefox plays nothing at all; WebKitGTK has no headless mode."""
FILES = {"webkit": ("webkit2gtk-4.1/MiniBrowser", "gstreamer-1.0/libgstlibav.so", "gstreamer-1.0/libgstautodetect.so")}
"""What no PATH names: the browser that WebKitWebDriver drives, what plays an MP3 in it, what finds its loudspeaker."""
DEBIAN = {
    "chromium": "chromium",
    "firefox": "firefox-esr pulseaudio",
    "webkit": "webkit2gtk-driver xvfb pulseaudio gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav",
}
LIBRARIES = (Path("/usr/lib"), Path("/usr/lib64"))


def program(engine: str) -> str | None:
    """Return where *engine* stands: what TOURPACK_CHROMIUM (or _FIREFOX, _WEBKIT) names, else the first on the PATH."""
    named = os.environ.get(f"TOURPACK_{engine.upper()}")
    return named or next(filter(None, map(shutil.which, PROGRAMS[engine])), None)


def library_file(name: str) -> str | None:
    """Return where a file of some library's folder is, in the folder itself or in that of this machine's kind."""
    for folder in LIBRARIES:
        found = next((path for pattern in (name, f"*/{name}") for path in folder.glob(pattern)), None)
        if found:
            return str(found)
    return None


def mini_browser() -> str | None:
    """Return the browser that WebKitWebDriver drives."""
    return library_file(FILES["webkit"][0])


def missing(engine: str) -> list[str]:
    """Return the programs and files that *engine*'s journeys lack here; none: they can run."""
    lacking = [] if program(engine) else [PROGRAMS[engine][0]]
    lacking += [name for name in AROUND[engine] if not shutil.which(name)]
    return lacking + [name for name in FILES.get(engine, ()) if not library_file(name)]


def install_hint(engine: str) -> str:
    """Return what to say where *engine* cannot run."""
    return (
        f"NO {engine.upper()}: nothing is known of the player in it. Missing: {', '.join(missing(engine))}. "
        f"On Debian: apt-get install --no-install-recommends {DEBIAN[engine]}"
    )


if __name__ == "__main__":
    print(*(DEBIAN[engine] for engine in PROGRAMS if missing(engine)))  # this is what it is run for
