"""Costs inside one process (`RelinkBench`), and `qrencode` beside the first of them."""

import subprocess
import tempfile

from . import processes

QRENCODE_RUNS = 300

# What RelinkBench calls it, what the table calls it, and the budget in milliseconds.
ROWS = [
    ("read back", "read the drawn cells back", None),
    ("picture", "a gateway's picture to its text", None),
    ("frame 80x24", "frame at 80x24, 10,000 rows", 16),
    ("answer and frame 80x24", "answer and frame at 80x24, 10,000 rows", 16),
    ("answer and frame 160x50", "answer and frame at 160x50, 10,000 rows", 16),
    ("letter of a filter", "filter and sort 10,000 rows", 8),
    ("sort in another order", "sort 10,000 rows", 8),
    ("answer without news", "answer that says what was known, 10,000 rows", None),
    ("answer with a change", "answer with a change, 10,000 rows", None),
    ("answer in a first round", "answer in a first round, 10,000 rows", None),
    ("second", "a second passes, 10,000 rows", None),
    ("plan, start and report a request", "plan, start and report a request, 10,000 instances", None),
]


def run(tools, table):
    output = subprocess.run([tools.bench], check=True, capture_output=True, text=True).stdout
    found = {name: float(number) for name, number in (line.split("\t") for line in output.splitlines())}
    draw, start = _qrencode(int(found["payload"]))

    table.section(f"QR code of {int(found['payload'])} bytes, text to cells")
    ours = found["encode and draw as text"] / 1e3
    table.row("encode and draw as text", ours, "µs", ("qrencode -t UTF8, a process each", draw * 1e6))
    table.row("encode and draw as text", ours, "µs", ("qrencode, less its start", (draw - start) * 1e6))
    table.row("encode and draw into the grid", (found["encode"] + found["draw"]) / 1e3, "µs",
              ("qrencode, less its start", (draw - start) * 1e6))
    table.section("Inside the process, CPU each")
    for name, words, budget in ROWS:
        table.row(words, found[name] / 1e3, "µs", budget=f"{budget} ms" if budget else "")


def _qrencode(length):
    """CPU seconds of one `qrencode -t UTF8` process, and of one that only starts."""
    payload = ("2@" + "k7Qd,Zm9v" * length)[:length]
    with tempfile.NamedTemporaryFile("w", prefix="relink-bench-") as file:
        file.write(payload)
        file.flush()
        loop = f'for ((i = 0; i < {QRENCODE_RUNS}; i++)); do "$@" >/dev/null 2>&1; done'
        bash = ["bash", "-c", loop, "bash"]
        # -r reads from a file, and -8 makes bytes of it, as relink does.
        draw = processes.run_for_cpu([*bash, "qrencode", "-8", "-l", "L", "-t", "UTF8", "-r", file.name])
        start = processes.run_for_cpu([*bash, "qrencode", "--version"])
        nothing = processes.run_for_cpu(["bash", "-c", f"for ((i = 0; i < {QRENCODE_RUNS}; i++)); do :; done"])
    return (draw - nothing) / QRENCODE_RUNS, (start - nothing) / QRENCODE_RUNS
