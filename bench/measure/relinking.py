"""From the first key to "held", for one instance and for ten, beside a curl script that was written for just this."""

import json
import os
import subprocess
import time
import urllib.request

from .screen import Screen
from .simulator import Simulator

_SCAN_AFTER = 2


def run(tools, table):
    table.section(f"Relinking: from the first key to the last “held”; phones scan {_SCAN_AFTER} s after they see a code")
    one, ten = _with_curl(tools, 1), _with_curl(tools, 10)
    table.row("one instance, 1 key press", _with_relink(tools, 1, b"r"), "s", ("curl script", one))
    table.row("10 in a round, 2 key presses", _with_relink(tools, 10, b"b\r"), "s", ("curl script", ten))
    wall = _with_relink(tools, 10, b"Wb\r", 262, 148)
    table.row("10 on the wall at 262x148, 3 key presses", wall, "s", ("curl script", ten))


def _simulator(tools, count):
    simulator = Simulator(tools.relink, count, extra=["--scan-after", str(_SCAN_AFTER)])
    for instance in simulator.ids:
        request = urllib.request.Request(
            f"{simulator.url}/_simulate/drop", data=json.dumps({"instance": instance}).encode(), method="POST")
        urllib.request.urlopen(request).read()
    # Past the first moments of their link windows, in which no engine has a code yet.
    time.sleep(3)
    return simulator


def _with_relink(tools, count, keys, columns=120, rows=44):
    with _simulator(tools, count) as simulator:
        environment = tools.environment(simulator)
        with Screen([tools.relink, "--config", simulator.written], columns, rows, environment) as screen:
            simulator.wait_until_asked()
            screen.wait_for(b"SCAN")
            time.sleep(1)
            start = time.monotonic()
            screen.press(keys[:-1] or keys)
            if len(keys) > 1:
                screen.wait_for(b"relink round")
                screen.press(keys[-1:])
            while _held(tools, simulator, environment) < count:
                if time.monotonic() - start > 300:
                    raise SystemExit("bench: not everything was relinked")
                time.sleep(0.1)
            return time.monotonic() - start


def _held(tools, simulator, environment):
    printed = subprocess.run(
        [tools.relink, "--config", simulator.written, "journal", "--json"], env={**os.environ, **environment},
        stdout=subprocess.PIPE, check=True).stdout
    return sum(json.loads(line).get("outcome") == "held" for line in printed.splitlines())


def _with_curl(tools, count):
    with _simulator(tools, count) as simulator:
        secret = simulator.write_private("curl.conf", f'header = "Authorization: Bearer {simulator.secret}"\n')
        start = time.monotonic()
        subprocess.run(
            [tools.rival("curl_relink"), simulator.url, secret, *simulator.ids], stdout=subprocess.DEVNULL, check=True)
        return time.monotonic() - start
