"""Measurements: numbers of items and sources; None means not offered, 0 means measured and nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data import models
from data.door import key_of
from data.records import AddResult, Measurement, MeasurementStatus, Source
from data.upsert import batches, insert_into

Row = models.Measurement
KEY = ("source_id", "item_key", "metric", "breakdown", "period", "day")
Key = tuple[Any, ...]


def add(session: Session, source: Source, measurements: Iterable[Measurement], now: datetime) -> AddResult:
    """Stores measurements; may be repeated. One of the same key and day replaces an earlier measured one.

    Measurements of items that the store does not know are counted as `skipped`. `now` bounds nothing:
    a measurement carries its own time.
    """
    added = changed = unchanged = skipped = 0
    for batch in batches(measurements):
        ids = _item_ids(session, source, batch)
        rows: dict[Key, dict[str, Any]] = {}
        for each in batch:
            if each.external_id is None or key_of(each.external_id) in ids:
                row = _row(source, each, ids)
                rows[tuple(row[name] for name in KEY)] = row
            else:
                skipped += 1
        known = _known(session, source, rows)
        fresh = [row for key, row in rows.items() if key not in known]
        other = [row for key, row in rows.items() if key in known and _says_else(row, known[key])]
        _write(session, fresh + other)
        added, changed = added + len(fresh), changed + len(other)
        unchanged += len(rows) - len(fresh) - len(other)
    return AddResult(added, changed, unchanged, skipped)


def _item_ids(session: Session, source: Source, batch: Sequence[Measurement]) -> dict[str, int]:
    keys = {key_of(each.external_id) for each in batch if each.external_id is not None}
    item = models.Item
    query = select(item.external_id, item.id).where(item.source_id == source.id, item.external_id.in_(keys))
    return {found.external_id: found.id for found in session.execute(query)}


def _row(source: Source, each: Measurement, ids: dict[str, int]) -> dict[str, Any]:
    item_id = ids[key_of(each.external_id)] if each.external_id is not None else None
    return {
        "source_id": source.id,
        "item_key": item_id or 0,
        "item_id": item_id,
        "metric": each.metric,
        "breakdown": each.breakdown,
        "period": each.period,
        "day": each.day,
        "value": each.value,
        "status": each.status,
        "measured_at": each.measured_at,
    }


def _known(session: Session, source: Source, rows: dict[Key, dict[str, Any]]) -> dict[Key, Any]:
    columns = [getattr(Row, name) for name in KEY]
    query = select(*columns, Row.value, Row.status, Row.measured_at).where(
        Row.source_id == source.id,
        Row.item_key.in_({row["item_key"] for row in rows.values()}),
        Row.metric.in_({row["metric"] for row in rows.values()}),
        Row.day.in_({row["day"] for row in rows.values()}),
    )
    return {tuple(found[: len(KEY)]): found for found in session.execute(query)}


def _says_else(row: dict[str, Any], known: Any) -> bool:
    """A later measuring that says the same is no change; an earlier one that says else is outdated."""
    differs = row["value"] != known.value or row["status"] != known.status
    return bool(differs and row["measured_at"] >= known.measured_at)


def _write(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    insert = insert_into(session, Row)
    new = insert.excluded
    replace = insert.on_conflict_do_update(
        index_elements=list(KEY),
        set_={name: new[name] for name in ("value", "status", "measured_at")},
        where=new.measured_at >= Row.measured_at,
    )
    session.connection().execute(replace, sorted(rows, key=lambda row: tuple(row[name] for name in KEY)))


def latest_for_items(
    session: Session, metric: str, item_ids: Sequence[int], *, breakdown: str = ""
) -> dict[int, int | None]:
    """The last lifetime value per item id; items that were never measured are absent."""
    latest: dict[int, int | None] = {}
    for some in batches(item_ids):
        query = (
            select(Row.item_id, Row.value)
            .where(Row.item_id.in_(some), Row.metric == metric)
            .where(Row.breakdown == breakdown, Row.period == "lifetime")
            .order_by(Row.day)
        )
        latest |= {item_id: value for item_id, value in session.execute(query) if item_id is not None}
    return latest


def series(  # noqa: PLR0913 - which numbers, of what, from when to when
    session: Session,
    source: Source | None,
    metric: str,
    *,
    breakdown: str = "",
    since: date,
    until: date,
) -> list[tuple[date, int | None, MeasurementStatus]]:
    """Daily numbers of a source, or summed over all sources, from `since` to `until` inclusive.

    A day without a number has None and its status, so that a chart shows the break; days that were
    never asked for are absent.
    """
    query = (
        select(Row.day, func.sum(Row.value), func.max(Row.status))
        .where(Row.item_key == 0, Row.metric == metric, Row.breakdown == breakdown, Row.period == "day")
        .where(Row.day >= since, Row.day <= until)
        .group_by(Row.day)
        .order_by(Row.day)
    )
    if source is not None:
        query = query.where(Row.source_id == source.id)
    return [
        (day, None, cast(MeasurementStatus, status)) if value is None else (day, int(value), "offered")
        for day, value, status in session.execute(query)
    ]


def metric_statuses(session: Session, source: Source) -> dict[str, MeasurementStatus]:
    """For each metric that was ever asked of the source or its items: what the last answer was."""
    last = func.max(Row.measured_at).label("last")
    newest = select(Row.metric, last).where(Row.source_id == source.id).group_by(Row.metric).subquery()
    query = (
        select(Row.metric, Row.status)
        .join(newest, (Row.metric == newest.c.metric) & (Row.measured_at == newest.c.last))
        .where(Row.source_id == source.id)
        .order_by(Row.status.desc())  # of answers at the same moment, "offered" stays
    )
    return {metric: cast(MeasurementStatus, status) for metric, status in session.execute(query)}


def set_metric_status(
    session: Session, source: Source, metric: str, status: MeasurementStatus, now: datetime
) -> None:
    """Notes that the source does not offer a metric (any more), as a day without a number."""
    day = now.astimezone(UTC).date()
    add(session, source, [Measurement(metric, "day", day, None, now, status=status)], now)
