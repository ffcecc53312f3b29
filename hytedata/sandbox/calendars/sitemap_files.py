"""Sitemaps as XML."""

from collections.abc import Sequence
from xml.sax.saxutils import escape


def urlset(entries: Sequence[tuple[str, str]]) -> str:
    """Return a list of pages, each with when it last changed, or ""."""
    found = "".join(
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</url>"
        for url, at in entries
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</urlset>'


def sitemap_index(urls: Sequence[str]) -> str:
    """Return a list of sitemaps."""
    found = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</sitemapindex>'
    )
