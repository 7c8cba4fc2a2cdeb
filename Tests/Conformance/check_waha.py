"""The community's client `waha` against a simulated WAHA. Usage: check_waha.py CONFIGURATION"""

import base64
import sys

from pydantic import ValidationError
from support import Checks, Fleet, decode, wait
from waha import WahaClient
from waha.exceptions import WahaAPIError, WahaAuthenticationError
from waha.types import QRFormat

WORDS = {"working": "WORKING", "awaitingScan": "SCAN_QR_CODE", "starting": "STARTING", "stopped": "STOPPED"}

fleet, checks = Fleet(sys.argv[1]), Checks()
client = WahaClient(base_url=fleet.url, api_key=fleet.secret)
# This client asks for JSON always and then looks for a picture; who wants one names it in the headers.
pictures = WahaClient(base_url=fleet.url, api_key=fleet.secret, headers={"Accept": "image/png"})

rows = {row.name: row for row in client.sessions.list(all=True)}
checks.equal("list names every session", sorted(rows), sorted(fleet.ids))
checks.equal(
    "list tells each session's state", {name: row.status for name, row in rows.items()},
    {id: WORDS[row["state"]] for id, row in fleet.roster().items()})

linked = fleet.having("working")[0]
by_qr, by_code = fleet.having("awaitingScan")[:2]
account = client.sessions.get_me(linked)
checks.check("me is the linked account", account.id == fleet.roster()[linked]["linkedTo"] + "@c.us")
checks.equal("status of a linked session", client.sessions.get(linked).status, "WORKING")
checks.equal("status of an unlinked session", client.sessions.get(by_qr).status, "SCAN_QR_CODE")

picture = pictures.auth.get_qr_code(by_qr, QRFormat.IMAGE)
payload = decode(picture)
checks.check("the picture of the code is read by zbar", payload is not None)

# The client knows the text as `qr`; the server's own type calls it `value`: src/structures/auth.dto.ts of WAHA.
error = checks.raises(
    "raw code: the client looks for `qr`, as the server never called it", ValidationError,
    lambda: client.auth.get_qr_code(by_qr, QRFormat.RAW))
given = client._http_client.get(f"/api/{by_qr}/auth/qr", params={"format": "raw"})
checks.equal("raw code: the server's member is `value`", sorted(given), ["value"])
checks.check("the raw code says what the picture says", given.get("value") == payload)

# To `Accept: application/json` WAHA answers with base64 inside of JSON: src/nestjs/BufferResponseInterceptor.ts.
checks.raises(
    "image as the client asks for it: it looks for bytes and gets JSON", KeyError,
    lambda: client.auth.get_qr_code(by_qr, QRFormat.IMAGE))
given = client._http_client.get(f"/api/{by_qr}/auth/qr", params={"format": "image"})
checks.equal("the JSON is a file", (sorted(given), given["mimetype"]), (["data", "mimetype"], "image/png"))
checks.check("the file shows the same code", decode(base64.b64decode(given["data"])) == payload)

checks.check("scanning that code links it", fleet.control("scan", payload=payload))
checks.check("the client sees it linked", wait(lambda: client.sessions.get(by_qr).status == "WORKING"))
error = checks.raises(
    "a linked session has no code", WahaAPIError, lambda: pictures.auth.get_qr_code(by_qr, QRFormat.IMAGE))
checks.equal("and says so by 422", getattr(error, "status_code", None), 422)

phone = fleet.roster()[by_code]["phone"]
code = client.auth.request_code(by_code, phone)["code"]
checks.equal("a pairing code has eight characters", len(code.replace("-", "")), 8)
checks.check("typing that code links it", fleet.control("type", code=code, phone=phone))
checks.check("the client sees that too", wait(lambda: client.sessions.get(by_code).status == "WORKING"))

answer = client.sessions.logout(linked)
checks.equal("logout answers with the session", answer.name, linked)
checks.check("and codes are offered again", wait(lambda: client.sessions.get(linked).status == "SCAN_QR_CODE"))
checks.equal("stop", client.sessions.stop(by_qr).status, "STOPPED")
checks.check("a stopped session is not in the short list", by_qr not in [row.name for row in client.sessions.list()])
client.sessions.start(by_qr)
checks.check("start: linked as before", wait(lambda: client.sessions.get(by_qr).status == "WORKING"))

error = checks.raises("an unknown session is 404", WahaAPIError, lambda: client.sessions.get("no-such-session"))
checks.equal("404", getattr(error, "status_code", None), 404)
checks.raises(
    "a wrong key is refused", WahaAuthenticationError,
    lambda: WahaClient(base_url=fleet.url, api_key="wrong").sessions.list())
checks.finish()
