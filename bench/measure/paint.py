"""From exec to the first whole frame, with a gateway that never answers beside one that does."""

import socket

from . import processes
from .screen import Screen

INSTANCES = 1000
RUNS = 5


def run(tools, simulator, table):
    with socket.socket() as silent:
        # Connections are taken by the kernel, and nobody ever reads them.
        silent.bind(("127.0.0.1", 0))
        silent.listen(256)
        configuration = simulator.configuration_with_silent_gateway(silent.getsockname()[1], INSTANCES)
        ours = _first_frames([tools.relink, "--config", configuration], tools.environment(simulator))
    rival = _first_frames([tools.python, tools.rival("curses_list.py"), simulator.plan(period=5, concurrency=16)])

    table.section(f"Start to first frame, {INSTANCES:,} instances at a gateway that never answers")
    table.row("first frame", ours[0] * 1e3, "ms", ("Python curses list", rival[0] * 1e3), budget="100 ms")
    table.row("CPU until then", ours[1] * 1e3, "ms", ("Python curses list", rival[1] * 1e3))


def _first_frames(argv, environment=None):
    """The middle of some runs: seconds until the footer stands, and CPU seconds used by then."""
    times, loads = [], []
    for _ in range(RUNS):
        with Screen(argv, environment=environment) as screen:
            # The footer comes last in a frame, and " help" stands in nothing else.
            times.append(screen.wait_for(b"help"))
            loads.append(processes.cpu_seconds(screen.pid))
    return sorted(times)[RUNS // 2], sorted(loads)[RUNS // 2]
