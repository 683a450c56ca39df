"""Debian's Chromium, driven over its debugging pipe: opens a page, runs scripts in it, keeps what it complains of."""

import base64
import json
import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe"),
)
_PATIENCE = 60  # seconds that the browser may take to answer
_DONE = "new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


class Browser:
    """One tab."""

    def __init__(self, to: int, of: int) -> None:
        self._to = os.fdopen(to, "wb", buffering=0)
        self._of = of
        self._held = b""
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        """Errors and warnings of the console, and uncaught exceptions."""
        self.requests: list[str] = []
        """Every address that was asked for."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """Make the window this large."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._call("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, page: Path, more: str = "") -> None:
        """Load a page afresh and wait until it is there; `more` is a query or a fragment."""
        self._load("about:blank")
        self._load(f"{page.as_uri()}{more}")

    def run(self, script: str) -> Any:
        """Value of an expression in the page, after which it has been drawn again."""
        value = self._evaluate(script)
        self._evaluate(_DONE)
        return value

    def picture(self, path: Path) -> None:
        """Write what is seen as PNG."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        """End the browser."""
        self._session = ""
        self._call("Browser.close")
        self._to.close()
        os.close(self._of)

    def _load(self, address: str) -> None:
        self._call("Page.navigate", url=address)
        while self._read().get("method") != "Page.loadEventFired":
            pass

    def _evaluate(self, script: str) -> Any:
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def _call(self, method: str, **arguments: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": arguments}
        message |= {"sessionId": self._session} if self._session else {}
        self._to.write(json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self._number:
            pass
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            assert select.select([self._of], [], [], _PATIENCE)[0], "the browser does not answer"
            came = os.read(self._of, 1 << 16)
            assert came, "the browser ended"
            self._held += came
        raw, _, self._held = self._held.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        parameters = message.get("params", {})
        if message.get("method") == "Log.entryAdded":
            self.complaints.append(parameters["entry"]["text"])
        elif message.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            self.complaints.append(json.dumps(parameters))
        elif message.get("method") == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        return message


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile."""
    to_read, to_write = os.pipe()
    of_read, of_write = os.pipe()
    # The browser reads from 3 and writes to 4, whatever numbers the pipes have here.
    script = f'exec "$0" "$@" 3<&{to_read} 4>&{of_write}'
    command = ["bash", "-c", script, str(CHROMIUM), *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(
        command, pass_fds=(to_read, of_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(to_read)
    os.close(of_write)
    tab = Browser(to_write, of_read)
    try:
        yield tab
    finally:
        tab.close()
        process.wait(timeout=30)
