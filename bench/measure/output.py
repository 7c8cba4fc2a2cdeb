"""Bytes to the terminal: a list that stands still, a live one, a QR countdown and a rotation."""

import time

from . import processes
from .screen import Screen
from .simulator import Simulator


class Output:
    """Screens that are left alone while other things are measured: bytes do not depend on how busy the machine is."""

    def __init__(self, tools):
        self.calm = Simulator(tools.relink, 100)
        self.scans = Simulator(tools.relink, 2, scenario="phones-off")
        # A day between rounds: nothing comes in while it is looked at.
        idle = self.calm.configuration("idle", idle_status=86_400)
        self.idle = Screen([tools.relink, "--config", idle], environment=tools.environment(self.calm))
        self.code = Screen(
            [tools.relink, "--config", self.scans.configuration("code", link_code=2)], columns=100, rows=32,
            environment=tools.environment(self.scans))
        self.scans.wait_until_asked()
        time.sleep(1)
        # The cursor is on the first problem: an instance that waits for a scan.
        self.code.press(b"r")
        self.code.wait_for(b"scan")
        self.opened = time.monotonic()

    def finish(self, table, live):
        """To be called a minute and a half after the start at the earliest: the first code lives for 60 s."""
        remaining = 95 - (time.monotonic() - self.opened)
        if remaining > 0:
            time.sleep(remaining)
        now = time.monotonic()
        idle = self.idle.bytes_by_second(now - 20, now)
        before = processes.wakes(self.idle.pid)
        time.sleep(5)
        wakes = (processes.wakes(self.idle.pid) - before) / 5
        window = self.code.bytes_by_second(self.opened + 5, self.opened + 95)
        # The middle second counts down and nothing else; the largest one has a whole new code in it.
        countdown, rotation = sorted(window)[len(window) // 2], max(window)

        table.section("Bytes to the terminal")
        table.row("list of 100 at 80x24, nothing asked", _mean(idle), "B/s", budget="0")
        table.row("list of 1,000 at 80x24, each asked every 5 s", _mean(live), "B/s", budget="512 B/s")
        table.row("QR countdown at 100x32", countdown, "B/s", budget="32 B/s")
        table.row("QR rotation at 100x32, the largest second", rotation, "B", budget="4,096 B")
        table.row("wake-ups of all threads, list with nothing asked", wakes, "/s", budget="0")

    def close(self):
        for part in (self.idle, self.code):
            part.close()
        for part in (self.calm, self.scans):
            part.__exit__()


def _mean(values):
    return sum(values) / len(values)
