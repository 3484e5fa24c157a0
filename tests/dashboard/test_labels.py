"""Names and quotations on the screens."""

from dashboard.labels import quoted


def test_what_people_write_is_shown_as_they_wrote_it() -> None:
    assert quoted("![x](http://a)\n# [naam]") == r"\!\[x\]\(http\://a\) \# \[naam\]"
