"""What a browser shows."""

import html
import re

from tools import run

FLAGS = ("--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-extensions"
         " --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage"
         " --disable-features=DnsOverHttps,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable"
         " --window-size=1280,900 --timeout=8000").split()


class Browser:
    """Chromium, started for each page, so that it remembers nothing."""

    def __init__(self, work, artifacts):
        self.work = work
        self.artifacts = artifacts
        if artifacts:
            artifacts.mkdir(parents=True, exist_ok=True)

    def open(self, url, name, proxy=None, picture=True):
        """The page's document, or the browser's own error page, which shows what was asked for."""
        profile = self.work / f"browser-{name}"
        more = [f"--user-data-dir={profile}", "--dump-dom"]
        more.append(f"--proxy-server=http://{proxy}" if proxy else "--no-proxy-server")
        if self.artifacts and picture:
            more.append(f"--screenshot={self.artifacts.resolve() / name}.png")
        return run("chromium", *FLAGS, *more, url, seconds=60).stdout

    @staticmethod
    def words(document):
        """What can be read, without markup."""
        text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", document)
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())[:80]

    @staticmethod
    def is_splash(document):
        """Whether it is the warning page and not the site."""
        return "an ordinary page" not in document and ("the warning page" in document or 'class="skip" href="#help"' in document)
