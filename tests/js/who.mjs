// Says whose credentials a profile gives, as any script of any person would ask. Without a name: what the SDK finds by itself.

import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-providers";

const profile = process.argv[2];
const credentials = profile ? fromIni({ profile }) : undefined;
const client = new STSClient({ credentials, region: "eu-west-1", maxAttempts: 1 });
console.log((await client.send(new GetCallerIdentityCommand())).Arn);
