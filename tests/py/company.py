"""A proxy behind which a company's own address and AWS's portals seem to be: it answers for them itself, over TLS.

It is told on stdin where to keep its certificates and what each host answers, {"folder": ..., "answers": {"METHOD
host/path": [status, location, body]}}, and says what it is asked, one JSON object per line; first its address and the
authority to trust. Whatever has no answer is refused, so that nothing ever leaves this machine.
"""

import json
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path

BRIEF = json.loads(sys.stdin.readline())
FOLDER = Path(BRIEF["folder"])
LOCK = threading.Lock()


def say(said):
    with LOCK:
        print(json.dumps(said), flush=True)


def openssl(*words):
    subprocess.run(["openssl", *words], cwd=FOLDER, check=True, capture_output=True)


def certify(names):
    """An authority, and a certificate of it for these names."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test authority",
            "-addext", "keyUsage=critical,keyCertSign")
    (FOLDER / "leaf.cnf").write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in names) + "\n")
    openssl("req", "-new", *key[:-2], "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=leaf")
    openssl("x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "leaf.cnf", "-out", "leaf.pem")


def head(stream):
    """The lines of a request up to its blank one."""
    text = b""
    while b"\r\n\r\n" not in text:
        chunk = stream.recv(4096)
        if not chunk:
            return []
        text += chunk
    return text.decode().split("\r\n")


def serve(stream, context):
    with stream:
        lines = head(stream)
        if not lines or not lines[0].startswith("CONNECT "):
            return
        place = lines[0].split(" ")[1]
        say({"connect": place})
        host = place.removesuffix(":443")
        if not any(key.split(" ")[1].split("/")[0] == host for key in BRIEF["answers"]):
            stream.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            return
        stream.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with context.wrap_socket(stream, server_side=True) as inner:
            while lines := head(inner):
                method, path = lines[0].split(" ")[:2]
                asked = f"{method} {host}{path}"
                say({"asked": asked})
                status, location, body = BRIEF["answers"].get(asked, [404, None, ""])
                fields = [f"HTTP/1.1 {status} X", "Content-Type: text/html", f"Content-Length: {len(body)}"]
                fields += [f"Location: {location}"] if location else []
                shown = "" if method == "HEAD" else body
                inner.sendall(("\r\n".join(fields) + "\r\n\r\n" + shown).encode())


def serve_quietly(stream, context):
    try:
        serve(stream, context)
    except OSError:
        pass  # Whoever asked has hung up.


certify(sorted({key.split(" ")[1].split("/")[0] for key in BRIEF["answers"]} | {"nobody.invalid"}))
CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
CONTEXT.load_cert_chain(FOLDER / "leaf.pem", FOLDER / "leaf.key")
DOOR = socket.create_server(("127.0.0.1", 0))
say({"proxy": f"http://127.0.0.1:{DOOR.getsockname()[1]}", "authority": str(FOLDER / "ca.pem")})
while True:
    came, _ = DOOR.accept()
    threading.Thread(target=serve_quietly, args=(came, CONTEXT), daemon=True).start()
