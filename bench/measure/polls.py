"""CPU per status poll: the application on a terminal, `relink status --watch`, and two rivals, against one simulator."""

import contextlib
import subprocess
import time

from . import processes
from .screen import Screen

INSTANCES = 1000
PERIOD = 5
CONCURRENCY = 16


def run(tools, simulator, table):
    configuration = simulator.configuration("polls", idle_status=PERIOD, concurrency=CONCURRENCY)
    plan = simulator.plan(PERIOD, CONCURRENCY)

    screen = Screen([tools.relink, "--config", configuration], environment=tools.environment(simulator))
    with screen:
        application = _watched(simulator, screen.pid, seconds=20, first=True)
        memory = processes.resident_mib(screen.pid)
        end = time.monotonic()
        live = screen.bytes_by_second(end - 20, end)
    with _started([tools.relink, "status", "--watch", "--json", "--config", configuration]) as process:
        watch = _watched(simulator, process.pid, seconds=15)
    with _started([tools.python, tools.rival("aiohttp_poller.py"), plan]) as process:
        aiohttp = _watched(simulator, process.pid, seconds=20)
        aiohttp_memory = processes.resident_mib(process.pid)
    curl = _curl(tools, simulator)

    table.section(f"CPU per status poll, {INSTANCES:,} instances every {PERIOD} s")
    table.row("application at 80x24, all included", application * 1e6, "µs", ("aiohttp poller, no screen", aiohttp * 1e6),
              budget="1/5")
    table.row("status --watch --json", watch * 1e6, "µs", ("aiohttp poller, no screen", aiohttp * 1e6), budget="1/5")
    table.row("application at 80x24, all included", application * 1e6, "µs", ("curl in a loop", curl * 1e6))
    table.row("memory of the application", memory, "MiB", ("aiohttp poller", aiohttp_memory))
    return live


@contextlib.contextmanager
def _started(argv):
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        processes.stop(process)


def _watched(simulator, pid, seconds, first=False):
    """CPU seconds per poll once the rounds run evenly."""
    if first:
        simulator.wait_until_asked()
    time.sleep(PERIOD + 1)
    start, before = time.time(), processes.cpu_seconds(pid)
    time.sleep(seconds)
    end, after = time.time(), processes.cpu_seconds(pid)
    polls = simulator.polls(start, end)
    # Rounds that did not keep up would be cheaper than they look.
    if polls < 0.8 * INSTANCES * seconds / PERIOD:
        print(f"  note: {polls} polls in {seconds} s, fewer than asked for; the machine is busy")
    return (after - before) / polls


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
