"""botocore as a judge of where credentials come from.

It is told one set-up per line on stdin, {"variables": {...}, "profile": name or null}, and says {"method": ...} for each: the
name botocore gives to the source that it takes, null for none, or {"error": ...}. It also plays an endpoint that gives
credentials to containers and to EC2 instances; the first line it says is {"endpoint": URL}.
"""

import http.server
import json
import os
import sys
import threading

import botocore.exceptions
import botocore.session

KEYS = {
    "Code": "Success",
    "Type": "AWS-HMAC",
    "AccessKeyId": "ASIAENDPOINT",
    "SecretAccessKey": "s",
    "Token": "t",
    "Expiration": "2099-01-01T00:00:00Z",
    "LastUpdated": "2020-01-01T00:00:00Z",
}


class Endpoint(http.server.BaseHTTPRequestHandler):
    def do_PUT(self):
        self.say("token")

    def do_GET(self):
        is_list = self.path.endswith("/security-credentials/")
        self.say("role" if is_list else json.dumps(KEYS))

    def say(self, text):
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def method(setup):
    for name, value in setup["variables"].items():
        os.environ[name] = value
    try:
        credentials = botocore.session.Session(profile=setup["profile"]).get_credentials()
        return {"method": credentials and credentials.method}
    except (botocore.exceptions.BotoCoreError, KeyError) as error:
        return {"error": type(error).__name__}
    finally:
        for name in setup["variables"]:
            del os.environ[name]


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"endpoint": f"http://127.0.0.1:{server.server_port}"}), flush=True)
for line in sys.stdin:
    print(json.dumps(method(json.loads(line))), flush=True)
