"""Traffic beside a narration: noise that is made, not recorded. numpy only.

street.py IN_DIR OUT_DIR [--by DIR] [--snr 10] [--hour 1]

Writes OUT_DIR/NAME.wav for each IN_DIR/NAME.wav: the same speech at 16 kHz with a street under it. A name gives the
same street every time: where two voices say one text under one name, cars pass at the same moments. At another hour
other cars pass.

How loud a street is does not hang on what is done to the voice, or a voice without its lows, which hold most of its
power, would be given a milder street. It is set by the voice under the same name in --by, and is as loud, over all of
its time, beside each voice that says the text. So the voices must come equally loud themselves: passages.py masters all
to the same LUFS. --snr counts whole bands, as they are, over the frames in which somebody speaks in --by; what that
comes to by the standards, A-weighted, is printed for IN_DIR: see levels.py.

The noise is a steady rumble and cars that pass. Both are shaped alike: pink up to 1 kHz, three times as steep above,
which to an ear has the octaves of traffic (ISO 717-1, spectrum 2), within 2.5 dB from 250 Hz on. A car is heard as a
point that drives past at a constant speed: its power at the listener is that of the closest moment over
1 + (t · speed ÷ distance)².
"""

from __future__ import annotations

import argparse
import wave
import zlib
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from levels import RATE, mean_level, over

SNR = 10.0
"""dB from the noise up to the speech that it is set by, while somebody speaks."""
LOWEST, BEND = 50.0, 1000.0
"""Hz under which nothing sounds, and from which the noise falls more steeply."""
LANES = (6.0, 9.5, 15.0, 18.5)
"""Metres from a listener on the sidewalk to the middle of each lane of a boulevard."""
SPEED = 13.0
"""Metres per second, which is 30 miles an hour."""
CARS = 1 / 3
"""Cars a second over all lanes: 1,200 an hour."""
RUMBLE = -12.0
"""dB from a car in the nearest lane, at its closest, to all that is far away."""
FRAME = 0.02
"""Seconds over which the level of the speech is taken."""
FLOOR = -30.0
"""dB from the loudest frame, under which nobody speaks."""

Samples = Any  # a numpy array of float64, ±1 at full scale


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quiet", type=Path, metavar="IN_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--by", type=Path, metavar="DIR", help="whose voice sets the street's level; default: IN_DIR's")
    parser.add_argument("--snr", type=float, default=SNR, help="dB; default: %(default)g")
    parser.add_argument("--hour", type=int, default=1, help="a number that picks the cars; default: %(default)d")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for stale in options.out.glob("*.wav"):
        stale.unlink()
    ratios = []
    for path in sorted(options.quiet.glob("*.wav")):
        speech, by = read(path), read((options.by or options.quiet) / path.name)
        level = mean_level(under(by, street(len(by), path.stem, options.hour), options.snr))
        noise = at(street(len(speech), path.stem, options.hour), level)
        write(options.out / path.name, together(speech, noise))
        ratios.append(over(speech, noise))
    if ratios:
        print(f"{options.out}: by ITU-T P.56, A-weighted, the voice is {fmean(ratios):.1f} dB over the street")


def street(count: int, name: str, hour: int = 1) -> Samples:
    """Return *count* samples of the street that is called *name*, at an *hour*. Its level means nothing."""
    random = np.random.default_rng((zlib.crc32(name.encode()), hour))
    power = np.full(count, 10 ** (RUMBLE / 10))
    seconds = np.arange(count) / RATE
    early = max(LANES) / SPEED * 3  # a car is heard well before and after it passes
    for passing in _passings(random, -early, count / RATE + early):
        power += _car(seconds - passing, float(random.choice(LANES)))
    return _shaped(random.standard_normal(count)) * np.sqrt(power)


def _passings(random: np.random.Generator, first: float, last: float) -> list[float]:
    """Return the seconds at which cars are closest, between *first* and *last*; they come independently."""
    passings = []
    at = first + random.exponential(1 / CARS)
    while at < last:
        passings.append(at)
        at += random.exponential(1 / CARS)
    return passings


def _car(seconds: Samples, metres: float) -> Samples:
    """Return the power of a car *seconds* after it was closest, at *metres*; 1 at the closest in the nearest lane."""
    closest = (LANES[0] / metres) ** 2
    return closest / (1 + (seconds * SPEED / metres) ** 2)


def _shaped(white: Samples) -> Samples:
    """Return white noise with the spectrum of traffic, and a power of 1."""
    hertz = np.fft.rfftfreq(len(white), 1 / RATE)
    heard = hertz >= LOWEST
    gains = np.zeros_like(hertz)
    gains[heard] = np.sqrt(LOWEST / hertz[heard])
    gains[hertz > BEND] *= BEND / hertz[hertz > BEND]
    noise = np.fft.irfft(np.fft.rfft(white) * gains, len(white))
    return noise / np.sqrt((noise**2).mean())


def under(speech: Samples, noise: Samples, snr: float) -> Samples:
    """Return *noise*, as long as *speech*, *snr* dB under it where somebody speaks.

    Raises ValueError when nobody speaks.
    """
    speaking = spoken(speech)
    if not speaking.any():
        raise ValueError("there is no speech to set the noise by")
    ratio = (speech[speaking] ** 2).mean() / (noise[speaking] ** 2).mean()
    return noise * np.sqrt(ratio / 10 ** (snr / 10))


def at(noise: Samples, level: float) -> Samples:
    """Return *noise* at a mean *level*, in dB from full scale."""
    return noise * 10 ** ((level - mean_level(noise)) / 20)


def together(speech: Samples, noise: Samples) -> Samples:
    """Return *speech* with *noise*, made softer where it would clip."""
    sound = speech + noise
    return sound / max(1.0, np.abs(sound).max())


def spoken(speech: Samples) -> Samples:
    """Return for each sample whether it lies in a frame where somebody speaks."""
    size = round(RATE * FRAME)
    frames = np.pad(speech, (0, -len(speech) % size)).reshape(-1, size)
    power = (frames**2).mean(axis=1)
    loud = (power > 0) & (power >= power.max() * 10 ** (FLOOR / 10))
    return np.repeat(loud, size)[: len(speech)]


def read(path: Path) -> Samples:
    """Return a mono WAV of 16 bits at `RATE`."""
    with wave.open(str(path), "rb") as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    if rate == RATE:
        return sound
    import librosa

    return librosa.resample(sound, orig_sr=rate, target_sr=RATE)


def write(path: Path, sound: Samples) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.clip(np.rint(sound * 32767), -32768, 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    main()
