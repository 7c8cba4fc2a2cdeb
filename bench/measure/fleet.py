"""10,000 instances, asked one by one every 15 s: CPU and memory, beside the Python rival at the same time."""

import time

from . import polls, processes
from .screen import Screen
from .simulator import Simulator

INSTANCES = 10_000
PERIOD = 15
CONCURRENCY = 64
SECONDS = 20


def run(tools, table):
    with Simulator(tools.relink, INSTANCES) as ours, Simulator(tools.relink, INSTANCES) as theirs:
        configuration = ours.configuration("fleet", idle_status=PERIOD, concurrency=CONCURRENCY)
        rival = [tools.python, tools.rival("aiohttp_poller.py"), theirs.plan(PERIOD, CONCURRENCY)]
        with (
            Screen([tools.relink, "--config", configuration], environment=tools.environment(ours)) as screen,
            processes.started(rival) as poller,
        ):
            for simulator in (ours, theirs):
                simulator.wait_until_asked(limit=90)
            # The last answers of the first round are still on their way.
            time.sleep(5)
            pids = [screen.pid, poller.pid]
            cpu, counts = polls.measure((ours, theirs), pids, SECONDS)
            memory = [processes.resident_mib(pid) for pid in pids]
    shares = [seconds / SECONDS for seconds in cpu]
    rates = [count / SECONDS for count in counts]
    table.section(f"{INSTANCES:,} instances, one by one every {PERIOD} s")
    table.row("CPU, share of a core", shares[0] * 100, "%", ("aiohttp poller", shares[1] * 100), budget="10 %")
    table.row("memory", memory[0], "MiB", ("aiohttp poller", memory[1]), budget="150 MiB")
    table.row("polls", rates[0], "/s", ("aiohttp poller", rates[1]), budget=f"{INSTANCES / PERIOD:.0f} /s")


def run_listed(tools, table):
    """The same fleet at a gateway that lists: one answer of ten thousand rows a round."""
    with Simulator(tools.relink, INSTANCES, kind="gowa") as simulator:
        configuration = simulator.configuration("listed", idle_status=PERIOD)
        with Screen([tools.relink, "--config", configuration], environment=tools.environment(simulator)) as screen:
            # Every row is linked once the first list is in.
            screen.wait_for(b"LINKED")
            time.sleep(3)
            before = processes.cpu_seconds(screen.pid)
            # Two whole rounds.
            time.sleep(2 * PERIOD)
            share = (processes.cpu_seconds(screen.pid) - before) / (2 * PERIOD)
            memory = processes.resident_mib(screen.pid)
    table.section(f"{INSTANCES:,} instances, by a list every {PERIOD} s")
    table.row("CPU, share of a core", share * 100, "%", budget="3 %")
    table.row("memory", memory, "MiB", budget="80 MiB")
