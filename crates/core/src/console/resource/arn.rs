//! ARNs, read as people paste them: out of documentation, policies and terminals.
//!
//! Rule: what says where the resource is (partition, Region, account) is checked; what follows is only ever shown, or encoded.

use portico_model::{AccountId, Partition, Region};

use crate::console::hosts::PARTITIONS;
use crate::error::{Error, Result};

/// IAM's own limit, and no other service documents a higher one.
const LONGEST: usize = 2048;

/// `arn:{partition}:{namespace}:{region}:{account}:{resource}` (AWS General Reference, "Amazon Resource Names").
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::console) struct Arn {
    pub(in crate::console) text: String,
    pub(in crate::console) partition: Partition,
    /// The service's name in ARNs and permissions, such as `elasticmapreduce`.
    pub(in crate::console) namespace: String,
    pub(in crate::console) region: Option<Region>,
    pub(in crate::console) account: Option<AccountId>,
    pub(in crate::console) resource: String,
}

impl Arn {
    /// Reads a text that begins with `arn:`. A `*` in the place of Region or account, as policies have it, says nothing.
    ///
    /// # Errors
    /// When it is no ARN, or one of a partition that Portico does not know.
    pub(in crate::console) fn parse(text: &str) -> Result<Self> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let &["arn", partition, namespace, region, account, resource] = parts.as_slice() else {
            return refuse(text, "it has too few parts");
        };
        if text.len() > LONGEST {
            return refuse(text, "it is too long");
        }
        let Some(known) = PARTITIONS.into_iter().find(|known| known.as_str() == partition) else {
            return refuse(text, "Portico does not know its partition");
        };
        let is_word = |b: u8| b.is_ascii_lowercase() || b == b'-';
        let is_name = |b: u8| is_word(b) || b.is_ascii_digit();
        if namespace.is_empty() || namespace.len() > 64 || !namespace.bytes().all(is_name) {
            return refuse(text, "it names no service");
        }
        if resource.is_empty() {
            return refuse(text, "it names no resource");
        }
        let region = match region {
            "" | "*" => None,
            name => match name.parse::<Region>() {
                Ok(region) if region.partition() == known => Some(region),
                Ok(_) | Err(_) => return refuse(text, "its Region is none of its partition"),
            },
        };
        let account = match account.parse() {
            Ok(number) if account.len() == 12 => Some(number),
            // AWS's own resources have a word there, such as `aws` or `cloudfront`.
            Ok(_) | Err(_) if account.bytes().all(|b| is_word(b) || b == b'*') => None,
            Ok(_) | Err(_) => return refuse(text, "its account number does not have twelve digits"),
        };
        Ok(Self {
            text: text.to_owned(),
            partition: known,
            namespace: namespace.to_owned(),
            region,
            account,
            resource: resource.to_owned(),
        })
    }
}

fn refuse<T>(text: &str, why: &str) -> Result<T> {
    Err(Error::invalid(
        format!("\"{}\" is not an ARN that Portico can follow: {why}.", crate::text::clean(text, 80)),
        "Copy the whole ARN; it looks like arn:aws:lambda:eu-west-1:111122223333:function:name.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_says_where_its_resource_is() {
        let arn = Arn::parse("arn:aws-cn:lambda:cn-north-1:111122223333:function:x:live").expect("one");
        assert_eq!((arn.partition, arn.namespace.as_str()), (Partition::China, "lambda"));
        assert_eq!(arn.region.as_ref().map(Region::as_str), Some("cn-north-1"));
        assert_eq!(arn.account.as_ref().map(AccountId::as_str), Some("111122223333"));
        assert_eq!(arn.resource, "function:x:live");
        let open = Arn::parse("arn:aws:iam::aws:policy/X").expect("one");
        assert_eq!((open.region, open.account), (None, None));
        assert!(Arn::parse("arn:aws:dynamodb:*:*:table/*").expect("a policy's").account.is_none());
    }

    #[test]
    fn a11_hostile_arns_are_refused() {
        for bad in [
            "arn:",
            "arn:aws:s3",
            "arn:aws:iam::111122223333:",
            "arn:aws:::111122223333:x",
            "arn:aws-iso:ec2:us-iso-east-1:111122223333:instance/i-1",
            "arn:aws-evil:ec2:us-east-1:111122223333:instance/i-1",
            "arn:AWS:ec2:us-east-1:111122223333:instance/i-1",
            "arn:aws:ec2:us-ea/st-1:111122223333:instance/i-1",
            "arn:aws:ec2:us-east-1.evil.test:111122223333:instance/i-1",
            "arn:aws:ec2:evil.test#:111122223333:instance/i-1",
            "arn:aws:ec2:cn-north-1:111122223333:instance/i-1",
            "arn:aws-cn:ec2:us-east-1:111122223333:instance/i-1",
            "arn:aws:ec2:us-east-1:11112222333:instance/i-1",
            "arn:aws:ec2:us-east-1:1111222233334:instance/i-1",
            "arn:aws:ec2:us-east-1:１１１１２２２２３３３３:instance/i-1",
            "arn:aws:../ec2:us-east-1:111122223333:instance/i-1",
            "arn:aws:ec2@evil.test:us-east-1:111122223333:instance/i-1",
        ] {
            let error = Arn::parse(bad).expect_err(bad);
            assert!(error.message().starts_with('"') && error.remedy().contains("arn:aws:"), "{error}");
        }
        assert!(Arn::parse(&format!("arn:aws:iam::111122223333:user/{}", "x".repeat(9000))).is_err());
    }
}
