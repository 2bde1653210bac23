"""Checks of URLs through the proxy."""

from bench import MARKER, URL_HOST
from servers import ORIGIN, PROXY, RESOLVERS
from tools import dig, expect, run, until


class Urls:
    """From a listed URL to the warning page, and nothing else."""

    def __init__(self, lab):
        self.lab = lab

    def url_listed(self):
        self.lab.publish(f"{MARKER}-a.example", f"http://{URL_HOST}/listed/page?id=1", f"http://{URL_HOST}/all/*")
        page = f"http://{URL_HOST}/listed/page?id=1"
        return f"{until('302', lambda: self.lab.proxied(page) == '302')} ms"

    def url_forms(self):
        blocked = ("/listed/page?id=1", "/%6cisted/page?id=1", "/x/../listed/./page?id=1", "/all/a/b")
        passing = ("/", "/listed/page", "/listed/page?id=2", "/listed", "/listed/page/", "/allother")
        for path in blocked:
            code = self.lab.proxied(f"http://{URL_HOST}{path}", "--path-as-is")
            expect(code == "302", f"{path}: {code}")
        for path in passing:
            code = self.lab.proxied(f"http://{URL_HOST}{path}", "--path-as-is")
            expect(code == "200", f"{path}: {code}")
        expect(self.lab.proxied(f"http://{URL_HOST}/upload", "-d", "x" * 100_000) == "200", "an upload fails")
        return f"{len(blocked)} blocked, {len(passing) + 1} pass"

    def url_host(self):
        for server in RESOLVERS.values():
            expect(dig(server, URL_HOST).data() == [ORIGIN], "the host of a listed URL is blocked")

    def url_location(self):
        location = run("curl", "-s", "-o", "/dev/null", "-w", "%{redirect_url}", "-x", f"http://{PROXY}:3128",
                       f"http://{URL_HOST}/listed/page?id=1").stdout
        expect(location.startswith("http://splash.isp.example/?ref="), "goes elsewhere")
        expect(MARKER not in location and "listed" not in location, "shows what was asked for")

    def url_page(self):
        seen = self.lab.browser.open(f"http://{URL_HOST}/listed/page?id=1", "proxy-listed", f"{PROXY}:3128")
        expect(self.lab.browser.is_splash(seen), f"shows: {self.lab.browser.words(seen)}")
        seen = self.lab.browser.open(f"http://{URL_HOST}/", "proxy-free", f"{PROXY}:3128")
        expect(not self.lab.browser.is_splash(seen), f"shows: {self.lab.browser.words(seen)}")

    def tunnel(self):
        done = run("curl", "-s", "-w", "%{http_connect}", "-x", f"http://{PROXY}:3128",
                   f"https://www.{MARKER}-a.example/")
        expect(done.stdout.endswith("403"), f"the proxy says {done.stdout[-3:]}")
        done = run("curl", "-s", "-w", "%{http_connect}", "-x", f"http://{PROXY}:3128", f"https://{URL_HOST}/")
        expect(not done.stdout.endswith("403"), "the host of a listed URL is refused")

    def icap_down(self):
        self.lab.servers.stop("icap")
        took = until("pages pass", lambda: self.lab.proxied(f"http://{URL_HOST}/") == "200", 5)
        self.lab.icap()
        page = f"http://{URL_HOST}/listed/page?id=1"
        back = until("blocks again", lambda: self.lab.proxied(page) == "302", 90)
        return f"open after {took} ms; blocks again {back} ms after the restart"
