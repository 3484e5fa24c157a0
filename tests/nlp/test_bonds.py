"""What people decided is obeyed, whatever the groups and the decisions are."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.bonds import ALONE, Bonds, atoms, separate, settle, united
from nlp.language_means import LanguageMeans
from nlp.recurring import group
from nlp.vectors import DIMENSIONS, Labels, Vectors, unit

MOST = 14
rows = st.integers(0, MOST - 1)
pairs = st.lists(st.tuples(rows, rows), max_size=12)
groups = st.lists(st.integers(0, 4), min_size=MOST, max_size=MOST)


def directions(seeds: Sequence[int]) -> Vectors:
    """A vector per seed, near ones for seeds of one residue: they would be grouped if nobody minded."""
    random = np.random.default_rng(3)
    middles = random.normal(size=(4, DIMENSIONS))
    around = random.normal(size=(64, DIMENSIONS)) * 0.4
    return unit(np.array([middles[each % 4] + around[each] for each in seeds], dtype=np.float32))


def assert_obeyed(labels: Labels, same: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> None:
    of_atom = atoms(len(labels), same)
    assert all(labels[one] == labels[other] for one, other in same)
    assert all(labels[one] != labels[other] for one, other in apart if of_atom[one] != of_atom[other])


@given(groups, pairs, pairs)
@settings(max_examples=200, deadline=None)
def test_separating_obeys_any_decisions(
    labels: list[int], same: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    of_atom = atoms(MOST, same)
    found = separate(united(np.array(labels), of_atom), directions(range(MOST)), of_atom, apart)
    assert_obeyed(found, same, apart)


@given(st.lists(st.integers(0, 63), min_size=MOST, max_size=MOST), pairs, pairs)
@settings(max_examples=25, deadline=None)
def test_grouping_obeys_any_decisions(
    seeds: list[int], same: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    means = LanguageMeans("test", {}, np.zeros(DIMENSIONS, dtype=np.float32))
    texts = [f"{chr(97 + each % 26)}{chr(97 + each // 26)} vraag" for each in seeds]
    found = group(directions(seeds), ["nl"] * MOST, means, texts, None, Bonds(same, apart))
    assert_obeyed(found, same, apart)


@given(st.lists(st.integers(ALONE, 4), min_size=MOST - 5, max_size=MOST - 5), pairs, pairs)
@settings(max_examples=200, deadline=None)
def test_joining_obeys_any_decisions(
    wished: list[int], same: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    placed, new = [0, 1, 2, 3, 4], len(wished)  # one row in each group: what is placed obeys already
    of_atom = atoms(MOST, same)
    if len(set(of_atom[new:].tolist())) < len(placed):
        return
    found = settle(np.array(wished), placed, Bonds(same, apart))
    waiting = np.where(found == ALONE, 100 + of_atom[:new], found)  # they are grouped later, bonds obeyed
    assert_obeyed(np.concatenate([waiting, placed]), same, apart)


def test_others_follow_the_nearer_of_two_that_are_apart() -> None:
    vectors = unit(np.array([[1, 0], [0, 1], [0.9, 0.1], [0.2, 0.9]], dtype=np.float32))
    found = separate(np.zeros(4, dtype=np.int64), vectors, np.arange(4), [(0, 1)])
    assert found.tolist() == [0, 1, 0, 1]


def test_as_few_parts_as_can_be() -> None:
    found = separate(np.zeros(4, dtype=np.int64), directions([0, 4, 8, 12]), np.arange(4), [(0, 1), (2, 3)])
    assert len(set(found.tolist())) == 2


def test_a_bond_outweighs_its_contradiction() -> None:
    of_atom = atoms(3, [(0, 1), (1, 2)])
    found = separate(np.zeros(3, dtype=np.int64), directions([0, 1, 2]), of_atom, [(0, 2)])
    assert found.tolist() == [0, 0, 0]


def test_a_new_row_joins_where_its_bond_is_and_not_where_it_may_not() -> None:
    bonds = Bonds(same=[(0, 3)], apart=[(1, 4)])
    assert settle(np.array([ALONE, 8, 8]), [7, 8], bonds).tolist() == [7, ALONE, 8]
