//! Files of every version there was are brought up to date, and lose nothing.

use sha2::{Digest, Sha256};

use super::*;
use crate::catalog::schema::MIGRATIONS;

#[test]
fn a_migration_that_was_released_is_never_changed() {
    let digests = MIGRATIONS.map(|migration| {
        Sha256::digest(migration.as_bytes())[..4].iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    });
    assert_eq!(
        digests,
        ["34c769a9", "ffe3fa16", "cfeb4534", "e179dd74", "fded9df2"],
        "follow it by another one"
    );
}

#[test]
fn a_file_of_the_first_version_keeps_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("catalog.sqlite3");
    let connection = Connection::open(&path).expect("opens");
    connection.execute_batch(MIGRATIONS[0]).expect("the first version");
    let rows = format!(
        "INSERT INTO portal VALUES ('p', 1, 5000);
         INSERT INTO account VALUES ('p', '{DEV}', 'Dev', 'd@x', 3), ('p', '{PROD}', 'Production', '', 3);
         INSERT INTO role VALUES ('p', '{DEV}', 'ReadOnlyAccess', 3), ('p', '{PROD}', 'AdministratorAccess', 3);
         INSERT INTO star VALUES ('p', '{PROD}');
         INSERT INTO used VALUES ('p', '{DEV}', 'ReadOnlyAccess', 4000);
         UPDATE counter SET version = 9, run = 3;
         PRAGMA user_version = 1;"
    );
    connection.execute_batch(&rows).expect("written");
    drop(connection);
    let catalog = Catalog::open(&path).expect("opens");
    let bench = Bench { folder, catalog };
    assert_eq!((bench.catalog.glance().version, bench.names().len()), (9, 2));
    let rows = bench.search("dev");
    assert_eq!((rows[0].last_used, rows[0].listed_at, rows[0].roles.len()), (Some(4000), Some(5000), 1));
    assert!(bench.search("production")[0].starred);
    bench.catalog.used(&key(DEV, "ReadOnlyAccess"), at(5000)).expect("notes");
    bench.list(&[(DEV, "Dev", "d@x", &["ReadOnlyAccess", "AdministratorAccess"])]);
    let kinds: Vec<What> =
        bench.catalog.changes(9).expect("reads").into_iter().map(|change| change.what).collect();
    let raised = What::RoleRaised { role: role("AdministratorAccess") };
    assert_eq!(kinds, [What::Lost, raised], "it was listed completely before, so this is news");
}
