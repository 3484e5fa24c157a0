"""Keeps to what people decided about questions: bonded ones stay in one group, others never meet in one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from nlp.vectors import Labels, Vectors

ALONE = -1
Pairs = Sequence[tuple[int, int]]
Foes = dict[int, set[int]]  # of each atom: those it must not meet


@dataclass(frozen=True)
class Bonds:
    """A person's word on pairs of rows: `same` stay in one group, `apart` are never in one.

    Where both are said of the same rows, in whatever roundabout way, `same` holds: the store forgets an older
    "apart" when a person joins, so only a mistake can say both.
    """

    same: Pairs = ()
    apart: Pairs = ()


def atoms(count: int, same: Pairs) -> Labels:
    """Numbers for `count` rows, equal for those that are bonded, directly or through others."""
    if not same:
        return np.arange(count, dtype=np.int64)
    one, other = np.array(same, dtype=np.int64).T
    ties = csr_array((np.ones(len(same)), (one, other)), shape=(count, count))
    return connected_components(ties, directed=False)[1].astype(np.int64)  # type: ignore[no-any-return]


def united(labels: Labels, of_atom: Labels) -> Labels:
    """The finest labels that keep together what either of two labellings keeps together."""
    width = int(labels.max(initial=0)) + 1
    ties = [(int(label), width + int(atom)) for label, atom in zip(labels, of_atom, strict=True)]
    return atoms(width + int(of_atom.max(initial=0)) + 1, ties)[labels]


def separate(labels: Labels, vectors: Vectors, of_atom: Labels, apart: Pairs) -> Labels:
    """Labels in which no group holds two rows that are to be apart; atoms stay whole.

    Of each group with such rows, these go to as few parts as they can, the larger atoms first; the others
    follow the part whose direction they are nearest to. `vectors`: shape (n, d); every atom is in one group.
    """
    found = labels.copy()
    group_of = dict(zip(of_atom.tolist(), labels.tolist(), strict=True))
    foes_in: dict[int, Foes] = defaultdict(lambda: defaultdict(set))
    for one, other in _between(of_atom, apart):
        if group_of[one] == group_of[other]:
            foes_in[group_of[one]][one].add(other)
            foes_in[group_of[one]][other].add(one)
    following = int(labels.max(initial=-1)) + 1
    for group, foes in sorted(foes_in.items()):
        rows = np.flatnonzero(labels == group)
        part = _parts(vectors[rows], of_atom[rows], foes)
        found[rows] = np.where(part == 0, group, following + part - 1)
        following += int(part.max())
    return found


def settle(labels: Labels, placed: Sequence[int], bonds: Bonds) -> Labels:
    """The groups of new rows, as people's word on them has it; `ALONE` where none can be kept.

    `labels`: the group each new row would join, or `ALONE`. Rows of `bonds` count the new ones first, then
    those that are `placed` already, in that group. Bonded rows go where one of them is placed; where none is
    and they would part, they wait together. Of two to be apart, the one that is not placed gives way.
    """
    found = labels.copy()
    of_atom = atoms(len(labels) + len(placed), bonds.same)
    fixed = {int(atom): group for atom, group in zip(of_atom[len(labels) :], placed, strict=True)}
    wishes: dict[int, set[int]] = defaultdict(set)
    for atom, label in zip(of_atom[: len(labels)].tolist(), labels.tolist(), strict=True):
        wishes[atom].add(label)
    home = {atom: wish.pop() if len(wish) == 1 else ALONE for atom, wish in wishes.items()} | fixed
    for one, other in sorted(_between(of_atom, bonds.apart)):
        if home[one] == home[other] != ALONE:
            home[one if other in fixed else other] = ALONE
    for row in range(len(labels)):
        found[row] = home[int(of_atom[row])]
    return found


def _between(of_atom: Labels, apart: Pairs) -> set[tuple[int, int]]:
    """The pairs as pairs of different atoms."""
    atomic = ((int(of_atom[one]), int(of_atom[other])) for one, other in apart)
    return {(min(pair), max(pair)) for pair in atomic if pair[0] != pair[1]}


def _parts(vectors: Vectors, of_atom: Labels, foes: Foes) -> Labels:
    """The part, from 0, of each row of one group."""
    named, atom, size = np.unique(of_atom, return_inverse=True, return_counts=True)
    sums = np.zeros((len(named), vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, atom, vectors)
    part = np.full(len(named), ALONE, dtype=np.int64)
    feuding = [place for place in range(len(named)) if int(named[place]) in foes]
    directions: list[NDArray[np.float64]] = []
    for place in sorted(feuding, key=lambda each: (-size[each], each)):
        hostile = foes[int(named[place])]
        barred = {int(part[each]) for each in feuding if int(named[each]) in hostile}
        free = [each for each in range(len(directions)) if each not in barred]
        part[place] = _nearest(sums[place], directions, free) if free else len(directions)
        if not free:
            directions.append(np.zeros(vectors.shape[1]))
        directions[part[place]] = directions[part[place]] + sums[place]
    for place in np.flatnonzero(part == ALONE).tolist():
        part[place] = _nearest(sums[place], directions, range(len(directions)))
    return part[atom]


def _nearest(
    vector: NDArray[np.float64], directions: Sequence[NDArray[np.float64]], free: Iterable[int]
) -> int:
    """The free direction with the highest cosine; rounded, so that copies never part over a last digit."""
    return max(
        free,
        key=lambda each: (
            round(float(vector @ directions[each]) / max(float(np.linalg.norm(directions[each])), 1e-9), 6),
            -each,
        ),
    )
