// Says whose credentials a profile gives, as any script of any person would ask.

import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-providers";

const credentials = fromIni({ profile: process.argv[2] });
const client = new STSClient({ credentials, region: "eu-west-1", maxAttempts: 1 });
console.log((await client.send(new GetCallerIdentityCommand())).Arn);
