"""Scores of arcs in; the best tree with one root out."""

import numpy as np
from numpy.typing import NDArray


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The head of each word, or the number of words for the root, where `scores[child, head]`.

    The last column scores the root. Exactly one word hangs on it; cycles are broken as Chu and
    Liu (1965) and Edmonds (1967) do.
    """
    size = len(scores)
    full = np.full((size + 1, size + 1), -1e9)
    full[:size] = scores
    full[np.arange(size), np.arange(size)] = -1e9
    heads = _spanning(full)
    roots = [word for word in range(size) if heads[word] == size]
    if len(roots) == 1:
        return heads[:size]
    best, best_score = heads, -np.inf
    for root in roots:  # the best tree of one root has one of those that wanted to be it
        single = full.copy()
        single[:size, size] = -1e6
        single[root, size] = 1e6
        tree = _spanning(single)
        score = float(sum(full[word, tree[word]] for word in range(size)))
        if score > best_score:
            best, best_score = tree, score
    return best[:size]


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """The best arborescence from the last node; the last entry of the answer is meaningless."""
    count = len(scores)
    heads = scores.argmax(axis=1)
    heads[count - 1] = count - 1
    cycle = _find_cycle(heads.tolist())
    if not cycle:
        return [int(head) for head in heads]
    inside = sorted(cycle)
    outside = [node for node in range(count) if node not in cycle]
    kept = scores[inside, heads[inside]]
    # The cycle becomes one node, the first of the smaller graph; the root stays the last.
    smaller = np.full((len(outside) + 1, len(outside) + 1), -1e9)
    enter = scores[np.ix_(inside, outside)] - kept[:, None]
    leave = scores[np.ix_(outside, inside)]
    smaller[0, 1:] = enter.max(axis=0)
    smaller[1:, 0] = leave.max(axis=1)
    smaller[1:, 1:] = scores[np.ix_(outside, outside)]
    solved = _spanning(smaller)
    answer = [int(head) for head in heads]
    for at, node in enumerate(outside[:-1], start=1):
        answer[node] = (
            inside[int(leave[at - 1].argmax())] if solved[at] == 0 else outside[solved[at] - 1]
        )
    entry = outside[solved[0] - 1]
    broken = inside[int(enter[:, solved[0] - 1].argmax())]
    answer[broken] = entry
    return answer


def _find_cycle(heads: list[int]) -> set[int]:
    root = len(heads) - 1
    done: set[int] = {root}
    for start in range(root):
        path: list[int] = []
        node = start
        while node not in done:
            done.add(node)
            path.append(node)
            node = heads[node]
            if node in path:
                return set(path[path.index(node) :])
    return set()
