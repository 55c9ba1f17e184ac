"""A headless Chromium driven through a pipe (Chrome DevTools Protocol), with real mouse and keys."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_KEYS = {
    "ArrowUp": 38,
    "ArrowDown": 40,
    "ArrowLeft": 37,
    "ArrowRight": 39,
    "Escape": 27,
    "Enter": 13,
    "Tab": 9,
}


class Tab:
    """A page in the browser. `faults` are the errors that its console was told."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to, self._from = to_browser, from_browser
        self._rest = b""
        self._last = 0
        self._session = ""
        self.faults: list[str] = []
        self.asked: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def open(self, address: str) -> None:
        """Load a page and wait until it is there."""
        self._call("Page.navigate", url=address)
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Return what an expression gives in the page, as plain data; wait for it where it is a promise."""
        done = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def point(self, selector: str, *, click: bool = False) -> None:
        """Move the mouse to the middle of an element, after bringing it into sight."""
        where = self.run(
            f"(() => {{const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            "const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2];})()"
        )
        at = {"x": where[0], "y": where[1]}
        self._call("Input.dispatchMouseEvent", type="mouseMoved", **at)
        if click:
            self._call("Input.dispatchMouseEvent", type="mousePressed", button="left", clickCount=1, **at)
            self._call("Input.dispatchMouseEvent", type="mouseReleased", button="left", clickCount=1, **at)

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        named = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        self._call("Input.dispatchKeyEvent", type="keyDown", **named)
        self._call("Input.dispatchKeyEvent", type="keyUp", **named)

    def dark(self) -> None:
        """Let the system ask for dark pages."""
        self._call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])

    def sized(self, width: int, *, paper: bool = False) -> None:
        """Make the window so many pixels wide; with `paper` the page looks as it does in print."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self._call("Emulation.setEmulatedMedia", media="print" if paper else "")

    def printed(self) -> bytes:
        """Return the page as a PDF, on the paper that its style sheet asks for."""
        pdf = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        return base64.b64decode(pdf)

    def _call(self, method: str, **arguments: object) -> Any:  # noqa: ANN401 - whatever the browser answers
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": arguments}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._last:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._from, 65536)
            assert read, "the browser has ended"
            self._rest += read
        text, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(text)
        told = message.get("params", {})
        if message.get("method") == "Runtime.exceptionThrown":
            self.faults.append(str(told["exceptionDetails"]))
        if message.get("method") == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.faults.append(str(told["entry"]["text"]))
        if message.get("method") == "Network.requestWillBeSent":
            self.asked.append(str(told["request"]["url"]))
        return message


@contextmanager
def tab(profile: Path) -> Iterator[Tab]:
    """Start a browser with a fresh profile and open a page in it."""
    ours_read, theirs_write = os.pipe()
    theirs_read, ours_write = os.pipe()
    # The browser reads from 3 and writes to 4, whatever numbers the pipes have here.
    high_read = fcntl.fcntl(theirs_read, fcntl.F_DUPFD, 10)
    high_write = fcntl.fcntl(theirs_write, fcntl.F_DUPFD, 10)

    def connect() -> None:
        os.dup2(high_read, 3)
        os.dup2(high_write, 4)

    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
    window = "--window-size=1300,900"
    browser = subprocess.Popen(  # noqa: S603 - the browser that was found
        [str(PROGRAM), *options, window, "--remote-debugging-pipe", f"--user-data-dir={profile}"],
        preexec_fn=connect,  # noqa: PLW1509 - two system calls in a child without threads
        pass_fds=(3, 4),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for end in (theirs_read, theirs_write, high_read, high_write):
        os.close(end)
    try:
        yield Tab(ours_write, ours_read)
    finally:
        browser.kill()
        browser.wait()
        os.close(ours_read)
        os.close(ours_write)
