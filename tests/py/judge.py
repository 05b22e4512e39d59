"""boto3 as a judge. It is told a subject on stdin and says what it saw, one JSON object per check.

It asks for two things only: that the person visits an address, and that time passes (see support/judge.rs).
"""

import base64
import hashlib
import json
import secrets
import sys
import uuid
from urllib.parse import parse_qs, urlencode, urlsplit

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

REDIRECT = "http://127.0.0.1:44773/oauth/callback"
ONCE = Config(retries={"total_max_attempts": 1})
BRIEF = json.loads(sys.stdin.readline())


def saw(check, value):
    print(json.dumps({"check": check, "saw": value}), flush=True)


def ask(question):
    print(json.dumps(question), flush=True)
    return sys.stdin.readline().strip()


def refusal(call, with_status=True, **members):
    """The code of the error that `call` must raise, with its HTTP status where that matters."""
    try:
        call(**members)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return f"{code} {status}" if with_status else code
    return "no refusal"


def client(service, keys=None, region=BRIEF["region"]):
    given = {
        "aws_access_key_id": keys["accessKeyId"],
        "aws_secret_access_key": keys["secretAccessKey"],
        "aws_session_token": keys["sessionToken"],
    } if keys else {}
    config = ONCE if keys else ONCE.merge(Config(signature_version=UNSIGNED))
    return boto3.client(
        service, endpoint_url=BRIEF["endpoint"], region_name=region, config=config, **given
    )


class Application:
    """A registered client, as `aws sso login` is one."""

    def __init__(self):
        self.oidc = client("sso-oidc")
        registered = self.oidc.register_client(
            clientName="botocore-client-corp",
            clientType="public",
            grantTypes=["authorization_code", "refresh_token"],
            redirectUris=["http://127.0.0.1/oauth/callback"],
            issuerUrl=BRIEF["start_url"],
            scopes=["sso:account:access"],
        )
        self.id, self.secret = registered["clientId"], registered["clientSecret"]
        self.verifier = secrets.token_urlsafe(48)

    def visit(self, decision="allow"):
        """Sends the person to the sign-in pages; the parameters of the callback."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        state = str(uuid.uuid4())
        query = urlencode({
            "response_type": "code",
            "client_id": self.id,
            "redirect_uri": REDIRECT,
            "state": state,
            "code_challenge_method": "S256",
            "scopes": "sso:account:access",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        })
        callback = ask({"visit": f"{BRIEF['endpoint']}/authorize?{query}", "decision": decision})
        answer = {name: values[0] for name, values in parse_qs(urlsplit(callback).query).items()}
        assert answer["state"] == state, callback
        return answer

    def members(self, code, **changed):
        members = {
            "clientId": self.id,
            "clientSecret": self.secret,
            "grantType": "authorization_code",
            "code": code,
            "codeVerifier": self.verifier,
            "redirectUri": REDIRECT,
        }
        return {**members, **changed}

    def sign_in(self):
        return self.oidc.create_token(**self.members(self.visit()["code"]))


def codes():
    application = Application()
    oidc = application.oidc
    code = application.visit()["code"]

    def refused(with_status=False, **changed):
        return refusal(oidc.create_token, with_status, **application.members(code, **changed))

    saw("wrong verifier", refused(codeVerifier="x" * 64))
    saw("wrong redirect", refused(redirectUri=REDIRECT.replace("44773", "44774")))
    saw("wrong secret", refused(True, clientSecret="wrong"))
    saw("unknown grant", refused(grantType="password"))
    tokens = oidc.create_token(**application.members(code))
    saw("tokens", {
        "tokenType": tokens["tokenType"],
        "expiresIn": tokens["expiresIn"],
        "refresh": "refreshToken" in tokens,
    })
    renewal = {"clientId": application.id, "clientSecret": application.secret, "grantType": "refresh_token"}
    renewed = oidc.create_token(**renewal, refreshToken=tokens["refreshToken"])
    saw("renewed", {
        "other access token": renewed["accessToken"] != tokens["accessToken"],
        "refresh": "refreshToken" in renewed,
    })
    saw("unknown refresh token", refusal(oidc.create_token, False, **renewal, refreshToken="emu_other"))
    saw("replayed code", refused())
    code = application.visit()["code"]
    ask({"wait": 601})
    saw("late code", refused())
    saw("denied", application.visit("deny").get("error"))


def portal():
    token = Application().sign_in()["accessToken"]
    sso = client("sso")
    pages = list(sso.get_paginator("list_accounts").paginate(accessToken=token))
    saw("page sizes", [len(page["accountList"]) for page in pages])
    saw("accounts", [account["accountId"] for page in pages for account in page["accountList"]])
    roles = sso.get_paginator("list_account_roles").paginate(accessToken=token, accountId=BRIEF["dev"])
    saw("roles", [role["roleName"] for role in roles.build_full_result()["roleList"]])
    wanted = {"accessToken": token, "accountId": BRIEF["dev"], "roleName": BRIEF["administrator"]}
    keys = sso.get_role_credentials(**wanted)["roleCredentials"]
    saw("expiration", keys["expiration"])
    saw("access key id", keys["accessKeyId"])
    saw("not assigned", refusal(sso.get_role_credentials, **{**wanted, "roleName": "SecurityAudit"}))
    saw("unknown account", refusal(sso.get_role_credentials, **{**wanted, "accountId": "999999999999"}))
    saw("unknown token", refusal(sso.list_accounts, accessToken="emu_unknown"))
    other = Application().sign_in()["accessToken"]
    sso.logout(accessToken=other)
    saw("signed out", refusal(sso.list_accounts, accessToken=other))
    ask({"wait": 3601})
    saw("expired token", refusal(sso.list_accounts, accessToken=token))


def sts():
    token = Application().sign_in()["accessToken"]

    def keys(account, role):
        asked = {"accessToken": token, "accountId": BRIEF[account], "roleName": BRIEF[role]}
        return client("sso").get_role_credentials(**asked)["roleCredentials"]

    mine = keys("dev", "administrator")
    saw("identity", client("sts", mine).get_caller_identity()["Arn"])
    forged = {**mine, "secretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
    saw("wrong secret", refusal(client("sts", forged).get_caller_identity))
    wanted = {"RoleArn": BRIEF["deploy_role"], "RoleSessionName": "release"}
    assumed = client("sts", mine).assume_role(**wanted)
    saw("assumed", assumed["AssumedRoleUser"]["Arn"])
    given = assumed["Credentials"]
    deployer = {
        "accessKeyId": given["AccessKeyId"],
        "secretAccessKey": given["SecretAccessKey"],
        "sessionToken": given["SessionToken"],
    }
    saw("assumed identity", client("sts", deployer).get_caller_identity()["Arn"])
    reader = client("sts", keys("production", "read_only"))
    saw("not trusted", refusal(reader.assume_role, **wanted))
    saw("too long", refusal(client("sts", mine).assume_role, **wanted, DurationSeconds=3601))
    ask({"wait": 61})
    saw("expired keys", refusal(client("sts", mine).get_caller_identity))


def uxc():
    token = Application().sign_in()["accessToken"]
    for account, role in [("dev", "administrator"), ("production", "read_only"), ("dev", "denied")]:
        asked = {"accessToken": token, "accountId": BRIEF[account], "roleName": BRIEF[role]}
        keys = client("sso").get_role_credentials(**asked)["roleCredentials"]
        look = client("uxc", keys, "us-east-1").get_account_customizations
        saw(f"{account} {role}", refusal(look) if role == "denied" else look()["accountColor"])
    saw("another region", refusal(client("uxc", keys, "eu-west-1").get_account_customizations))


def profile():
    """Two profiles on one `sso-session`: everything comes from the files, as in any script of any person."""
    for check, name in [("identity", "mine"), ("not assigned", "foreign")]:
        try:
            saw(check, boto3.Session(profile_name=name).client("sts", config=ONCE).get_caller_identity()["Arn"])
        except (BotoCoreError, ClientError) as error:
            saw(check, str(error))


{"codes": codes, "portal": portal, "sts": sts, "uxc": uxc, "profile": profile}[BRIEF["subject"]]()
