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
    for count, keys in ((1, b"r"), (10, b"b\r")):
        ours = _with_relink(tools, count, keys)
        rival = _with_curl(tools, count)
        what = "one instance" if count == 1 else f"{count} instances"
        table.row(f"{what}, {len(keys)} key press{'es' if len(keys) > 1 else ''}", ours, "s", ("curl script", rival))


def _simulator(tools, count):
    simulator = Simulator(tools.relink, count, extra=["--scan-after", str(_SCAN_AFTER)])
    for instance in simulator.ids:
        request = urllib.request.Request(
            f"{simulator.url}/_simulate/drop", data=json.dumps({"instance": instance}).encode(), method="POST")
        urllib.request.urlopen(request).read()
    # Past the first moments of their link windows, in which no engine has a code yet.
    time.sleep(3)
    return simulator


def _with_relink(tools, count, keys):
    with _simulator(tools, count) as simulator:
        environment = tools.environment(simulator)
        with Screen([tools.relink, "--config", simulator.written], 120, 44, environment) as screen:
            simulator.wait_until_asked()
            screen.wait_for(b"SCAN")
            time.sleep(1)
            start = time.monotonic()
            screen.press(keys[:1])
            if len(keys) > 1:
                screen.wait_for(b"relink round")
                screen.press(keys[1:])
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
