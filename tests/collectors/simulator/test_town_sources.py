import csv
import re
from collections import Counter
from datetime import UTC, datetime

import feedparser

from collectors.simulator.town import group_csv, register_csv
from collectors.simulator.town_files import BAD_DATE

UNTIL = datetime(2026, 11, 2, 12, tzinfo=UTC)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_moderators_list_has_the_mess_of_life(tmp_path):
    path = tmp_path / "group.csv"
    count = group_csv(path, UNTIL)
    rows = rows_of(path)
    assert list(rows[0]) == ["Datum", "Vraag", "Taal?", "Groep"]
    assert len([row for row in rows if row["Vraag"]]) == count == 96
    assert len([row for row in rows if not any(row.values())]) == 2
    assert [row["Datum"] for row in rows].count(BAD_DATE) == 1
    assert any(re.search(r"tel .*\d{4}", row["Vraag"]) for row in rows)
    assert any(row["Vraag"] and not row["Taal?"] for row in rows)


def test_the_moderators_list_follows_from_the_seed(tmp_path):
    paths = [tmp_path / name for name in ("a", "b", "c")]
    for path, seed in zip(paths, (1, 1, 2), strict=True):
        group_csv(path, UNTIL, seed=seed)
    first, second, third = (path.read_bytes() for path in paths)
    assert first == second != third


def test_the_register_has_the_shares_of_the_bus(tmp_path):
    path = tmp_path / "bus.csv"
    count = register_csv(path, UNTIL)
    rows = rows_of(path)
    assert len(rows) == count
    assert 12 * 165 < count < 12 * 215
    languages = Counter(row["Taal"] for row in rows)
    for name, share in (("Nederlands", 0.40), ("Pools", 0.27), ("Bulgaars", 0.24)):
        assert abs(languages[name] / count - share) < 0.04
    assert set(rows[0]) == {"Datum", "Halte", "Stadsdeel", "Taal", "Thema", "Doorverwezen naar"}
    days = [datetime.strptime(row["Datum"], "%d-%m-%Y").replace(tzinfo=UTC) for row in rows]
    assert max(days) < UNTIL
    assert len({day.isocalendar()[1] for day in days}) >= 12


def test_the_site_has_an_agenda_with_dates(reader):
    text = reader.session.get(f"{reader.running.site_url}/agenda", timeout=10).text
    times = re.findall(r'<time datetime="([^"]+)"', text)
    assert len(times) == text.count('class="agenda-item"') == 8
    assert all(datetime.fromisoformat(each) > UNTIL for each in times)


def test_the_site_has_a_feed(reader):
    answer = reader.session.get(f"{reader.running.site_url}/feed.xml", timeout=10)
    first = feedparser.parse(answer.content).entries[0]
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    assert first.title in reader.session.get(first.link, timeout=10).text


def test_robots_may_not_read_everything(reader):
    robots = reader.session.get(f"{reader.running.url}/robots.txt", timeout=10).text
    assert "Disallow: /site/intern/" in robots
    assert "/site/intern/rooster" in reader.session.get(reader.running.site_url, timeout=10).text
    assert reader.session.get(f"{reader.running.site_url}/nergens", timeout=10).status_code == 404
