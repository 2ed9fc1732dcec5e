"""Pages with faults, to prove that the harness would see them. The application has nothing to do with them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PALE_AND_SMALL = """<!doctype html>
<html lang="en"><head><title>Canary</title></head>
<body style="font: 16px sans-serif"><main>
<h1>Canary</h1>
<p style="color: #aaa; background: #fff">Too pale to read.</p>
<p><button style="width: 15px; height: 15px; padding: 0" aria-label="One"></button><button
 style="width: 80px; height: 40px">Two</button></p>
</main></body></html>
"""
SLOPPY = """<!doctype html>
<html lang="en"><head><title>Sloppy</title></head>
<body style="font: 16px sans-serif; margin: 0"><main>
<h1>Sloppy</h1>
<p id="wide" style="width: 900px">Wide</p>
<p id="wrong-side" style="margin-left: -50px">Sticks out where nobody can scroll to it.</p>
<p id="low" style="height: 10px; overflow: hidden">Twenty pixels of text in ten.</p>
<p style="position: relative"><button id="small" style="width: 30px; height: 30px; outline: none">x</button>
<span style="position: absolute; left: 0; top: 0; width: 60px; height: 60px; background: #fff">Covers it</span></p>
<label style="display: block; min-height: 50px; margin-top: 90px"><input type="checkbox" id="choice"> Choice</label>
</main></body></html>
"""

NAMELESS = """<!doctype html>
<html lang="en"><head><title>Nameless</title></head>
<body style="font: 16px sans-serif"><main>
<h1>Nameless</h1>
<form action="/"><p><input type="text" name="town"> <button>Send</button></p></form>
</main></body></html>
"""
TWICE = """<!doctype html>
<html lang="en"><head><title>Twice</title></head>
<body><main><h1>Twice</h1><p id="one">One</p><p id="one">Two</p></main></body></html>
"""
RESTLESS = """<!doctype html>
<html lang="ar" dir="rtl"><head><title>Restless</title></head>
<body style="font: 16px sans-serif; background: #fff; margin: 40px">
<style>@media (orientation: landscape) { #upright { display: none } } #slow { transition: color 2s }</style>
<main><h1>Restless</h1>
<p id="slow">This English sentence is not in Arabic at all.</p>
<p id="upright">Standing</p>
<p><input id="eager" aria-label="Eager" onfocus="document.title += '!'" style="border: 1px solid #ddd"></p>
<p><select id="hasty" aria-label="Hasty" onchange="location.hash = 'gone'"><option>1<option>2</select></p>
<p><button id="quick" onmousedown="document.title += '?'">Quick</button></p>
</main></body></html>
"""
PAGES = {"/restless": RESTLESS, "/sloppy": SLOPPY, "/nameless": NAMELESS, "/twice": TWICE}


class Canary(BaseHTTPRequestHandler):
    """Serves the pages at their addresses, the canary everywhere else."""

    def do_GET(self) -> None:
        body = PAGES.get(self.path, PALE_AND_SMALL).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Keeps quiet."""


@contextmanager
def served() -> Iterator[str]:
    """The page's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
