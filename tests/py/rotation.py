"""botocore's own token refresh, as every `sso-session` profile of the AWS CLI and boto3 uses it.

Each line on stdin is one turn of a new process's worth of botocore: it loads the token file, renews the token if it is
to run out soon, and lists the accounts. What came of it is one JSON line.
"""

import json
import sys

import botocore.session
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.tokens import SSOTokenProvider

ONCE = Config(retries={"total_max_attempts": 1}, signature_version=UNSIGNED)


def turn(endpoint):
    session = botocore.session.Session(profile="mine")
    try:
        token = SSOTokenProvider(session).load_token().get_frozen_token().token
    except BotoCoreError as error:
        return {"refused": str(error)}
    try:
        portal = session.create_client("sso", endpoint_url=endpoint, config=ONCE)
        accounts = portal.list_accounts(accessToken=token)["accountList"]
    except ClientError as error:
        return {"access": token, "refused": error.response["Error"]["Code"]}
    return {"access": token, "accounts": len(accounts)}


for line in sys.stdin:
    print(json.dumps(turn(line.strip())), flush=True)
