"""Sound in and out of files' formats, but for WAV, which `wav` reads. The only module that knows ffmpeg and pydub."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any, Literal

import imageio_ffmpeg

from tour.diagnostics import Diagnostic, TourError, reason
from tour.model import Clip
from tour.sound.growing import ABLE, Follow, followed

RATE = 44_100
"""Samples per second of every finished track."""

MP3_BITS = 96_000
"""Bits per second: what Apple asks of spoken mono, at the least."""

AAC_BITS = 64_000
"""Bits per second of the AAC. So much keeps the quality predicted for the MP3 (Distill-MOS); 56,000 lose 0.15."""

FRAME = 1024
"""Samples in a frame of AAC, and those that the encoder puts before the sound."""

ADTS_HEAD = 7
"""Bytes of the header before each frame."""

_HEAD = 144 * MP3_BITS // RATE
"""Bytes of our MP3s' first frame, which holds no sound but the LAME header: it is written last."""

_BEFORE = 576 + 529
"""Samples that LAME and the decoder of an MP3 put before the sound."""

_MP3_FRAME = 1152
"""Samples."""

_LEFT_ON = 46
"""Samples of padding: so few at the end of an MP3 are not cut off."""

# The fast search takes half the time of the default and leaves 6 dB less noise in speech at this rate.
_AAC = (
    *("-ar", str(RATE), "-c:a", "aac", "-b:a", str(AAC_BITS), "-aac_coder", "fast"),
    *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
)

# Read from a pipe, the padding at the end would stay on: ffmpeg looks at the length only where it can seek.
_TO_PCM = ("-f", "mp3", "-i", "fd:", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1")

_End = IO[bytes] | int

_QUIET = ("-nostdin", "-hide_banner", "-nostats", "-loglevel", "error")

_INSTALL = "run `pip install imageio-ffmpeg`, or set IMAGEIO_FFMPEG_EXE to the path of an ffmpeg, version 6 or newer"


def ffmpeg() -> str:
    """Return the path of the ffmpeg to use. Raises TourError when there is none, or none that can be run."""
    try:
        exe: str = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError:
        raise TourError(Diagnostic(None, "ffmpeg was not found", _INSTALL)) from None
    found = shutil.which(exe)
    if found is None:
        raise TourError(Diagnostic(None, f"ffmpeg was not found: {exe!r} is not a program that can be run", _INSTALL))
    return found


def encoder_fingerprint() -> str:
    """Return a digest of all of ffmpeg that changes the bytes of an MP3, wherever it is installed.

    Runs it once in a process's life, for about 15 ms. Raises TourError.
    """
    return _fingerprint(ffmpeg())


def decode(data: bytes, format: str = "mp3") -> Clip:
    """Return a file's sound, mixed down to mono. Raises ValueError when it holds none; TourError without ffmpeg."""
    segment = _pydub()
    from pydub.exceptions import CouldntDecodeError

    segment.converter = ffmpeg()
    try:
        # Without a codec pydub asks ffprobe, which imageio-ffmpeg does not bring.
        sound = segment.from_file(io.BytesIO(data), format=format, codec=format)
    except (CouldntDecodeError, IndexError, struct.error):
        raise ValueError(f"this is not sound in the {format} format") from None
    return _clip(sound)


def decode_any(data: bytes, format: str, seconds: float) -> Clip:
    """Return the first *seconds* of the sound in a file of any *format*, as ffmpeg calls it, mono at `RATE`.

    Raises TourError when it holds none, and without ffmpeg.
    """
    sound = ("-map", "0:a:0", "-vn", "-sn", "-dn", "-t", f"{seconds:.3f}")
    raw = ("-ac", "1", "-ar", str(RATE), "-map_metadata", "-1", "-f", "s16le", "-c:a", "pcm_s16le", "pipe:1")
    return Clip(_run(("-f", format, "-i", "fd:", *sound, *raw), (data,), "in"), RATE)


def mixed_down(sound: bytes, width: int, channels: int, rate: int) -> Clip:
    """Return signed little-endian samples of *width* bytes, in whole frames of *channels*, as 16-bit mono."""
    segment = _pydub()(sound, sample_width=width, frame_rate=rate, channels=channels)
    if channels <= 2:
        return _clip(segment)
    # pydub sums quotients that it has rounded down, sample by sample: a loud chord of three channels overflows.
    import numpy as np

    frames = np.frombuffer(segment.set_sample_width(2).raw_data, "<i2").reshape(-1, channels)
    total = np.zeros(len(frames), np.int32)
    for channel in frames.T:
        total += channel
    return Clip(np.rint(total / channels).astype("<i2").tobytes(), rate)


def encode_mp3(pcm: bytes, follow: Follow | None = None) -> bytes:
    """Return the sound as an MP3: 96 kbit/s constant, mono, with a LAME header and no tag. Raises TourError.

    *pcm* is signed 16-bit little-endian mono at 44.1 kHz. The same sound gives the same bytes. *follow* is given all
    but the header, piece by piece as it comes, to be read on another thread; where the system cannot, when it is done.
    """
    # Quality 7 leaves out the shaping of coding noise. On speech at this rate it left 3 dB less of it than the default,
    # 5, in less than half the time: one channel has bits enough.
    encoder = ("-c:a", "libmp3lame", "-b:a", str(MP3_BITS), "-compression_level", "7")
    same = ("-map_metadata", "-1", "-id3v2_version", "0", "-fflags", "+bitexact", "-flags:a", "+bitexact")
    raw = ("-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0")
    # The header, which holds the length, is written last, into the front: a pipe could not go back to it.
    command = (*raw, *encoder, *same, "-f", "mp3", "fd:")
    if follow is None or ABLE:
        return _run(command, (pcm,), "out", follow=follow)
    mp3 = _run(command, (pcm,), "out")
    follow(iter((mp3[_HEAD:],)))
    return mp3


def encode_aac(mp3: bytes) -> bytes:
    """Return a finished MP3's sound as AAC-LC in ADTS frames (ISO/IEC 13818-7, 6.2), about 64 kbit/s, mono.

    It is as loud as the MP3, within a tenth of a LU, and `FRAME` samples late. Raises TourError.
    """
    # From the MP3, not from what that was made of: so a cached track is not mixed again, and the level is the measured
    # one. Heard by a model of listeners both come out alike (Distill-MOS 4.65 and 4.61, before any coding 4.65).
    return _run(("-f", "mp3", "-i", "fd:", *_AAC, "-f", "adts", "pipe:1"), (mp3,), "in")


def encode_aac_of(frames: Iterable[bytes], samples: int) -> bytes:
    """Return what `encode_aac` does, of an MP3 that may still be coming: its *frames* after the first, in any pieces.

    *samples* is how many it was encoded from; `decode_pcm` finds as many as `decoded` says, or the ends differ. Raises
    TourError.
    """
    # What the header would have told: what the encoder and a decoder put before the sound, and where it ends.
    sound = ("-af", f"atrim=start_sample={_BEFORE}:end_sample={_BEFORE + decoded(samples)}")
    return _run(("-f", "mp3", "-i", "pipe:0", *sound, *_AAC, "-f", "adts", "fd:"), frames, "out")


def aac_frames(adts: bytes) -> list[bytes]:
    """Return each AAC frame of a stream, without its header of `ADTS_HEAD` bytes, which has no place in an MP4.

    Raises ValueError when it is no whole ADTS of one block a frame, without checksums (ISO/IEC 13818-7, 6.2).
    """
    frames, at, end = [], 0, len(adts)
    while at < end:
        head = adts[at : at + ADTS_HEAD]
        size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) == ADTS_HEAD else 0
        at += size
        if size < ADTS_HEAD or head[0] != 0xFF or head[1] & 0xF7 != 0xF1 or head[6] & 3 or at > end:
            raise ValueError("this is not AAC in whole ADTS frames")
        frames.append(adts[at - size + ADTS_HEAD : at])
    return frames


def decoded(samples: int) -> int:
    """Return how many samples `decode_pcm` finds, at least with the ffmpeg we ship, where so many were encoded."""
    padding = -(samples + _BEFORE) % _MP3_FRAME
    return samples + padding if padding <= _LEFT_ON else samples


def decode_pcm(mp3: bytes) -> Any:
    """Return an MP3's sound as a numpy array of float32, full scale ±1, mono at its own rate. Raises TourError.

    Nothing is clipped: a wave above full scale is seen as such. The encoder's delay and padding are cut off, as players
    do it, but for at most `_LEFT_ON` samples.
    """
    import numpy as np

    return np.frombuffer(_run(_TO_PCM, (mp3,), "in"), "<f4")


def decode_pieces(mp3: bytes, samples: int) -> Iterator[Any]:
    """Yield what `decode_pcm` returns in pieces of so many *samples*, the last one shorter: a long one fills no memory.

    Raises TourError, also when something was yielded already.
    """
    import numpy as np

    command = (ffmpeg(), *_QUIET, *_TO_PCM)
    try:
        with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as complaints:
            file.write(mp3)
            file.seek(0)
            process = _start(command, file, subprocess.PIPE, complaints)
            found = False
            for piece in _pieces(process, samples * 4):
                found = True
                yield np.frombuffer(piece, "<f4")
            if process.returncode:
                _grow(file)
            if process.returncode or not found:
                raise _no_sound(process, complaints)
    except OSError as fault:
        raise _no_room(fault) from None


@cache
def _fingerprint(exe: str) -> str:
    # Without temporary files: a build that finds everything in its cache needs no place for any.
    process = _start((exe, *_QUIET, "-version"), subprocess.DEVNULL, subprocess.PIPE, subprocess.DEVNULL)
    told = _talk_to_end(process, ())
    if process.returncode or not told.startswith(b"ffmpeg version"):
        raise TourError(Diagnostic(None, f"{exe!r} is not ffmpeg", _INSTALL))
    return hashlib.sha256(told + str(Path(exe).stat().st_size).encode()).hexdigest()


def _run(
    arguments: tuple[str, ...],
    data: Iterable[bytes],
    rewinds: Literal["in", "out"],
    follow: Follow | None = None,
) -> bytes:
    """Return what ffmpeg makes of *data*. Where it *rewinds* it gets a nameless file, at the other end a pipe.

    The pipe ties its life to ours: when this process is killed, ffmpeg sees it close and ends. *follow* is given what
    it writes into the file.
    """
    command = (ffmpeg(), *_QUIET, *arguments)
    try:
        # Complaints go to a file too: nothing here ever waits on one pipe while ffmpeg waits on another.
        with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as complaints:
            if rewinds == "in":
                file.writelines(data)
                file.seek(0)
                process = _start(command, file, subprocess.PIPE, complaints)
            else:
                process = _start(command, subprocess.PIPE, file, complaints)
            with followed(file, _HEAD, follow) if follow else nullcontext():
                out = _talk_to_end(process, () if rewinds == "in" else data)
            if process.returncode:
                _grow(file)  # was it only that the disk is full?
            if rewinds == "out":
                file.seek(0)
                out = file.read()
            if process.returncode or not out:
                raise _no_sound(process, complaints)
    except OSError as fault:  # also of closing a file, which writes what is left of it
        raise _no_room(fault) from None
    return out


def _grow(file: IO[bytes]) -> None:
    """Make *file* longer. Raises OSError where its disk takes no more."""
    file.seek(0, os.SEEK_END)
    file.write(bytes(1 << 16))
    file.flush()


def _no_sound(process: subprocess.Popen[bytes], complaints: IO[bytes]) -> TourError:
    why = _last_line(complaints) or f"exit code {process.returncode}"
    return TourError(Diagnostic(None, f"ffmpeg gave no sound: {why}", _INSTALL))


def _no_room(fault: OSError) -> TourError:
    """Return the fault of temporary files that cannot be written."""
    try:
        where = f"the folder for temporary files, {tempfile.gettempdir()}, cannot be written: {reason(fault)}"
    except OSError:  # none of those that are usual can be: Python has tried
        where = "there is no folder for temporary files that can be written"
    return TourError(Diagnostic(None, where, "is there room, and may you write there? TMPDIR=DIR names another"))


def _last_line(complaints: IO[bytes]) -> str:
    """Return the last line with anything in it; nothing when there is none."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")


def _start(command: tuple[str, ...], stdin: _End, stdout: _End, stderr: _End) -> subprocess.Popen[bytes]:
    """Start ffmpeg in a process group of its own, so that Ctrl-C in the terminal reaches only us."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        return subprocess.Popen(
            command, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True, creationflags=flags
        )
    except OSError as fault:
        raise TourError(Diagnostic(None, f"ffmpeg could not be run: {fault.strerror}", _INSTALL)) from None


def _talk_to_end(process: subprocess.Popen[bytes], data: Iterable[bytes]) -> bytes:
    """Give *process* its *data*, wait for its end, and return what it writes into a pipe."""
    with process:
        try:
            return _talk(process, data)
        except BaseException:  # above all an interrupt, which must not leave it running: it hears none itself
            process.kill()
            raise


def _pieces(process: subprocess.Popen[bytes], size: int) -> Iterator[bytes]:
    """Yield what *process* writes into a pipe, *size* bytes at a time, and wait for its end."""
    with process:
        try:
            while process.stdout and (piece := process.stdout.read(size)):
                yield piece
        except BaseException:  # as in `_talk_to_end`; also where nobody wants the rest
            process.kill()
            raise


def _talk(process: subprocess.Popen[bytes], data: Iterable[bytes]) -> bytes:
    """Do what `communicate` does, in one write a piece and one read: that one writes 4 KB at a time."""
    if process.stdin:
        # Where it gave up early, its exit code and complaint tell why. Closing writes what is left, and fails too.
        with suppress(BrokenPipeError), process.stdin as pipe:
            for piece in data:
                pipe.write(piece)
    out = process.stdout.read() if process.stdout else b""
    process.wait()
    return out


def _pydub() -> Any:  # pydub has no types
    with warnings.catch_warnings():
        # It warns of its own regular expressions, of audioop, and of an ffmpeg that is not on the PATH.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment


def _clip(sound: Any) -> Clip:  # pydub has no types
    mono = sound.set_channels(1).set_sample_width(2)
    if not mono.raw_data:
        raise ValueError("this holds no sound")
    return Clip(mono.raw_data, mono.frame_rate)
