"""What people decide about recurring questions: one with another, apart, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from data import audit, models, question_links
from data.door import wording_key
from data.errors import NotFound, WrongState
from data.records import QuestionProposal
from data.upsert import batches

Row, Asked, Item = models.Question, models.QuestionItem, models.Item
Proposal = models.QuestionProposal
STALE = ""  # the vector version of a centre that is to be computed anew


def merge(session: Session, into: int, other: int, actor: str, now: datetime) -> None:
    """One question of two: `other`'s items, posts and suggestions go to `into`, and stay there.

    Raises NotFound, and WrongState for a question with itself.
    """
    if into == other:
        raise WrongState("a question cannot be merged with itself; choose another")
    kept, gone = _found(session, into), _found(session, other)
    session.execute(update(Asked).where(Asked.question_id == other).values(question_id=into))
    question_links.join(session, _items(session, into), actor, now)
    for table in (models.Message, models.Suggestion):
        session.execute(update(table).where(table.question_id == other).values(question_id=into))
    signals = models.Signal
    session.execute(delete(signals).where(signals.kind == "question", signals.key == str(other)))
    session.execute(delete(Row).where(Row.id == other))
    _centre_is_stale(session, into)
    detail = {"with": other, "title": gone.title, "state": gone.state, "kept": kept.title}
    audit.write(session, actor, "questions merged", f"question {into}", detail, now)


def split(session: Session, question_id: int, item_ids: Iterable[int], actor: str, now: datetime) -> int:
    """Moves items, and others of the same wording, to a question of their own; gives its id.

    The two stay apart. Raises NotFound, and WrongState when nothing or everything would move.
    """
    was = _found(session, question_id)
    of_question = _items(session, question_id)
    moved = _with_copies(session, of_question, set(item_ids))
    stay = [each for each in of_question if each not in moved]
    if not moved or not stay:
        raise WrongState("choose some of the question's wordings, not none and not all: the rest stays")
    title, language = _title(session, sorted(moved), was.code)
    begun = {"title": title, "title_language": language, "code": was.code, "state": "new"}
    new = insert(Row).values(centre=was.centre, vector_version=STALE, created_at=now, **begun)
    made = session.execute(new.returning(Row.id)).scalar_one()
    for batch in batches(sorted(moved)):
        session.execute(update(Asked).where(Asked.item_id.in_(batch)).values(question_id=made))
    question_links.leave(session, moved)
    apart = question_links.join(session, moved, actor, now)
    question_links.keep_apart(session, question_links.join(session, stay, actor, now), apart)
    _centre_is_stale(session, question_id)
    detail = {"to": made, "items": len(moved)}
    audit.write(session, actor, "question split", f"question {question_id}", detail, now)
    return made


def asking(session: Session, question_id: int, texts: Iterable[str]) -> list[int]:
    """The items that ask a question in exactly these texts, as stored."""
    query = (
        select(Item.id)
        .join(Asked, Asked.item_id == Item.id)
        .where(Asked.question_id == question_id, Item.text.in_(list(texts)))
        .order_by(Item.id)
    )
    return list(session.scalars(query))


def rename(  # noqa: PLR0913 - a name in each language of the faces, by whom and when
    session: Session, question_id: int, nl: str | None, en: str | None, actor: str, now: datetime
) -> None:
    """Gives a question a person's names; empty ones take them away. Raises NotFound."""
    was = _found(session, question_id)
    names = {"name_nl": (nl or "").strip() or None, "name_en": (en or "").strip() or None}
    by_person = any(names.values())
    session.execute(update(Row).where(Row.id == question_id).values(**names, named_by_person=by_person))
    detail = {"was": [was.name_nl, was.name_en], "now": list(names.values())}
    audit.write(session, actor, "question named", f"question {question_id}", detail, now)


def propose(session: Session, rows: Iterable[QuestionProposal], now: datetime) -> None:
    """Replaces what waits for a person by these pairs; a pair that was told apart is not asked again."""
    session.execute(delete(Proposal).where(Proposal.state == "waiting"))
    answered = {(a, b) for a, b in session.execute(select(Proposal.question_id, Proposal.other_id))}
    there = set(session.scalars(select(Row.id)))
    pairs = {tuple(sorted((each.question_id, each.other_id))): each for each in rows}
    values = [
        {"question_id": a, "other_id": b, "closeness": each.closeness, "reason": each.reason}
        for (a, b), each in sorted(pairs.items())
        if a != b and {a, b} <= there and (a, b) not in answered
    ]
    for batch in batches(values):
        rows_of = [{**each, "state": "waiting", "created_at": now} for each in batch]
        session.execute(insert(Proposal), rows_of)


def waiting(session: Session, *, limit: int = 30) -> list[QuestionProposal]:
    """Pairs of questions that may be one, the closest first."""
    query = (
        select(Proposal.question_id, Proposal.other_id, Proposal.closeness, Proposal.reason)
        .where(Proposal.state == "waiting")
        .order_by(Proposal.closeness.desc(), Proposal.question_id, Proposal.other_id)
        .limit(limit)
    )
    return [QuestionProposal(*found) for found in session.execute(query)]  # type: ignore[arg-type]


def answer(  # noqa: PLR0913 - a pair, the answer, by whom and when
    session: Session, question_id: int, other_id: int, same: bool, actor: str, now: datetime
) -> None:
    """A person's answer to a proposal: merges into the older (lower) question, or keeps them apart."""
    older, newer = sorted((question_id, other_id))
    if same:
        merge(session, older, newer, actor, now)
        return
    _found(session, older)
    _found(session, newer)
    bonds = [question_links.join(session, _items(session, each), actor, now) for each in (older, newer)]
    question_links.keep_apart(session, *bonds)
    pair = (Proposal.question_id == older, Proposal.other_id == newer)
    session.execute(update(Proposal).where(*pair).values(state="apart"))
    audit.write(session, actor, "questions kept apart", f"question {older}", {"from": newer}, now)


def _found(session: Session, question_id: int) -> models.Question:
    found = session.get(Row, question_id, populate_existing=True)
    if found is None:
        raise NotFound(f"there is no question {question_id}")
    return found


def _items(session: Session, question_id: int) -> list[int]:
    query = select(Asked.item_id).where(Asked.question_id == question_id).order_by(Asked.item_id)
    return list(session.scalars(query))


def _title(session: Session, items: Sequence[int], code: str | None) -> tuple[str, str]:
    """The first wording that all may read, and its language; the code where there is none."""
    said = models.Annotation
    readable = select(Item.text, said.language).join(said, said.item_id == Item.id).where(said.current)
    for batch in batches(items):
        first = readable.where(Item.id.in_(batch), ~said.sensitive).order_by(Item.id).limit(1)
        if found := session.execute(first).first():
            return " ".join(found.text.split()), found.language
    return code or "und", "und"


def _with_copies(session: Session, of_question: Sequence[int], chosen: set[int]) -> set[int]:
    """The chosen items of the question and those that say the same but for case, signs and diacritics."""
    texts: dict[int, str] = {}
    for batch in batches(of_question):
        for item_id, text in session.execute(select(Item.id, Item.text).where(Item.id.in_(batch))):
            texts[item_id] = wording_key(text)
    wanted = {texts[each] for each in chosen if each in texts}
    return {item_id for item_id, text in texts.items() if text in wanted}


def _centre_is_stale(session: Session, question_id: int) -> None:
    session.execute(update(Row).where(Row.id == question_id).values(vector_version=STALE))
