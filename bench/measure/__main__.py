"""Runs all measurements, one after the other, and prints one table. Nothing is asserted: only ratios mean something."""

import contextlib
import os
import sys
import time

from . import fleet, inside, output, paint, pictures, polls, relinking
from .simulator import Simulator
from .table import Table


class Tools:
    """Where everything is."""

    def __init__(self, root):
        self.relink = os.path.join(root, ".build/release/relink")
        self.bench = os.path.join(root, ".build/release/RelinkBench")
        self.python = sys.executable
        self.conformance = os.path.join(root, "scripts/conformance-environment")
        self.corpus = os.path.join(root, "Tests/Conformance/pictures.py")
        self._rivals = os.path.join(root, "bench/rivals")

    def rival(self, name):
        return os.path.join(self._rivals, name)

    def environment(self, simulator):
        """The log of a measured application goes with its simulator's folder."""
        return {"XDG_STATE_HOME": simulator.folder.name}


def main(root, part=None):
    tools, table, start = Tools(root), Table(), time.monotonic()
    if part == "relinking":
        return relinking.run(tools, table)
    inside.run(tools, table)
    pictures.run(tools, table)
    screens = output.Output(tools)
    try:
        with contextlib.ExitStack() as stack:
            simulators = [stack.enter_context(Simulator(tools.relink, polls.INSTANCES)) for _ in range(3)]
            paint.run(tools, simulators[0], table)
            live = polls.run(tools, simulators, table)
        screens.finish(table, live)
    finally:
        screens.close()
    fleet.run(tools, table)
    fleet.run_listed(tools, table)
    relinking.run(tools, table)
    print(f"\n{time.monotonic() - start:.0f} s. Ratios hold on any machine, numbers on this one.")
    folder = os.path.join(root, "bench/out")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "measurements.md"), "w", encoding="utf-8") as file:
        file.write(table.markdown())
    print("As Markdown: bench/out/measurements.md")


if __name__ == "__main__":
    main(*sys.argv[1:])
