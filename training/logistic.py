"""Rows of named features with what proved right in; the weights of a logistic regression, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

STEPS = 40
ENOUGH = 1e-6  # the largest change of a weight with which Newton's method has arrived
FREE = 0.01  # the penalty of the constant, which nothing draws to 0


def fit(
    rows: Sequence[tuple[Mapping[str, float], bool]],
    penalty: float | Mapping[str, float],
    least: int,
    constant: str,
) -> dict[str, float]:
    """The weights (log-odds) of the features by Newton's method, with a quadratic `penalty`.

    The penalty is one for all, or one for each feature, which must have one then. Features seen
    in fewer than `least` rows get no weight. `constant` is the feature that every row holds with 1.
    Cox 1958; the penalty is that of ridge regression.
    """
    seen = Counter(feature for features, _ in rows for feature in features)
    names = sorted(feature for feature, count in seen.items() if count >= least)
    place = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    y = np.array([right for _, right in rows], dtype=float)
    for r, (features, _) in enumerate(rows):
        for feature, value in features.items():
            if feature in place:
                x[r, place[feature]] = value
    told = dict.fromkeys(names, penalty) if isinstance(penalty, float) else penalty
    held = np.array([FREE if name == constant else told[name] for name in names])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (y - p) - held * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)
        step = np.linalg.solve(hessian, gradient)
        w = w + step
        if float(np.abs(step).max(initial=0.0)) < ENOUGH:
            break
    return {name: float(w[n]) for name, n in place.items()}
