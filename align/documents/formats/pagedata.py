"""What a page says about itself: JSON-LD, ``meta`` and ``article:*`` properties, links.

Read here and not by trafilatura, which drops the clock and zone of dates.
Left out: RDFa, and microdata but for dates.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

import regex

from align.documents.extract import (
    Metadata,
    clean_name,
    clean_title,
    clean_url,
    parse_stamp,
    read_lang,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_SCRIPT = 2_000_000
MAX_OBJECTS = 2_000
"""Characters of a JSON-LD script, and objects in it, that are looked at."""

_ARTICLES_RE = regex.compile(r"Article$|^BlogPosting$|^Report$|^PressRelease$|^Review$|Posting$")
_SITE_TAIL_RE = regex.compile(r"\s+[-|–—:<»·]\s+[^-|–—<»]{2,40}$")

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "dd:title", "title")
_OUTLET = (
    *("og:site_name", "dd:publisher", "dable:publisher", "article:publisher_name"),
    *("publisher", "dc.publisher", "dcterms.publisher", "application-name", "twitter:app:name"),
)
_BYLINE = (
    *("article:author", "dd:author", "dable:author", "author", "byl", "parsely-author"),
    *("dc.creator", "dcterms.creator", "sailthru.author", "og:article:author"),
)
_PUBLISHED = (
    *(
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "dd:published_time",
    ),
    *("datepublished", "date.issued", "dc.date.issued", "dcterms.issued", "dcterms.created"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish_date", "dc.date"),
    *("dcterms.date", "date", "regdate", "og:regdate", "article:created_time"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time"),
    *("dd:modified_time", "datemodified", "dcterms.modified", "last-modified", "lastmod"),
)
"""Names of properties, best first, lower case; ``dd:`` and ``dable:`` are Korean portals'."""


def read_page_data(root: HtmlElement) -> tuple[Metadata, Metadata]:
    """Return what the page states, and hints that its text may overrule.

    >>> from lxml import html
    >>> stamp = '<meta property="article:published_time" content="2025-02-04T09:00Z">'
    >>> stated, hints = read_page_data(html.fromstring(f'<html lang="ko">{stamp}<p>비'))
    >>> stated.published.isoformat(), hints.lang
    ('2025-02-04T09:00:00+00:00', 'ko')
    """
    article = _find_article(root)
    properties = _read_properties(root)

    def first(names: tuple[str, ...]) -> Iterator[str]:
        return (value for name in names for value in properties.get(name, ()))

    authors = [clean_name(v) for v in (*_names(article.get("author")), *first(_BYLINE))]
    dates = {
        key: [parse_stamp(v) for v in (*_texts(article.get(key)), *first(names))]
        for key, names in (("datePublished", _PUBLISHED), ("dateModified", _MODIFIED))
    }
    outlets = (*_names(article.get("publisher")), *first(_OUTLET))
    titles = (*_texts(article.get("headline")), *first(_TITLE), *_headings(root))
    times = {stamp for e in root.iter("time") if (stamp := parse_stamp(e.get("datetime")))}
    outlet = next((n for n in map(clean_name, outlets) if n and not _is_address(n)), None)
    stated = Metadata(
        title=next((_without_site(t, outlet) for t in map(clean_title, titles) if t), None),
        outlet=outlet,
        url=_find_url(root, article, properties),
        byline=next((n for n in authors if n and not _is_address(n)), None),
        published=next((d for d in dates["datePublished"] if d), None),
        modified=next((d for d in dates["dateModified"] if d), None),
    )
    locale = next(iter(properties.get("og:locale", ())), None)
    langs = (root.get("lang"), *_texts(article.get("inLanguage")), locale)
    hints = Metadata(
        published=times.pop() if len(times) == 1 else None,
        lang=next((lang for lang in map(read_lang, langs) if lang), None),
    )
    return stated, hints


def _find_article(root: HtmlElement) -> Mapping[str, object]:
    """Return the first article in the page's JSON-LD, or an empty mapping."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        content = (script.text or "")[:MAX_SCRIPT].strip()
        try:
            value = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            if any(_ARTICLES_RE.search(kind) for kind in _texts(item.get("@type"))):
                return item
    return {}


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a JSON value, outer before inner, up to a limit."""
    waiting = deque([value])
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, dict):
            yield item
            waiting.extend(v for v in item.values() if isinstance(v, (dict, list)))
        elif isinstance(item, list):
            waiting.extend(v for v in item if isinstance(v, (dict, list)))


def _texts(value: object) -> list[str]:
    """Return the texts of a value that may be one or a list."""
    values = value if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str)]


def _names(value: object) -> list[str]:
    """Return the names of persons or organisations, given as texts or objects."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        found.extend(_texts(name))
    return found


def _read_properties(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta", "time", "span"):
        value = element.get("content") or (
            element.get("datetime") if element.tag == "time" else None
        )
        if not value:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and (element.tag == "meta" or key == "itemprop"):
                found.setdefault(name.strip().lower(), []).append(value)
    return found


def _headings(root: HtmlElement) -> Iterator[str]:
    """Yield the only first-level heading, then the page's title without the site's name."""
    headings = list(islice(root.iter("h1"), 3))
    if len(headings) == 1:
        yield "".join(headings[0].itertext())
    for title in islice(root.iter("title"), 1):
        yield _SITE_TAIL_RE.sub("", clean_title("".join(title.itertext())) or "")


def _find_url(
    root: HtmlElement, article: Mapping[str, object], properties: Mapping[str, list[str]]
) -> str | None:
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    links = (
        e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"
    )
    values = (*links, *properties.get("og:url", ()), article.get("url"), main)
    return next((url for url in map(clean_url, values) if url), None)


def _without_site(title: str, outlet: str | None) -> str:
    """Return a title without the site's name after a dash or bar.

    >>> _without_site("비가 온다 - 한빛일보", "한빛일보")
    '비가 온다'
    """
    if outlet and title.endswith(outlet):
        head = title[: -len(outlet)].rstrip()
        if head.endswith(("-", "|", "–", "—", ":", "<", "·")):
            return head[:-1].rstrip() or title
    return title


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://", "www.", "@"))
