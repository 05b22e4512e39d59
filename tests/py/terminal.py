"""A person at a terminal: runs a program under a pseudo-terminal and answers its questions.

It is told on stdin {"words": [...], "answers": [[what is shown last, what is typed], ...]}; says {"code": ..., "shown":
...} when the program has ended. An answer with a third part, `"unseen"`, is typed once the terminal shows nothing of it.
"""

import json
import os
import pty
import select
import sys
import termios

BRIEF = json.loads(sys.stdin.readline())
PATIENCE = 60
MOMENT = 0.005


def is_due(answer, shown):
    """Whether the question has been asked, and what is typed will be seen by nobody who must not."""
    if answer[0] not in shown:
        return False
    is_shown = termios.tcgetattr(terminal)[3] & termios.ECHO
    return not (answer[2:] == ["unseen"] and is_shown)



child, terminal = pty.fork()
if child == 0:
    os.execv(BRIEF["words"][0], BRIEF["words"])

shown, answered, waited, answers = "", 0, 0, list(BRIEF["answers"])
while True:
    if answers and is_due(answers[0], shown[answered:]):
        answered = len(shown)
        os.write(terminal, (answers.pop(0)[1] + "\n").encode())
    ready, _, _ = select.select([terminal], [], [], MOMENT)
    waited = 0 if ready else waited + MOMENT
    if waited > PATIENCE:
        sys.exit(f"it said nothing in time; so far: {shown}")
    if not ready:
        continue
    try:
        chunk = os.read(terminal, 4096)
    except OSError:
        break  # Linux tells so that the other side has closed.
    if not chunk:
        break
    shown += chunk.decode(errors="replace")
_, status = os.waitpid(child, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "shown": shown, "unasked": len(answers)}), flush=True)
