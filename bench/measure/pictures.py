"""Reading a gateway's picture, by the forms of the conformance corpus; `zbar` beside it, from the same bytes."""

import json
import os
import re
import subprocess
import tempfile

# Runs in the environment of the conformance tests: CPU microseconds a picture, for each form that comes in.
_ZBAR = """
import io, sys, time
from PIL import Image
from pyzbar import pyzbar
forms = {}
for line in sys.stdin:
    form, path = line.rstrip("\\n").split("\\t")
    forms.setdefault(form, []).append(open(path, "rb").read())
for form, pictures in forms.items():
    unread, start = 0, time.process_time()
    for picture in pictures:
        image = Image.open(io.BytesIO(picture)).convert("L")
        unread += not pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])
    spent = (time.process_time() - start) / len(pictures) * 1e6
    print(form, spent, unread, len(pictures), sep="\\t")
"""


def run(tools, table):
    """Forms are told apart by how they are written, and not by their level of correction or length."""
    python = subprocess.run(
        [tools.conformance], check=True, stdout=subprocess.PIPE, text=True).stdout.strip().splitlines()[-1]
    with tempfile.TemporaryDirectory(prefix="relink-bench-") as folder:
        subprocess.run([python, "-B", tools.corpus, folder], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        lines = "".join(f"{_form(entry['form'])}\t{os.path.join(folder, entry['file'])}\n" for entry in manifest)
        ours = subprocess.run([tools.bench, "pictures"], input=lines, check=True, capture_output=True, text=True)
        theirs = subprocess.run([python, "-c", _ZBAR], input=lines, check=True, capture_output=True, text=True)
    ours = {form: float(number) / 1e3 for form, number in (line.split("\t") for line in ours.stdout.splitlines())}
    rivals = {form: (float(spent), int(unread), int(count))
              for form, spent, unread, count in (line.split("\t") for line in theirs.stdout.splitlines())}
    table.section(f"A picture to its text, CPU each: the {len(manifest)} of the corpus, by form")
    table.row("all", sum(number * rivals[form][2] for form, number in ours.items()) / len(manifest), "µs")
    for form, number in ours.items():
        spent, unread, count = rivals[form]
        # The time of a rival that does not do it is no time to compare with.
        note = f" ({unread} of {count} not read by zbar)" if unread else ""
        table.row(form + note, number, "µs", None if unread else ("zbar and Pillow", spent))


def _form(words):
    words = re.sub(r",? ?level [LMQH], \d+ bytes", "", words)
    return re.sub(r"margin \d, (\d) pixels a module", r"\1 pixels a module, margins of 0 to 8", words)
