"""How tour/engines/kokoro_styles.npz was made, and whether it still holds what it should.

    python tools/kokoro_styles.py VOICES [--write]

VOICES is the folder ``voices`` of the npm package kokoro-js 1.2.1 (Apache-2.0): a style vector for each length of
sentence, 510 x 256 numbers a voice. They hardly differ from one length to the next, so that 16 of their singular
vectors give all of them back to within 0.00002, less than the model's own rounding to 8 bits: 50 kB a voice, not 522.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

STYLES = Path(__file__).parents[1] / "tour" / "engines" / "kokoro_styles.npz"
RANK = 16
TOLERANCE = 2e-5
OFFICIAL = {
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "af_bella": "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
    "am_fenrir": "c27989f741f7ee34d273a39d8a595cc0837d35f5ced9a29b7cc162614616df43",
    "am_puck": "fcf73c989033e9233e0b98713eca600c8c74dcc1614b37009d5450ff4a2274a0",
    "ef_dora": "f66ec66bd295acb18372e37008533a9a3228483ccd294e7538d5d9294ac9a532",
    "em_alex": "27809e9eafdcbcfff90a3016c697568676531de2a2c39cee29c96c7bd6b83e95",
}
"""SHA-256 of VOICES/<name>.bin."""


def main(voices: Path, write: bool) -> None:
    vectors = {name: _official(voices / f"{name}.bin", digest) for name, digest in OFFICIAL.items()}
    if write:
        np.savez(STYLES, allow_pickle=False, **dict(pair for name in vectors for pair in _factors(name, vectors[name])))
    with np.load(STYLES, allow_pickle=False) as held:
        worst = max(
            float(np.abs(held[f"{name} by length"] @ held[f"{name} by part"] - vector).max())
            for name, vector in vectors.items()
        )
    sys.stdout.write(f"{len(vectors)} voices, {STYLES.stat().st_size} bytes, off by at most {worst:.1e}\n")
    sys.stdout.write(f"sha256 {hashlib.sha256(STYLES.read_bytes()).hexdigest()}\n")
    if worst > TOLERANCE:
        raise SystemExit(f"more than {TOLERANCE} off")


def _official(path: Path, digest: str) -> np.ndarray:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise SystemExit(f"{path} is not the file of kokoro-js 1.2.1")
    return np.frombuffer(data, "<f4").reshape(510, 256)


def _factors(name: str, vector: np.ndarray) -> list[tuple[str, np.ndarray]]:
    lengths, strengths, parts = np.linalg.svd(vector.astype(np.float64), full_matrices=False)
    by_length = (lengths[:, :RANK] * strengths[:RANK]).astype("<f4")
    return [(f"{name} by length", by_length), (f"{name} by part", parts[:RANK].astype("<f4"))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--write" in sys.argv[2:])
