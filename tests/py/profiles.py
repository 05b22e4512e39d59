"""botocore as a reader of configuration files.

`profiles.py` answers each path on stdin with what the file holds, as one JSON line. `profiles.py loop PATH` reads the
file over and over until stdin ends, and then says how often, and what was wrong.
"""

import json
import sys
import threading

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


if sys.argv[1:2] == ["loop"]:
    loop(sys.argv[2])
else:
    for line in sys.stdin:
        print(json.dumps(read(line.rstrip("\n"))), flush=True)
