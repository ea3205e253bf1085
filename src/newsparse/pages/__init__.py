"""Web pages: from HTML to the text of the report, its headline and its day, and on to `parse` (extra `html`).

`tree.py` makes a tree of bounded size, `lines.py` the lines a reader sees, `metadata.py` what the page says about
itself, `main_text.py` which lines are the report, `reading.py` puts them together.
"""

from newsparse.pages.reading import Page, parse_html, read_page

__all__ = ["Page", "parse_html", "read_page"]
