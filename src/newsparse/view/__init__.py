"""Bulletins to look at: in a notebook, and as an HTML report."""

from newsparse.view.overview import overview
from newsparse.view.page import report
from newsparse.view.reading import bulletin_html, text_html

__all__ = ["bulletin_html", "overview", "report", "text_html"]
