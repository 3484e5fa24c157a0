"""The town's own website: an agenda page, news with an RSS feed, and one page that robots may not read."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from collectors.simulator.exchange import Answer
from collectors.simulator.town_people import LOCAL
from collectors.simulator.town_story import DISTRICTS, TOWN

ROBOTS = "User-agent: *\nDisallow: /site/intern/\nDisallow: /_control/\n"
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
AGENDA = (
    ("Taalcafé", "Oefen Nederlands met vrijwilligers. Gratis, zonder aanmelden, ook voor beginners.", 19),
    ("Spreekuur bij de bus", "Vragen over werk, wonen of een brief? De medewerkers spreken zes talen.", 15),
    (
        "Inloop belasting en toeslagen",
        "Hulp bij aangifte, zorgtoeslag en huurtoeslag. Neem uw papieren mee.",
        10,
    ),
    ("Open avond basisscholen", "Kennismaken met scholen in de wijk, met tolken Pools en Bulgaars.", 18),
    ("Voorlichting over huurcontracten", "Wat mag een verhuurder, en wat niet? Met het huurteam.", 20),
)
NEWS = (
    (
        "Bus krijgt extra halte",
        "Vanaf volgende week staat de informatiebus ook op zaterdagmiddag in de wijk.",
    ),
    ("Nieuwe taalgroepen beginnen", "In de bibliotheek starten drie avondgroepen Nederlands."),
    ("Inschrijven bij de gemeente zonder wachttijd", "Op dinsdag kan inschrijven zonder afspraak."),
    ("Controle op kamerverhuur", "De gemeente controleert dit najaar panden met meer dan vier bewoners."),
)


def answer(path: str, base: str, now: datetime) -> Answer:
    """A page of the site; 404 for anything that is not there."""
    if path == "/robots.txt":
        return Answer(raw=ROBOTS.encode(), content_type="text/plain; charset=utf-8")
    name = path.removeprefix("/site").strip("/")
    day = now.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    if name == "feed.xml":
        return Answer(raw=_feed(base, day).encode(), content_type="application/rss+xml; charset=utf-8")
    pages = {
        "": _home(),
        "agenda": _agenda(day),
        "nieuws": _news(day),
        "intern/rooster": "<h1>Rooster medewerkers</h1><p>Alleen voor intern gebruik.</p>",
    }
    pages |= {f"nieuws/{number}": _article(number, day) for number in range(1, len(NEWS) + 1)}
    body = pages.get(name)
    if body is None:
        return Answer(raw=_page("Niet gevonden", "<h1>Niet gevonden</h1>"), status=404, content_type=HTML)
    return Answer(raw=_page(name or "Welkom", body), content_type=HTML)


HTML = "text/html; charset=utf-8"


def _page(title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<link rel="alternate" type="application/rss+xml" title="Nieuws" href="/site/feed.xml"></head>\n'
        f"<body><main>{body}</main></body></html>\n"
    ).encode()


def _home() -> str:
    links = (("agenda", "Agenda"), ("nieuws", "Nieuws"), ("intern/rooster", "Rooster"))
    items = "".join(f'<li><a href="/site/{address}">{name}</a></li>' for address, name in links)
    return f"<h1>Gemeente {TOWN}</h1><ul>{items}</ul>"


def _agenda(day: datetime) -> str:
    """Two items a week for the coming four weeks."""
    items = []
    for number in range(8):
        title, text, hour = AGENDA[number % len(AGENDA)]
        moment = (day + timedelta(days=3 * number + 2)).replace(hour=hour)
        words = f"{moment.day} {MONTHS.split()[moment.month - 1]} {moment.year}, {hour}.00 uur"
        items.append(
            f'<article class="agenda-item" id="agenda-{moment:%Y%m%d}">\n<h2>{escape(title)}</h2>\n'
            f'<time datetime="{moment.isoformat()}">{words}</time>\n'
            f'<p class="place">{DISTRICTS[number % len(DISTRICTS)]}</p>\n'
            f'<p class="text">{escape(text)}</p>\n</article>'
        )
    return "<h1>Agenda</h1>\n" + "\n".join(items)


def _news(day: datetime) -> str:
    items = "".join(
        f'<li><a href="/site/nieuws/{number}">{escape(title)}</a></li>'
        for number, (title, _) in enumerate(NEWS, 1)
    )
    return f"<h1>Nieuws</h1><ul>{items}</ul>"


def _written(number: int, day: datetime) -> datetime:
    return (day - timedelta(days=5 * number)).replace(hour=9)


def _article(number: int, day: datetime) -> str:
    title, text = NEWS[number - 1]
    moment = _written(number, day)
    return f'<h1>{escape(title)}</h1><time datetime="{moment.isoformat()}"></time><p>{escape(text)}</p>'


def _feed(base: str, day: datetime) -> str:
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{base}/site/nieuws/{number}</link>"
        f'<guid isPermaLink="true">{base}/site/nieuws/{number}</guid>'
        f"<pubDate>{format_datetime(_written(number, day))}</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for number, (title, text) in enumerate(NEWS, 1)
    )
    head = f"<title>Nieuws van {TOWN}</title><link>{base}/site/</link><description>Nieuws</description>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{head}{items}</channel></rss>\n'
    )
