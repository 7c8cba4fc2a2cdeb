"""The community's client `gowa` against a simulated GOWA. Usage: check_gowa.py CONFIGURATION"""

import asyncio
import sys

import httpx
from gowa_sdk import GoWaClient
from gowa_sdk.models import DeviceLoginCodeRequest
from support import Checks, Fleet, decode

fleet, checks = Fleet(sys.argv[1]), Checks()


async def refused(what, status, call):
    try:
        await call
    except httpx.HTTPStatusError as error:
        checks.equal(what, error.response.status_code, status)
        return error.response
    checks.check(what, False, "no error")


async def until(holds, limit=60):
    """Asks again until it holds."""
    for _ in range(limit * 20):
        if await holds():
            return True
        await asyncio.sleep(0.05)
    return False


async def login(client, id):
    """The text of a new code of the device, from the picture that its link leads to."""
    results = (await client.device_login_qr(id)).results
    checks.check("the duration is a number of seconds", isinstance(results["qr_duration"], int), results["qr_duration"])
    picture = await client.client.get(results["qr_link"])
    checks.equal("the link leads to a picture", picture.headers["content-type"], "image/png")
    return decode(picture.content)


async def main():
    async with GoWaClient(fleet.url, fleet.username, fleet.secret) as client:

        async def logged_in(id):
            listed = await client.list_devices()
            row = next(row for row in listed.results if row.id == id)
            return row.model_extra["state"] == "logged_in"

        rows = {row.id: row for row in (await client.list_devices()).results}
        truth = fleet.roster()
        checks.equal("list names every device", sorted(rows), sorted(fleet.ids))
        checks.equal(
            "list tells which are logged in",
            sorted(id for id, row in rows.items() if row.model_extra["state"] == "logged_in"),
            sorted(id for id, row in truth.items() if row["state"] == "working"))
        checks.check(
            "a device with a session has its account",
            all(
                row.jid.split("@")[0].split(":")[0] == truth[id]["linkedTo"]
                for id, row in rows.items() if truth[id]["state"] == "working"))

        linked = fleet.having("working")[0]
        by_qr, by_code = [id for id in fleet.ids if truth[id]["state"] != "working"][:2]
        # The client's model for the status has two texts; the server's two booleans come beside them.
        status = (await client.device_status(linked)).results.model_extra
        checks.equal("status of a linked device", (status["is_connected"], status["is_logged_in"]), (True, True))
        status = (await client.device_status(by_qr)).results.model_extra
        checks.equal("status of an unlinked device", (status["is_connected"], status["is_logged_in"]), (False, False))
        status = (await client.get_status(device_id=linked)).results
        checks.equal("status by the header", status["is_logged_in"], True)

        payload = await login(client, by_qr)
        checks.check("zbar reads the code", payload is not None)
        again = await login(client, by_qr)
        checks.check("a second login is another code", again is not None and again != payload)
        checks.check("and the first does not link any more", not fleet.control("scan", payload=payload))
        checks.check("scanning the second links it", fleet.control("scan", payload=again))
        checks.check("the client sees it linked", await until(lambda: logged_in(by_qr)))
        answer = await refused("login of a linked device", 400, client.device_login_qr(by_qr))
        checks.equal("and why", answer and answer.json()["code"], "ALREADY_LOGGED_IN")

        # The server reads the number from the query and nowhere else: LoginDeviceWithCode in src/ui/rest/device.go.
        phone = truth[by_code]["phone"]
        await refused(
            "a pairing code by the device's path: the client puts the number into the body", 400,
            client.device_login_code(by_code, DeviceLoginCodeRequest(phone=phone)))
        code = (await client.login_with_code(phone, device_id=by_code)).results.pair_code
        checks.equal("a pairing code by the header has eight characters and a dash", (len(code), code[4]), (9, "-"))
        checks.check("typing that code links it", fleet.control("type", code=code, phone=phone))
        checks.check("the client sees that too", await until(lambda: logged_in(by_code)))

        checks.equal("reconnect", (await client.device_reconnect(linked)).code, "SUCCESS")
        checks.check("and it comes back", await until(lambda: logged_in(linked)))
        checks.equal("logout", (await client.device_logout(linked)).code, "SUCCESS")
        row = next(row for row in (await client.list_devices()).results if row.id == linked)
        checks.equal("the device stays, without its account", (row.id, row.jid or ""), (linked, ""))
        checks.equal("logout by the header", (await client.logout(device_id=by_code)).code, "SUCCESS")

        await refused("an unknown device by its path", 500, client.get_device("no-such-device"))
        await refused("an unknown device by the header", 404, client.get_status(device_id="no-such-device"))
    async with GoWaClient(fleet.url, fleet.username, "wrong") as stranger:
        await refused("a wrong password is refused", 401, stranger.list_devices())


asyncio.run(main())
checks.finish()
