//! Makes one permission of every command, so that the capability can name exactly what the page may call. Chooses how the program
//! is linked.

include!("src/command_names.rs");

fn main() {
    println!("cargo:rerun-if-changed=src/command_names.rs");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:error={error:#}");
        std::process::exit(1);
    }
    if packed_addresses_are_read() {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Whether the program is built on, and for, a glibc that reads packed addresses (2.36 and newer). It has forty thousand of its own,
/// which are a MiB to read at each start otherwise, and stay in memory. The linker has the program ask for such a glibc, then.
#[expect(clippy::disallowed_methods, reason = "Cargo tells a build script its target so, and no other way")]
fn packed_addresses_are_read() -> bool {
    let of_build = |name| std::env::var(name).unwrap_or_default();
    if of_build("CARGO_CFG_TARGET_ENV") != "gnu" || of_build("HOST") != of_build("TARGET") {
        return false;
    }
    let Ok(told) = std::process::Command::new("getconf").arg("GNU_LIBC_VERSION").output() else {
        return false;
    };
    let version = String::from_utf8_lossy(&told.stdout);
    let minor = version.trim().strip_prefix("glibc 2.").and_then(|minor| minor.parse::<u32>().ok());
    minor.is_some_and(|minor| minor >= 36)
}
