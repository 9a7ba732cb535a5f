"""As of which act a public page tells the truth."""

from django.db import connection

from accounts.public_acts import scopes

NEWEST = """
SELECT COALESCE(MAX(CASE WHEN code = %s THEN within ELSE here END), 0) FROM accounts_publicversion
WHERE code = %s OR code = %s OR code = ''
"""


def version_of(region_code: str) -> int:
    """Return the number of the newest act that a page about all within a region may show.

    Acts above the region count too, those beside it do not. One short query, asked at each look at a kept page.
    """
    codes = scopes(region_code)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [codes[-1], codes[-1], codes[1] if len(codes) > 1 else ""])
        [(newest,)] = cursor.fetchall()
    return int(newest)
