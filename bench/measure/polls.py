"""CPU per status poll: the application on a terminal, `relink status --watch`, and two rivals, a simulator each."""

import contextlib
import subprocess
import time

from . import processes
from .screen import Screen

INSTANCES = 1000
PERIOD = 5
CONCURRENCY = 16
SECONDS = 20


def run(tools, simulators, table):
    """`simulators`: three alike, one for each program, so that all run at the same time and on the same machine."""
    first, second, third = simulators
    pacing = {"idle_status": PERIOD, "concurrency": CONCURRENCY}
    with contextlib.ExitStack() as stack:
        screen = stack.enter_context(
            Screen([tools.relink, "--config", first.configuration("polls", **pacing)],
                   environment=tools.environment(first)))
        watch = stack.enter_context(processes.started(
            [tools.relink, "status", "--watch", "--json", "--config", second.configuration("polls", **pacing)]))
        aiohttp = stack.enter_context(processes.started(
            [tools.python, tools.rival("aiohttp_poller.py"), third.plan(PERIOD, CONCURRENCY)]))
        for simulator in simulators:
            simulator.wait_until_asked()
        time.sleep(PERIOD + 1)
        pids = [screen.pid, watch.pid, aiohttp.pid]
        cpu, polls = measure(simulators, pids, SECONDS)
        memory = [processes.resident_mib(pid) for pid in pids]
        end = time.monotonic()
        live = screen.bytes_by_second(end - SECONDS, end)
    each = [seconds / count for seconds, count in zip(cpu, polls)]
    curl = _curl(tools, first)

    table.section(f"CPU per status poll, {INSTANCES:,} instances every {PERIOD} s")
    rival = ("aiohttp poller, no screen", each[2] * 1e6)
    table.row("application at 80x24, all included", each[0] * 1e6, "µs", rival, budget="1/5")
    table.row("status --watch --json", each[1] * 1e6, "µs", rival, budget="1/5")
    table.row("application at 80x24, all included", each[0] * 1e6, "µs", ("curl in a loop", curl * 1e6))
    table.row("memory of the application", memory[0], "MiB", ("aiohttp poller", memory[2]))
    return live


def measure(simulators, pids, seconds):
    """CPU seconds of each process, and the polls that its simulator saw, in the same stretch of time."""
    start, before = time.time(), [processes.cpu_seconds(pid) for pid in pids]
    time.sleep(seconds)
    end, after = time.time(), [processes.cpu_seconds(pid) for pid in pids]
    polls = [simulator.polls(start, end) for simulator in simulators]
    return [late - early for early, late in zip(before, after)], polls


def _curl(tools, simulator):
    config = simulator.write_private(
        "curlrc",
        f'header = "Authorization: Bearer {simulator.secret}"\nheader = "Content-Type: application/json"\n')
    asked = simulator.ids[:300]
    start = time.time()
    cpu = processes.run_for_cpu([tools.rival("curl_loop"), simulator.url, config, *asked], stdout=subprocess.DEVNULL)
    polls = simulator.polls(start, time.time() + 1)
    if polls != len(asked):
        raise SystemExit(f"bench: the curl loop made {polls} polls of {len(asked)}")
    return cpu / polls
