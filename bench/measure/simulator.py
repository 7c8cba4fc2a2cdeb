"""A simulated gateway in a process of its own, so that its CPU is nobody's."""

import json
import os
import re
import subprocess
import tempfile
import time
import urllib.request

from . import processes


class Simulator:
    """`relink simulate`, and a configuration for clients of it."""

    def __init__(self, relink, instances, scenario="calm", kind="wawp", extra=()):
        self.folder = tempfile.TemporaryDirectory(prefix="relink-bench-")
        self.written = os.path.join(self.folder.name, "simulated.yaml")
        self.process = subprocess.Popen(
            [relink, "simulate", "--config-out", self.written, "--kind", kind, "--instances", str(instances),
             "--scenario", scenario, "--seed", "1", *extra],
            stdout=subprocess.PIPE, text=True)
        # The one line that it prints says that it answers.
        if not self.process.stdout.readline():
            raise SystemExit("bench: relink simulate did not start")
        with open(self.written, encoding="utf-8") as file:
            self.yaml = file.read()
        self.url = re.search(r'url: "(.*)"', self.yaml)[1]
        self.secret = re.search(r'value: "(.*)"', self.yaml)[1]
        self.ids = re.findall(r'- id: "(.*)"', self.yaml)

    def configuration(self, name, **pacing):
        """A configuration file with this pacing, in seconds: `idle_status=5` and so on."""
        keys = ", ".join(f"{key.replace('_', '-')}: {value}" for key, value in pacing.items())
        text = self.yaml.replace("    instances:\n", f"    pacing: {{{keys}}}\n    instances:\n", 1)
        return self.write_private(f"{name}.yaml", text)

    def configuration_with_silent_gateway(self, port, instances):
        """One that answers for a single instance, and one on this port with all the others."""
        head, _, rows = self.yaml.partition("    instances:\n")
        first, rest = rows.split("      - id:")[1], rows.split("      - id:")[2:instances + 1]
        silent = head[head.index("  - name:"):].replace(self.url, f"http://127.0.0.1:{port}").replace("wawp-1", "silent")
        text = f"{head}    instances:\n      - id:{first}{silent}    instances:\n" + "".join(f"      - id:{row}" for row in rest)
        return self.write_private("silent.yaml", text)

    def plan(self, period, concurrency):
        """What a rival needs to ask the same instances at the same pace, as JSON."""
        plan = {"url": self.url, "secret": self.secret, "ids": self.ids, "period": period, "concurrency": concurrency}
        return self.write_private("plan.json", json.dumps(plan))

    def write_private(self, name, text):
        """A file for its owner alone, gone with the simulator."""
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8", opener=lambda file, flags: os.open(file, flags, 0o600)) as file:
            file.write(text)
        return path

    def polls(self, since, until):
        """Status requests that the simulator's own log has between two times of the system clock."""
        with urllib.request.urlopen(f"{self.url}/_simulate/requests") as answer:
            lines = [json.loads(line) for line in answer.read().splitlines()]
        start, end = _utc(since), _utc(until)
        good = [line for line in lines if line["route"] == "/v2/session/info" and start <= line["time"] < end]
        if any(line["status"] != 200 for line in good):
            raise SystemExit("bench: the simulator refused requests")
        return len(good)

    def wait_until_asked(self, limit=60):
        """Until every instance was asked once: the first round is over."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            with urllib.request.urlopen(f"{self.url}/_simulate/requests") as answer:
                asked = {json.loads(line).get("instance") for line in answer.read().splitlines()}
            if asked.issuperset(self.ids):
                return
            time.sleep(0.5)
        raise SystemExit("bench: the first round did not come to its end")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        processes.stop(self.process)
        self.folder.cleanup()


def _utc(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds * 1000) % 1000:03}Z"
