"""What the conformance scripts share: the simulated fleet, its control routes, and the list of checks."""

import io
import sys
import time

import requests
import yaml
from PIL import Image
from pyzbar import pyzbar


class Fleet:
    """One simulated gateway, as the configuration that `relink simulate` wrote describes it."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            gateway = yaml.safe_load(file)["gateways"][0]
        self.url = gateway["url"]
        self.username = gateway.get("username")
        self.secret = gateway.get("secret", {}).get("value")
        self.secrets = {row["id"]: row.get("secret", {}).get("value") for row in gateway["instances"]}
        self.ids = list(self.secrets)

    def control(self, route, **members):
        """Asks the simulator itself, past the vendor's face; `True` when it did something."""
        answer = requests.post(f"{self.url}/_simulate/{route}", json=members, timeout=60)
        return answer.status_code == 200

    def roster(self):
        """What is true of every instance, by id."""
        answer = requests.get(f"{self.url}/_simulate/instances", timeout=60)
        answer.raise_for_status()
        rows = [yaml.safe_load(line) for line in answer.text.splitlines()]
        return {row["id"]: row for row in rows}

    def having(self, state):
        """The ids of the instances in that state."""
        return [id for id, row in self.roster().items() if row["state"] == state]

    def state(self, id):
        return self.roster()[id]["state"]


class Checks:
    """One line for each check; codes and secrets are never part of it."""

    def __init__(self):
        self.failed = 0
        self.count = 0

    def check(self, what, holds, seen=""):
        self.count += 1
        if holds:
            print(f"ok   {what}", flush=True)
        else:
            self.failed += 1
            print(f"NOT  {what}" + (f": {seen}" if seen != "" else ""), flush=True)

    def equal(self, what, seen, expected):
        self.check(what, seen == expected, f"{seen!r}, not {expected!r}")

    def raises(self, what, kinds, act):
        """For what the client itself makes an error of."""
        try:
            act()
        except kinds as error:
            self.check(what, True)
            return error
        except Exception as error:
            self.check(what, False, f"{type(error).__name__}: {error}")
            return error
        self.check(what, False, "no error")
        return None

    def finish(self):
        print(f"{self.count} checks, {self.failed} failed")
        sys.exit(1 if self.failed or not self.count else 0)


def wait(holds, limit=60, every=0.05):
    """Asks until it holds; `False` when it does not within the limit. Seconds."""
    end = time.monotonic() + limit
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


def decode(picture):
    """The text of the one code in a picture, read by zbar; `None` when there is none."""
    image = Image.open(io.BytesIO(picture)).convert("RGBA")
    page = Image.new("RGBA", (image.width + 40, image.height + 40), "white")
    page.paste(image, (20, 20), image)
    found = pyzbar.decode(page.convert("L"), symbols=[pyzbar.ZBarSymbol.QRCODE])
    return found[0].data.decode() if len(found) == 1 else None
