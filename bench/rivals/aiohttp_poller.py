"""Watches the instances of a plan as a small Python program would: aiohttp, one kept connection pool, rounds.

Asks each instance once a period, keeps what came back, and prints one line for each change of state.
"""

import asyncio
import json
import sys
import time

import aiohttp


async def watch(plan):
    states = {}
    limit = asyncio.Semaphore(plan["concurrency"])
    headers = {"Authorization": f"Bearer {plan['secret']}", "Accept": "application/json"}
    url = f"{plan['url']}/v2/session/info"

    async def ask(session, instance):
        async with limit:
            body = {"instance_id": instance, "access_token": plan["secret"]}
            async with session.post(url, json=body, headers={"X-Instance-ID": instance}) as answer:
                session_info = await answer.json()
        state = session_info["status"]
        if states.get(instance) != state:
            print(f"{time.strftime('%H:%M:%S')} {instance} {states.get(instance)} -> {state}", flush=True)
        states[instance] = state

    async def follow(session, instance, offset):
        due = asyncio.get_running_loop().time() + offset
        while True:
            await asyncio.sleep(due - asyncio.get_running_loop().time())
            await ask(session, instance)
            due += plan["period"]

    connector = aiohttp.TCPConnector(limit=plan["concurrency"])
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:
        step = plan["period"] / len(plan["ids"])
        await asyncio.gather(*(follow(session, id, number * step) for number, id in enumerate(plan["ids"])))


with open(sys.argv[1], encoding="utf-8") as file:
    asyncio.run(watch(json.load(file)))
