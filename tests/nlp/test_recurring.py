"""Recurring questions: found across languages, the same every time, with ids that people can rely on."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from nlp.language_means import LanguageMeans, adapt, means_of, shipped_means
from nlp.nearest import nearest
from nlp.neighbours import closeness_graph, communities
from nlp.recurring import close_groups, group, join, regroup
from nlp.vectors import DIMENSIONS, Vectors, open_embedder, unit
from nlp.wordings import fold_copies, mean_vectors, number

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from bench_recurring import b_cubed  # noqa: E402

Asked = tuple[list[str], list[str], list[str], Vectors]


@pytest.fixture(scope="module")
def asked() -> Asked:
    """A fifth of the project's own independently worded questions: texts, languages, true groups, vectors."""
    lines = (ROOT / "bench/data/questions_own.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    some = sorted({row["group_id"] for row in rows})[::5]
    rows = [row for row in rows if row["group_id"] in some]
    texts, languages = [row["text"] for row in rows], [row["lang"] for row in rows]
    return texts, languages, [row["group_id"] for row in rows], open_embedder().embed(texts)


def planted(groups: int, size: int, noise: float = 0.6) -> tuple[Vectors, list[int]]:
    """Random directions, each with `size` vectors around it."""
    random = np.random.default_rng(7)
    truth = np.repeat(np.arange(groups), size)
    middles = unit(random.normal(size=(groups, DIMENSIONS)).astype(np.float32))
    around = random.normal(size=(groups * size, DIMENSIONS)).astype(np.float32) * noise / DIMENSIONS**0.5
    return unit(middles[truth] + around), truth.tolist()


def nothing_known() -> LanguageMeans:
    return LanguageMeans("test", {}, np.zeros(DIMENSIONS, dtype=np.float32))


def test_independent_wordings_in_ten_languages_meet(asked: Asked) -> None:
    texts, languages, truth, vectors = asked
    labels = group(vectors, languages, adapt(shipped_means(), vectors, languages), texts)
    _, _, f1 = b_cubed(truth, labels.tolist())
    assert f1 > 0.85


def test_the_language_mean_is_what_makes_them_meet(asked: Asked) -> None:
    texts, languages, truth, vectors = asked
    with_means = group(vectors, languages, adapt(shipped_means(), vectors, languages), texts)
    without = group(vectors, languages, nothing_known(), texts)
    assert b_cubed(truth, with_means.tolist())[2] > b_cubed(truth, without.tolist())[2] + 0.1


def test_most_sets_of_one_question_are_one_group(asked: Asked) -> None:
    texts, languages, truth, vectors = asked
    whole = 0
    for one in set(truth):
        rows = [row for row, each in enumerate(truth) if each == one]
        spoken = [languages[row] for row in rows]
        means = adapt(shipped_means(), vectors[rows], spoken)
        whole += int(group(vectors[rows], spoken, means, [texts[row] for row in rows]).max()) == 0
    assert whole >= 0.6 * len(set(truth))


def test_same_input_same_groups(asked: Asked) -> None:
    texts, languages, _, vectors = asked
    first, second = (group(vectors, languages, shipped_means(), texts) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize(("groups", "size"), [(6, 8), (60, 8), (300, 8), (30, 20), (20, 40), (12, 80)])
def test_the_same_settings_hold_for_few_and_many_and_for_large_groups(groups: int, size: int) -> None:
    vectors, truth = planted(groups, size, noise=1.0)
    labels = group(vectors, ["nl", "pl"] * (len(truth) // 2), nothing_known())
    assert b_cubed(truth, labels.tolist())[2] > 0.95


def test_unrelated_questions_stay_alone() -> None:
    vectors, _ = planted(200, 1)
    assert len(set(group(vectors, ["nl"] * 200, nothing_known()).tolist())) > 190


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_questions(count: int) -> None:
    vectors, _ = planted(3, 1)
    labels = group(vectors[:count], ["nl"] * count, nothing_known(), ["een", "twee"][:count])
    assert labels.tolist() == list(range(count))


def test_equal_texts_are_one_group_whatever_their_number() -> None:
    vectors = np.repeat(planted(2, 1)[0], 30, axis=0)
    texts = ["Waar is de bus?"] * 15 + ["waar is de BUS"] * 15 + ["iets heel anders"] * 30
    assert group(vectors, ["nl"] * 60, nothing_known(), texts).tolist() == [0] * 30 + [1] * 30


def test_labels_are_numbered_by_first_appearance(asked: Asked) -> None:
    texts, languages, _, vectors = asked
    labels = group(vectors, languages, shipped_means(), texts).tolist()
    firsts = [label for row, label in enumerate(labels) if label not in labels[:row]]
    assert firsts == list(range(len(firsts)))


def test_a_crowd_of_near_copies_is_one_wording_but_two_are_not() -> None:
    greetings = ["Hallo", "Hoi", "Goedemiddag", "Dag allemaal", "Beste mensen", "Hee"]
    crowd = [f"{greeting}, waar staat de informatiebus vandaag?" for greeting in greetings]
    pair = ["Hoe vraag ik huurtoeslag aan?", "Hoe vraag ik zorgtoeslag aan?"]
    vectors = open_embedder().embed(crowd + pair)
    labels = fold_copies(shipped_means().centre(vectors, ["nl"] * 8), ["nl"] * 8, crowd + pair)
    assert labels.tolist() == [0] * 6 + [1, 2]


def test_graph_is_symmetric_and_leiden_is_seeded() -> None:
    vectors, truth = planted(20, 6)
    graph = closeness_graph(vectors)
    assert abs(graph - graph.T).max() == 0
    assert communities(graph).tolist() == communities(graph).tolist()
    assert b_cubed(truth, communities(graph).tolist())[2] > 0.95


def test_a_new_question_joins_a_near_centre_only() -> None:
    vectors, truth = planted(5, 9)
    known = mean_vectors(vectors[9:], number(truth[9:]))
    joined = join(vectors[:12], [10] * 12, known)
    assert joined.labels.tolist() == [-1] * 9 + [0] * 3
    assert joined.nearby == ()


def at(*cosines: float) -> Vectors:
    """One vector with these cosines to the first axes."""
    rest = (1 - sum(each * each for each in cosines)) ** 0.5
    return np.array([[*cosines, *[0.0] * (DIMENSIONS - len(cosines) - 1), rest]], dtype=np.float32)


@pytest.mark.parametrize(
    ("cosines", "words", "label", "reasons"),
    [
        ([0.60, 0.1], 8, 0, []),  # surely the same
        ([0.60, 0.1], 7, -1, ["close"]),  # a short one says less
        ([0.70, 0.1], 1, 0, []),  # nearly equal
        ([0.50, 0.1], 20, -1, ["close"]),
        ([0.58, 0.57], 20, -1, ["between", "between"]),  # sure, but of which?
        ([0.40, 0.39], 20, -1, []),
    ],
)
def test_sure_ones_join_close_ones_are_shown_and_of_two_a_person_chooses(
    cosines: list[float], words: int, label: int, reasons: list[str]
) -> None:
    joined = join(at(*cosines), [words], np.eye(2, DIMENSIONS, dtype=np.float32))
    assert joined.labels.tolist() == [label]
    assert [each.reason for each in joined.nearby] == reasons


def test_what_a_person_ruled_out_is_not_joined() -> None:
    known = np.eye(2, DIMENSIONS, dtype=np.float32)
    assert join(at(0.8, 0.1), [9], known, [(0, 0)]).labels.tolist() == [-1]


def test_groups_that_lie_close_are_shown_once() -> None:
    near = np.vstack([at(1.0), at(0.8), at(0.0, 1.0)])
    assert [(each.row, each.known) for each in close_groups(near)] == [(0, 1)]


def test_nothing_to_join() -> None:
    vectors, _ = planted(2, 1)
    assert join(vectors, [9, 9], vectors[:0]).labels.tolist() == [-1, -1]
    assert join(vectors[:0], [], vectors).labels.tolist() == []


@pytest.mark.parametrize(
    ("labels", "previous", "kept"),
    [
        ([0, 0, 1, 1], [7, 7, 9, 9], [7, 9]),
        ([0, 0, 0, 1, 1], [7, 7, 7, 7, None], [7, None]),  # a split: the larger part keeps the id
        ([0, 0, 0], [7, 9, 9], [9]),  # two merged: the larger's id lives on
        ([0, 0], [9, 7], [7]),  # a tie: the older id
        ([0, 1], [None, None], [None, None]),
        ([], [], []),
    ],
)
def test_regroup_keeps_ids_with_most_of_their_questions(
    labels: list[int], previous: list[int | None], kept: list[int | None]
) -> None:
    assert regroup(np.array(labels, dtype=np.int64), previous) == kept


def test_few_texts_hardly_move_the_shipped_means(asked: Asked) -> None:
    _, languages, _, vectors = asked
    shipped = shipped_means()
    rows = [row for row, code in enumerate(languages) if code == "pl"]
    few, many = (adapt(shipped, vectors[rows[:n]], ["pl"] * n).by_language["pl"] for n in (1, len(rows)))
    own = vectors[rows].mean(axis=0)
    assert np.linalg.norm(many - own) < np.linalg.norm(few - own)
    assert np.linalg.norm(few - shipped.by_language["pl"]) < 0.15


def test_without_texts_the_table_stays() -> None:
    assert adapt(shipped_means(), np.empty((0, DIMENSIONS), dtype=np.float32), []) is shipped_means()


def test_unknown_language_loses_the_overall_mean() -> None:
    shipped = shipped_means()
    vector = unit(shipped.overall[None] + np.float32(0.01))
    assert np.allclose(shipped.centre(vector, ["und"]), unit(vector - shipped.overall))


def test_the_table_belongs_to_the_model_and_knows_nineteen_languages() -> None:
    assert shipped_means().version == open_embedder().version
    assert len(shipped_means().by_language) == 19


def test_means_of_parallel_texts() -> None:
    vectors = np.array([[1, 0], [3, 0], [0, 2]], dtype=np.float32)
    means = means_of(vectors, ["nl", "nl", "pl"], "v")
    assert means.by_language["nl"].tolist() == [2, 0]
    assert means.overall.tolist() == [1, 1]


def test_mean_vectors_have_length_one() -> None:
    vectors, truth = planted(4, 3)
    assert np.allclose(np.linalg.norm(mean_vectors(vectors, number(truth)), axis=1), 1, atol=1e-5)


def test_b_cubed_of_a_known_case() -> None:
    precision, recall, _ = b_cubed(["a", "a", "b", "b"], [0, 0, 0, 1])
    assert precision == pytest.approx((2 / 3 * 2 + 1 / 3 + 1) / 4)
    assert recall == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)


def test_a_crowd_larger_than_the_lists_is_one_group() -> None:
    vectors, truth = planted(20, 150, noise=0.8)
    labels = group(vectors, ["nl"] * len(truth), nothing_known())
    assert b_cubed(truth, labels.tolist())[2] > 0.85


def test_what_is_unlike_a_crowd_is_not_absorbed() -> None:
    vectors, truth = planted(12, 100, noise=0.8)
    stray = [row for row, each in enumerate(truth) if each == 0 or row % 100 == 0]
    labels = group(vectors[stray], ["nl"] * len(stray), nothing_known())
    assert np.bincount(labels).tolist() == [100] + [1] * 11


def test_cells_find_what_looking_at_all_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, _ = planted(600, 5)
    exact, cosines = nearest(vectors, 4)
    monkeypatch.setattr("nlp.nearest.EXACT", 1000)
    found, _ = nearest(vectors, 4)
    assert np.mean((found[:, :, None] == exact[:, None, :]).any(axis=2)[cosines > 0.3]) > 0.95
    assert np.array_equal(found, nearest(vectors, 4)[0])
    assert not (found == np.arange(len(vectors))[:, None]).any()
