//! The permission sets of a company that says how many its operations hold in each account.
//!
//! Rule: always the same names in the same order, all kinds mixed, so that the first few are a sensible company and the
//! first eight are AWS's own.

/// As many as an account may have provisioned (AWS IAM Identity Center quotas).
pub const MOST_ROLES: usize = 50;

/// All of them; [`super::ADMINISTRATOR`] comes first, because operations hold it everywhere in any company.
pub(super) const SETS: [&str; MOST_ROLES] = [
    "AdministratorAccess",
    "ReadOnlyAccess",
    "PowerUserAccess",
    "Billing",
    "ViewOnlyAccess",
    "SecurityAudit",
    "SupportUser",
    "DatabaseAdministrator",
    "NetworkAdministrator",
    "DataScientist",
    "SystemAdministrator",
    "BreakGlass-Admin",
    "IncidentResponder",
    "Developer",
    "DeveloperReadOnly",
    "Deploy-Production",
    "Deploy-Staging",
    "TerraformPlan",
    "TerraformApply",
    "EKS-ClusterAdmin",
    "EKS-Viewer",
    "S3-DataReader",
    "S3-DataWriter",
    "S3FullAccess",
    "LogReader",
    "CloudWatchOperator",
    "CostExplorer",
    "FinOps-Analyst",
    "BudgetOwner",
    "KeyManagement",
    "SecretsRotation",
    "BackupOperator",
    "BackupRestore",
    "GuardDuty-Analyst",
    "SecurityHub_ReadOnly",
    "ComplianceAuditor",
    "PenetrationTester",
    "RedshiftAnalyst",
    "GlueDeveloper",
    "QuickSight-Author",
    "MLEngineer",
    "BedrockUser",
    "QueueOperator",
    "CacheFlush",
    "DNS-Editor",
    "CertificateManager",
    "ServiceDesk.Tier1",
    "ServiceDesk.Tier2",
    "Vendor@Acme",
    "LegacyApp+Migration",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use portico_model::RoleName;

    use super::*;

    #[test]
    fn they_are_different_and_names_that_aws_would_take() {
        assert_eq!(SETS.iter().collect::<BTreeSet<_>>().len(), MOST_ROLES);
        for name in SETS {
            assert!(name.len() <= 32 && name.parse::<RoleName>().is_ok(), "{name}");
        }
    }
}
