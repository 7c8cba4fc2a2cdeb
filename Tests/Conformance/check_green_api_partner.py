"""GREEN-API's own client with a partner's token. Usage: check_green_api_partner.py CONFIGURATION"""

import logging
import sys

from support import Checks, Fleet
from whatsapp_api_client_python.API import GreenApi, GreenApiPartner

# The client logs what it was refused with its address, which has the token in it.
logging.disable(logging.CRITICAL)
fleet, checks = Fleet(sys.argv[1]), Checks()

rows = GreenApiPartner(fleet.secret, host=fleet.url).partner.getInstances().data
ours = {str(row["idInstance"]): row for row in rows if not row["deleted"] and row["typeInstance"] == "whatsapp"}
checks.equal("list names every instance", sorted(ours), sorted(fleet.ids))
checks.check("with its token", all(ours[id]["apiTokenInstance"] == secret for id, secret in fleet.secrets.items()))
id, row = next(iter(ours.items()))
checks.equal(
    "and the token opens it", GreenApi(id, row["apiTokenInstance"], host=fleet.url).account.getStateInstance().code, 200)

refusal = GreenApiPartner("wrong", host=fleet.url).partner.getInstances()
checks.equal("a wrong token is refused inside of 200", (refusal.code, refusal.data["code"]), (200, 401))
checks.finish()
