"""The same articles give the same answer twice, whatever order sets of words happen to have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOLD = (
    "Gunman opens fire in Orrin\n\nTwo people were injured in the attack that began at the mill "
    "of Orrin at noon, the sheriff said. Police arrested a man of 38. Nobody else is sought.\n",
    "Shooting at Orrin mill\n\nSeveral others were injured in the attack that began at the mill of "
    "Orrin at noon. The sheriff said nobody else is sought. A man, 39, was arrested.\n",
)


def compared(folder: Path, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "compare", str(folder), "--json"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_comparison_does_not_hang_on_the_order_of_sets(tmp_path: Path) -> None:
    for number, text in enumerate(TOLD):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    first, *others = (compared(tmp_path, seed) for seed in ("1", "2", "3"))
    assert "injured" in first
    assert others == [first, first]
