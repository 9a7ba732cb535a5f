"""How gunicorn serves Paritrana; each value may be overridden on its command line or by GUNICORN_CMD_ARGS."""

import gc
import os
import sys
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"  # a slow client holds a thread, not a whole worker
workers = int(os.environ.get("WEB_CONCURRENCY", 1 + (os.cpu_count() or 1)))  # while one waits for its lock, one works
threads = 4
max_requests = 1000  # a worker is renewed before anything could pile up in it
max_requests_jitter = 100
timeout = 30
graceful_timeout = 30  # after SIGTERM running requests may end
limit_request_line = 8190
limit_request_field_size = 8190
limit_request_fields = 60
forwarded_allow_ips = "127.0.0.1"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Tell where the portal answers, and how to sign in where it runs with demonstration data."""
    print(f"\nParitrana answers at http://127.0.0.1:{server.address[0][1]}/", flush=True)
    if os.environ.get("DEBUG") == "1":
        print(
            "Sign in at /masuk/ as petugas.paser, pemeriksa.paser, kepala.paser, provinsi.kaltim or admin;"
            " the password of the demonstration is Peragaan-2026!\nStop with Ctrl+C.\n",
            flush=True,
        )


def post_worker_init(worker: Any) -> None:
    """Let threads that wait for the database go on soon after its answer, instead of up to 5 ms for each query.

    And let the collector of unused objects look seldom: at every 700 objects it takes a twentieth of all time.
    """
    sys.setswitchinterval(0.0005)
    gc.freeze()  # what was loaded at the start stays, so it need not be looked through again and again
    gc.set_threshold(20_000, 20, 20)
