"""botocore as a reader of configuration files.

`profiles.py` answers each path on stdin with what the file holds, as one JSON line. `profiles.py loop PATH` reads the
file over and over until stdin ends, and then says how often, and what was wrong. `profiles.py time PATH` says how many
profiles there are, and how many seconds of the processor it took to read them.
"""

import json
import sys
import threading
import time

from botocore.configloader import load_config
from botocore.exceptions import BotoCoreError


def read(path):
    try:
        found = load_config(path)
    except (BotoCoreError, UnicodeDecodeError) as error:
        return {"error": f"{type(error).__name__}: {error}"}
    return {name: found.get(name, {}) for name in ("profiles", "sso_sessions", "services")}


def loop(path):
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    count, wrong = 0, []
    print(json.dumps("ready"), flush=True)
    while not over.is_set():
        count += 1
        found = read(path)
        if "error" in found or "kept" not in found["profiles"]:
            wrong.append(found.get("error", "a profile is missing"))
    print(json.dumps({"count": count, "wrong": wrong}))


def clocked(path):
    begun = time.process_time()
    count = len(read(path)["profiles"])
    print(json.dumps({"count": count, "took": time.process_time() - begun}))


if sys.argv[1:2] == ["loop"]:
    loop(sys.argv[2])
elif sys.argv[1:2] == ["time"]:
    clocked(sys.argv[2])
else:
    for line in sys.stdin:
        print(json.dumps(read(line.rstrip("\n"))), flush=True)
