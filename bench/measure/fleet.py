"""10,000 instances, asked one by one every 15 s: CPU and memory, beside the Python rival."""

import subprocess
import time

from . import processes
from .screen import Screen
from .simulator import Simulator

INSTANCES = 10_000
PERIOD = 15
CONCURRENCY = 64


def run(tools, table):
    with Simulator(tools.relink, INSTANCES) as simulator:
        configuration = simulator.configuration("fleet", idle_status=PERIOD, concurrency=CONCURRENCY)
        with Screen([tools.relink, "--config", configuration], environment=tools.environment(simulator)) as screen:
            simulator.wait_until_asked(limit=90)
            time.sleep(3)
            ours = _measured(simulator, screen.pid, seconds=18)
        rival = subprocess.Popen(
            [tools.python, tools.rival("aiohttp_poller.py"), simulator.plan(PERIOD, CONCURRENCY)],
            stdout=subprocess.DEVNULL)
        try:
            time.sleep(PERIOD + 1)
            theirs = _measured(simulator, rival.pid, seconds=10)
        finally:
            processes.stop(rival)
    table.section(f"{INSTANCES:,} instances, one by one every {PERIOD} s")
    table.row("CPU", ours[0] * 100, "% of a core", ("aiohttp poller", theirs[0] * 100), budget="10 %")
    table.row("memory", ours[1], "MiB", ("aiohttp poller", theirs[1]), budget="150 MiB")
    table.row("polls", ours[2], "/s", ("aiohttp poller", theirs[2]), budget=f"{INSTANCES / PERIOD:.0f} /s")


def _measured(simulator, pid, seconds):
    """Share of a core, MiB, polls a second."""
    start, before = time.time(), processes.cpu_seconds(pid)
    time.sleep(seconds)
    end, after = time.time(), processes.cpu_seconds(pid)
    return (after - before) / (end - start), processes.resident_mib(pid), simulator.polls(start, end) / (end - start)
