//! Memory that nobody uses any more goes back to the system. glibc keeps what was freed for later, page by page between
//! what is still in use; other systems' allocators give it back by themselves.

/// Gives back what is free by now. It takes milliseconds.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn give_back() {
    // SAFETY: it touches free memory only, under the allocator's own locks, from any thread.
    #[expect(unsafe_code, reason = "no crate offers this safely")]
    let is_less = unsafe { libc::malloc_trim(0) };
    tracing::debug!(is_less, "free memory was given back");
}

/// Nothing to be done here.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn give_back() {}
