"""The vendor's client `evolutionapi` against a simulated Evolution API. Usage: check_evolution.py CONFIGURATION"""

import base64
import sys
import urllib.parse

from evolutionapi.client import EvolutionClient
from evolutionapi.exceptions import EvolutionAuthenticationError, EvolutionNotFoundError
from support import Checks, Fleet, decode, wait

WORDS = {"working": "open", "awaitingScan": "connecting", "starting": "connecting", "loggedOut": "close"}

fleet, checks = Fleet(sys.argv[1]), Checks()
client = EvolutionClient(fleet.url, fleet.secret)
operations = client.instance_operations


def path(name):
    """The client puts a name into the path as it is."""
    return urllib.parse.quote(name)


def state(name):
    return operations.get_connection_state(path(name), tokens[name])["instance"]["state"]


rows = client.instances.fetch_instances()
checks.equal("list names every instance", sorted(row["name"] for row in rows), sorted(fleet.ids))
truth = fleet.roster()
checks.equal(
    "list tells each instance's state", {row["name"]: row["connectionStatus"] for row in rows},
    {id: WORDS[row["state"]] for id, row in truth.items()})
checks.check(
    "the owner is the linked account",
    all(row["ownerJid"] == (truth[row["name"]]["linkedTo"] or "") + "@s.whatsapp.net" for row in rows if row["ownerJid"]))
tokens = {row["name"]: row["token"] for row in rows}

linked = fleet.having("working")[0]
waiting = [id for id, row in truth.items() if row["state"] in ("awaitingScan", "loggedOut")]
by_qr = waiting[0]
checks.equal("status of a linked instance, with its own token", state(linked), "open")
checks.equal(
    "connect of a linked instance is its state",
    operations.connect(path(linked), tokens[linked]).get("instance", {}).get("state"), "open")

seen = {}


def has_code():
    seen.update(operations.connect(path(by_qr), tokens[by_qr]))
    return "code" in seen


checks.check("connect offers a code", wait(has_code))
prefix, _, picture = seen["base64"].partition(",")
checks.equal("the picture is a data URL", prefix, "data:image/png;base64")
checks.check("zbar reads the same code from the picture", decode(base64.b64decode(picture)) == seen["code"])
checks.equal("without a number there is no pairing code", seen["pairingCode"], None)
checks.equal("status while linking", state(by_qr), "connecting")
operations.connect(path(by_qr), tokens[by_qr])
checks.check("scanning that code links it", fleet.control("scan", payload=seen["code"]))
checks.check("the client sees it linked", wait(lambda: state(by_qr) == "open"))

# The number travels in the query; the client has no argument for it and takes the end of the path as it is.
answer = operations.logout(path(linked), tokens[linked])
checks.equal("logout", (answer["status"], answer["error"]), ("SUCCESS", False))
checks.check("status after it", wait(lambda: state(linked) == "close"))
phone = truth[linked]["phone"]
answered = {}


def has_pairing_code():
    answered.update(client.get(f"instance/connect/{path(linked)}?number={phone}", tokens[linked]))
    return answered.get("pairingCode") is not None


checks.check("connect with a number offers a pairing code", wait(has_pairing_code))
checks.equal("of eight characters without a dash", len(answered["pairingCode"]), 8)
checks.check("typing that code links it", fleet.control("type", code=answered["pairingCode"], phone=phone))
checks.check("the client sees that too", wait(lambda: state(linked) == "open"))
restarted = operations.restart(path(linked), tokens[linked])
checks.equal("restart answers with the state before it", restarted.get("instance", {}).get("instanceName"), linked)
checks.check("and it comes back", wait(lambda: state(linked) == "open"))

checks.raises(
    "an unknown instance is 404", EvolutionNotFoundError,
    lambda: operations.get_connection_state("no-such-instance", fleet.secret))
checks.raises(
    "a wrong key is refused", EvolutionAuthenticationError,
    lambda: EvolutionClient(fleet.url, "wrong").instances.fetch_instances())
checks.raises(
    "another instance's token is refused", EvolutionAuthenticationError,
    lambda: operations.get_connection_state(path(linked), tokens[by_qr]))
checks.finish()
