// The AWS SDK for JavaScript v3 as a judge. It is told a subject on stdin and says what it saw, one JSON object per
// check. It asks for two things only: that the person visits an address, and that time passes (see support/judge.rs).

import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createInterface } from "node:readline";

import { SSOClient, GetRoleCredentialsCommand, ListAccountsCommand, LogoutCommand } from "@aws-sdk/client-sso";
import { paginateListAccountRoles, paginateListAccounts } from "@aws-sdk/client-sso";
import { CreateTokenCommand, RegisterClientCommand, SSOOIDCClient } from "@aws-sdk/client-sso-oidc";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromSSO } from "@aws-sdk/credential-providers";

const REDIRECT = "http://127.0.0.1:44773/oauth/callback";
const heard = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => (await heard.next()).value;
const brief = JSON.parse(await hear());
const settings = { endpoint: brief.endpoint, region: brief.region, maxAttempts: 1 };

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const saw = (check, value) => say({ check, saw: value });
const ask = (question) => (say(question), hear());

/** The name of the error that `work` must end in, with its HTTP status where that matters. */
async function refusal(work, withStatus = true) {
  try {
    await work;
  } catch (error) {
    // STS names its errors by the code on the wire; a modelled one of the others by its exception.
    const name = error.Code ?? error.name;
    return withStatus ? `${name} ${error.$metadata?.httpStatusCode}` : name;
  }
  return "no refusal";
}

/** A registered client, as `aws sso login` is one. */
class Application {
  oidc = new SSOOIDCClient(settings);
  verifier = randomBytes(48).toString("base64url");

  async register() {
    const registered = await this.oidc.send(
      new RegisterClientCommand({
        clientName: "botocore-client-corp",
        clientType: "public",
        grantTypes: ["authorization_code", "refresh_token"],
        redirectUris: ["http://127.0.0.1/oauth/callback"],
        issuerUrl: brief.start_url,
        scopes: ["sso:account:access"],
      }),
    );
    this.own = { clientId: registered.clientId, clientSecret: registered.clientSecret };
    return this;
  }

  /** Sends the person to the sign-in pages; the parameters of the callback. */
  async visit(decision = "allow") {
    const state = randomUUID();
    const query = new URLSearchParams({
      response_type: "code",
      client_id: this.own.clientId,
      redirect_uri: REDIRECT,
      state,
      code_challenge_method: "S256",
      scopes: "sso:account:access",
      code_challenge: createHash("sha256").update(this.verifier).digest("base64url"),
    });
    const callback = await ask({ visit: `${brief.endpoint}/authorize?${query}`, decision });
    const answer = new URL(callback).searchParams;
    if (answer.get("state") !== state) throw new Error(`another state in ${callback}`);
    return answer;
  }

  redeem(code, changed = {}) {
    const codeVerifier = this.verifier;
    const members = { ...this.own, grantType: "authorization_code", code, codeVerifier, redirectUri: REDIRECT };
    return this.oidc.send(new CreateTokenCommand({ ...members, ...changed }));
  }

  renew(refreshToken) {
    return this.oidc.send(new CreateTokenCommand({ ...this.own, grantType: "refresh_token", refreshToken }));
  }

  async signIn() {
    return this.redeem((await this.visit()).get("code"));
  }
}

async function codes() {
  const application = await new Application().register();
  const code = (await application.visit()).get("code");
  const refused = (changed, withStatus) => refusal(application.redeem(code, changed), withStatus);
  saw("wrong verifier", await refused({ codeVerifier: "x".repeat(64) }, false));
  saw("wrong redirect", await refused({ redirectUri: REDIRECT.replace("44773", "44774") }, false));
  saw("wrong secret", await refused({ clientSecret: "wrong" }, true));
  saw("unknown grant", await refused({ grantType: "password" }, false));
  const tokens = await application.redeem(code);
  const { tokenType, expiresIn } = tokens;
  saw("tokens", { tokenType, expiresIn, refresh: Boolean(tokens.refreshToken) });
  const renewed = await application.renew(tokens.refreshToken);
  const isOther = renewed.accessToken !== tokens.accessToken;
  saw("renewed", { "other access token": isOther, refresh: Boolean(renewed.refreshToken) });
  saw("unknown refresh token", await refusal(application.renew("emu_other"), false));
  saw("replayed code", await refused({}, false));
  const late = (await application.visit()).get("code");
  await ask({ wait: 601 });
  saw("late code", await refusal(application.redeem(late), false));
  saw("denied", (await application.visit("deny")).get("error"));
}

async function portal() {
  const { accessToken } = await (await new Application().register()).signIn();
  const client = new SSOClient(settings);
  const list = (token) => client.send(new ListAccountsCommand({ accessToken: token }));
  const pages = [];
  for await (const page of paginateListAccounts({ client }, { accessToken })) pages.push(page.accountList);
  saw("page sizes", pages.map((page) => page.length));
  saw("accounts", pages.flat().map((account) => account.accountId));
  const roles = [];
  for await (const page of paginateListAccountRoles({ client }, { accessToken, accountId: brief.dev })) {
    roles.push(...page.roleList.map((role) => role.roleName));
  }
  saw("roles", roles);
  const wanted = { accessToken, accountId: brief.dev, roleName: brief.administrator };
  const credentials = (changed) => client.send(new GetRoleCredentialsCommand({ ...wanted, ...changed }));
  const { roleCredentials } = await credentials({});
  saw("expiration", roleCredentials.expiration);
  saw("access key id", roleCredentials.accessKeyId);
  saw("not assigned", await refusal(credentials({ roleName: "SecurityAudit" })));
  saw("unknown account", await refusal(credentials({ accountId: "999999999999" })));
  saw("unknown token", await refusal(list("emu_unknown")));
  const other = (await (await new Application().register()).signIn()).accessToken;
  await client.send(new LogoutCommand({ accessToken: other }));
  saw("signed out", await refusal(list(other)));
  await ask({ wait: 3601 });
  saw("expired token", await refusal(list(accessToken)));
}

async function sts() {
  const { accessToken } = await (await new Application().register()).signIn();
  const client = (credentials) => new STSClient({ ...settings, credentials });
  const identity = (credentials) => client(credentials).send(new GetCallerIdentityCommand({}));
  const keys = async (accountId, roleName) => {
    const asked = new GetRoleCredentialsCommand({ accessToken, accountId, roleName });
    return (await new SSOClient(settings).send(asked)).roleCredentials;
  };
  const mine = bare(await keys(brief.dev, brief.administrator));
  saw("identity", (await identity(mine)).Arn);
  const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  saw("wrong secret", await refusal(identity({ ...mine, secretAccessKey })));
  const assume = (credentials, more = {}) => {
    const wanted = { RoleArn: brief.deploy_role, RoleSessionName: "release", ...more };
    return client(credentials).send(new AssumeRoleCommand(wanted));
  };
  const { AssumedRoleUser, Credentials } = await assume(mine);
  saw("assumed", AssumedRoleUser.Arn);
  const deployer = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  saw("assumed identity", (await identity(deployer)).Arn);
  const reader = bare(await keys(brief.production, brief.read_only));
  saw("not trusted", await refusal(assume(reader)));
  saw("too long", await refusal(assume(mine, { DurationSeconds: 3601 })));
  await ask({ wait: 61 });
  saw("expired keys", await refusal(identity(mine)));
}

/** The three members that sign; the end is the server's to know, a client that knows it does not even ask. */
function bare({ accessKeyId, secretAccessKey, sessionToken }) {
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** Two profiles on one `sso-session`; the services section counts only for AWS_PROFILE, so endpoints come from there. */
async function profile() {
  process.env.AWS_ENDPOINT_URL = brief.endpoint;
  for (const [check, name] of [["identity", "mine"], ["not assigned", "foreign"]]) {
    const client = new STSClient({ region: brief.region, maxAttempts: 1, credentials: fromSSO({ profile: name }) });
    try {
      saw(check, (await client.send(new GetCallerIdentityCommand({}))).Arn);
    } catch (error) {
      saw(check, `${error.name}: ${error.message}`);
    }
  }
}

await { codes, portal, sts, profile }[brief.subject]();
process.exit(0);
