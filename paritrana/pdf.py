"""Pages as PDF. The portal runs without the libraries for it: then a reader prints the page from the browser."""

import importlib
import logging
from collections.abc import Sequence

from django.conf import settings

log = logging.getLogger(__name__)


def pdf_of(html: str, styles: Sequence[str] = ()) -> bytes | None:
    """Return a page as PDF, or None where the libraries for it are not installed on this machine.

    `styles` are style sheets under `static/`, such as "paper.css"; nothing else is opened, whatever the page names.
    Imported at the first call, since it takes more than a second and 60 MB that most processes never need.
    """
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ImportError, OSError) as missing:  # OSError: the package is there, the Pango libraries are not
        log.warning("No PDF can be written: %s", missing)
        return None
    nowhere = weasyprint.urls.URLFetcher(allowed_protocols=())
    sheets = [
        weasyprint.CSS(string=(settings.BASE_DIR / "static" / name).read_text(), url_fetcher=nowhere) for name in styles
    ]
    written: bytes = weasyprint.HTML(string=html, url_fetcher=nowhere).write_pdf(stylesheets=sheets)
    return written
