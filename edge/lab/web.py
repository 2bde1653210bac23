"""A web server that answers everything alike: web.py ADDRESS STATUS TEXT. Nothing listens on 443."""

import http.server
import sys

ADDRESS, STATUS, TEXT = sys.argv[1], int(sys.argv[2]), sys.argv[3]


class Page(http.server.BaseHTTPRequestHandler):
    """One page for all."""

    def do_GET(self):
        body = f"<!doctype html><title>{TEXT}</title><h1>{TEXT}</h1>".encode()
        self.send_response(STATUS)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer((ADDRESS, 80), Page).serve_forever()
