//! The console's services: one table. A new one is a line.

use crate::error::{Code, Error, Result};
use crate::view::ServiceChoice;

/// A place in the console.
#[derive(Debug)]
pub(super) struct Service {
    id: &'static str,
    name: &'static str,
    /// What else people type for it.
    aliases: &'static [&'static str],
    pub(super) path: &'static str,
    /// With its `#`, or empty.
    pub(super) fragment: &'static str,
    /// One console for all Regions.
    pub(super) global: bool,
}

const fn regional(
    id: &'static str,
    name: &'static str,
    aliases: &'static [&'static str],
    path: &'static str,
) -> Service {
    Service { id, name, aliases, path, fragment: "", global: false }
}

const fn global(
    id: &'static str,
    name: &'static str,
    aliases: &'static [&'static str],
    path: &'static str,
) -> Service {
    Service { id, name, aliases, path, fragment: "", global: true }
}

/// In the order they are offered: the home page, then by name.
const SERVICES: [Service; 33] = [
    regional("home", "Console home", &["console"], "console/home"),
    regional("apigateway", "API Gateway", &["apigw", "agw"], "apigateway/main/apis"),
    regional("athena", "Athena", &[], "athena/home"),
    regional("bedrock", "Bedrock", &["br"], "bedrock/home"),
    global("billing", "Billing and Cost Management", &["costs", "cost", "bills"], "costmanagement/home"),
    regional("cloudformation", "CloudFormation", &["cfn", "cf"], "cloudformation/home"),
    global("cloudfront", "CloudFront", &["cdn"], "cloudfront/v4/home"),
    regional("cloudtrail", "CloudTrail", &["ct", "trail"], "cloudtrailv2/home"),
    regional("cloudwatch", "CloudWatch", &["cw", "metrics"], "cloudwatch/home"),
    Service {
        id: "logs",
        name: "CloudWatch Logs",
        aliases: &["cwl", "cloudwatch logs"],
        path: "cloudwatch/home",
        fragment: "#logsV2:log-groups",
        global: false,
    },
    regional("codebuild", "CodeBuild", &["cb"], "codesuite/codebuild/projects"),
    regional("config", "Config", &["cfg"], "config/home"),
    regional("dynamodb", "DynamoDB", &["ddb", "dynamo"], "dynamodbv2/home"),
    regional("ec2", "EC2", &["instances", "elastic compute cloud"], "ec2/home"),
    regional("ecr", "Elastic Container Registry", &["registry"], "ecr/home"),
    regional("ecs", "Elastic Container Service", &["containers"], "ecs/v2/home"),
    regional("eks", "Elastic Kubernetes Service", &["kubernetes", "k8s"], "eks/home"),
    regional("eventbridge", "EventBridge", &["eb", "events"], "events/home"),
    regional("guardduty", "GuardDuty", &["gd"], "guardduty/home"),
    global("iam", "IAM", &["identity and access management"], "iam/home"),
    regional("identitycenter", "IAM Identity Center", &["idc", "singlesignon"], "singlesignon/home"),
    regional("kms", "Key Management Service", &["keys"], "kms/home"),
    regional("lambda", "Lambda", &["functions", "fn"], "lambda/home"),
    global("organizations", "Organizations", &["orgs", "org"], "organizations/v2/home"),
    regional("rds", "RDS", &["databases", "aurora"], "rds/home"),
    global("route53", "Route 53", &["r53", "dns", "route 53"], "route53/v2/home"),
    regional("s3", "S3", &["buckets"], "s3/home"),
    regional("secretsmanager", "Secrets Manager", &["secrets", "sm"], "secretsmanager/listsecrets"),
    regional("securityhub", "Security Hub", &["sh"], "securityhub/home"),
    regional("sns", "Simple Notification Service", &["topics"], "sns/v3/home"),
    regional("sqs", "Simple Queue Service", &["queues"], "sqs/v3/home"),
    regional("ssm", "Systems Manager", &["systems manager", "sessions"], "systems-manager/home"),
    regional("vpc", "VPC", &["networks"], "vpcconsole/home"),
];

/// The services, for a person to choose from.
#[must_use]
pub fn services() -> Vec<ServiceChoice> {
    SERVICES
        .iter()
        .map(|service| ServiceChoice { id: service.id.to_owned(), name: service.name.to_owned() })
        .collect()
}

/// The name of a service given by id, name or abbreviation.
#[must_use]
pub fn title(service: &str) -> Option<&'static str> {
    find(service).ok().map(|service| service.name)
}

/// The service of that id, name or abbreviation, in any case.
pub(super) fn find(text: &str) -> Result<&'static Service> {
    let text = text.trim();
    let is = |name: &str| name.eq_ignore_ascii_case(text);
    SERVICES.iter().find(|s| is(s.id) || is(s.name) || s.aliases.iter().any(|alias| is(alias))).ok_or_else(
        || {
            Error::new(
                Code::NotFound,
                format!("Portico knows no console service called \"{}\".", crate::text::clean(text, 40)),
                "Use an id such as ec2, s3 or iam, or give the console's full address.",
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_id_name_and_abbreviation_means_one_service() {
        let mut seen = BTreeSet::new();
        for service in &SERVICES {
            let names = [service.id, service.name].into_iter().chain(service.aliases.iter().copied());
            let names: BTreeSet<String> = names.map(str::to_ascii_lowercase).collect();
            for name in names {
                assert!(seen.insert(name.clone()), "{name} twice");
                assert_eq!(title(&name), Some(service.name));
            }
            assert!(
                !service.path.starts_with('/') && !service.path.contains(['?', '#', ' ']),
                "{}",
                service.path
            );
        }
        assert!(find("no such").expect_err("unknown").remedy().contains("ec2"));
    }
}
