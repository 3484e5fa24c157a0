"""`bereik watch` lists what rises and what waits for an answer, and no small number."""

from datetime import date, timedelta

from .conftest import REASONS, Desk


def test_questions_that_wait_are_listed_as_a_void(desk: Desk) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - any recent day will do
    rows = [f"{yesterday:%d-%m-%Y};Hoe vind ik een huisarts in Laak {number}?" for number in range(6)]
    (desk.folder / "group.csv").write_text("\n".join(["datum;tekst", *rows]), "utf-8")
    desk.run("new", "source", "group", "--kind", "facebook-group", *REASONS)
    desk.run("import", "csv", "group.csv", "--source", "group")
    desk.run("tag")
    found = desk.run("watch", "--json").json()
    (void,) = [row for row in found if row["kind"] == "void"]
    assert (void["key"], void["language"], void["waiting"], void["our_posts"]) == ("health.gp", "nl", 6, 0)
    assert "score" not in void
