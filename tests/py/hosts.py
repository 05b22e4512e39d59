"""botocore as a judge of host names: where each request of each Region would go, one JSON object per request.

The request is built and stopped before it is sent, because `client.meta.endpoint_url` comes of an older table than the
rule set that requests follow. Nothing is asked of any network.
"""

import json

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError

SESSION = botocore.session.get_session()
CALLS = {
    "sso-oidc": ("register_client", {"clientName": "x", "clientType": "public"}),
    "sso": ("logout", {"accessToken": "x"}),
    "sts": ("get_caller_identity", {}),
    "signin": ("create_o_auth2_token", {"tokenInput": {"clientId": "x", "grantType": "refresh_token"}}),
}
HOSTS = {
    "standard": (False, False),
    "dual-stack": (True, False),
    "fips": (False, True),
    "fips-dual-stack": (True, True),
}


class Stop(Exception):
    """The request is ready."""


def stop(request, **_):
    raise Stop(request.url.split("/")[2])


def host(service, region, dual_stack, fips):
    """Where a request goes; None when the rule set has no such host."""
    config = Config(use_dualstack_endpoint=dual_stack, use_fips_endpoint=fips)
    try:
        client = SESSION.create_client(
            service, region_name=region, aws_access_key_id="x", aws_secret_access_key="x", config=config
        )
        client.meta.events.register("before-send", stop)
        operation, members = CALLS[service]
        getattr(client, operation)(**members)
    except Stop as ready:
        return str(ready)
    except BotoCoreError:
        return None
    raise AssertionError("it was sent")


for partition in SESSION.get_available_partitions():
    for service in CALLS:
        # Console sign-in is wherever Identity Center is; botocore has no list of its Regions, and we need no other hosts.
        listed = SESSION.get_available_regions("sso" if service == "signin" else service, partition)
        for region in listed:
            for name, (dual_stack, fips) in HOSTS.items():
                if service == "signin" and name != "standard":
                    continue
                print(json.dumps({
                    "partition": partition,
                    "service": service,
                    "region": region,
                    "hosts": name,
                    "host": host(service, region, dual_stack, fips),
                }))
