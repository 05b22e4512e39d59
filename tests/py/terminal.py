"""A person at a terminal: runs a program under a pseudo-terminal and answers its questions.

It is told on stdin {"words": [...], "answers": [[what is shown last, what is typed], ...]}; says {"code": ..., "shown":
...} when the program has ended.
"""

import json
import os
import pty
import select
import sys

BRIEF = json.loads(sys.stdin.readline())
PATIENCE = 60

child, terminal = pty.fork()
if child == 0:
    os.execv(BRIEF["words"][0], BRIEF["words"])

shown, answered, answers = "", 0, list(BRIEF["answers"])
while True:
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    if not ready:
        sys.exit(f"it said nothing in time; so far: {shown}")
    try:
        chunk = os.read(terminal, 4096)
    except OSError:
        break  # Linux tells so that the other side has closed.
    if not chunk:
        break
    shown += chunk.decode(errors="replace")
    if answers and answers[0][0] in shown[answered:]:
        answered = len(shown)
        os.write(terminal, (answers.pop(0)[1] + "\n").encode())
_, status = os.waitpid(child, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "shown": shown, "unasked": len(answers)}), flush=True)
