"""Made-up web pages for the tests of intake: an article with whatever stands around it."""

from __future__ import annotations

import json

TITLE = "Old mill burns down in Orrin"
PARAGRAPHS = (
    "The mill at Orrin burned down on Tuesday, the fire brigade said, and nobody was hurt in it.",
    "“We saw smoke over the river and called at once,” said Ann Roe, who lives across the road.",
    "The brigade came within ten minutes, but the roof had fallen in before the hoses were laid.",
    "The town bought the mill from the Tarn family in 1987 and had planned to open a museum there.",
    "Mayor Li Parrow said that the council would meet on Friday to decide what should be done now.",
    "It was not clear how the fire began, and the police have asked anybody who was there to call.",
    "The last fire at the mill was in 1911, when the wheel was lost and two barns burned with it.",
    "Schools near the river stayed open, and the bridge was closed to lorries until the afternoon.",
    "A spokesman for the insurers said that it was too early to say what the damage would come to.",
    "The Orrin historical society keeps the oldest papers of the mill and said that they are safe.",
)


def linked(**article: object) -> str:
    """A script of JSON-LD with one article of these properties."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle"} | article
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def page(
    *,
    head: str = "",
    before: str = "",
    after: str = "",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    title: str = TITLE,
    lang: str = "en",
) -> bytes:
    """A page of one article. `before` and `after` stand inside the body of the article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{title} | Orrin Herald</title>{head}</head><body>"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f'<main><article><h1>{title}</h1><div class="article-body">{before}{text}{after}</div>'
        "</article></main><footer><p>Orrin Herald, 4 Mill Lane, Orrin</p></footer></body></html>"
    ).encode()
