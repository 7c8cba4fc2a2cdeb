"""GREEN-API's own client against a simulated GREEN-API. Usage: check_green_api.py CONFIGURATION"""

import base64
import logging
import sys

from support import Checks, Fleet, decode, wait
from whatsapp_api_client_python.API import GreenApi

WORDS = {"working": "authorized", "awaitingScan": "notAuthorized", "starting": "starting", "loggedOut": "notAuthorized"}

# The client logs what it was refused with its address, which has the token in it.
logging.disable(logging.CRITICAL)
fleet, checks = Fleet(sys.argv[1]), Checks()
clients = {id: GreenApi(id, secret, host=fleet.url) for id, secret in fleet.secrets.items()}


def state(id):
    return clients[id].account.getStateInstance().data["stateInstance"]


def comes_to(id, word):
    # An instance may be asked once a second; refused, the client waits longer and longer by itself.
    return wait(lambda: state(id) == word, every=1.1)


truth = fleet.roster()
checks.equal(
    "every instance tells its state", {id: state(id) for id in fleet.ids},
    {id: WORDS[row["state"]] for id, row in truth.items()})

linked = fleet.having("working")[0]
by_qr, by_code = [id for id in fleet.ids if truth[id]["state"] != "working"][:2]
settings = clients[linked].account.getWaSettings().data
checks.equal("the account of a linked instance", settings["phone"], truth[linked]["linkedTo"])
checks.equal("its settings name it too", clients[linked].account.getSettings().data["wid"], settings["phone"] + "@c.us")
checks.equal("a linked instance has no code", clients[linked].account.qr().data["type"], "alreadyLogged")

seen = {}


def has_code():
    seen.update(clients[by_qr].account.qr().data)
    return seen["type"] == "qrCode"


checks.check("an unlinked one has", wait(has_code, every=0.5))
payload = decode(base64.b64decode(seen["message"]))
checks.check("zbar reads the code", payload is not None)
checks.check("scanning that code links it", fleet.control("scan", payload=payload))
checks.check("the client sees it linked", comes_to(by_qr, "authorized"))

phone = truth[by_code]["phone"]
answer = clients[by_code].account.getAuthorizationCode(int(phone)).data
checks.equal("a pairing code is given", answer["status"], True)
checks.equal("of eight characters without a dash", len(answer["code"].replace("-", "")), 8)
checks.check("typing that code links it", fleet.control("type", code=answer["code"], phone=phone))
checks.check("the client sees that too", comes_to(by_code, "authorized"))
checks.equal(
    "an instance that is linked gets none", clients[by_code].account.getAuthorizationCode(int(phone)).code, 400)

checks.equal("reboot", clients[by_code].account.reboot().data, {"isReboot": True})
checks.check("and it comes back", comes_to(by_code, "authorized"))
checks.equal("logout", clients[linked].account.logout().data, {"isLogout": True})
checks.check("status after it", comes_to(linked, "notAuthorized"))

checks.equal("a wrong token is refused", GreenApi(linked, "wrong", host=fleet.url).account.getStateInstance().code, 401)
checks.equal(
    "an unknown instance is refused", GreenApi("7105999997", "wrong", host=fleet.url).account.getStateInstance().code,
    403)
checks.finish()
