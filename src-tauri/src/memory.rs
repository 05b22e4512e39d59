//! Memory that nobody uses any more goes back to the system. glibc keeps what was freed for later, page by page between
//! what is still in use, and thread by thread; other systems' allocators give it back by themselves.

/// Has all threads share two arenas. Each thread that comes while the others are busy gets one of its own, otherwise, and leaves
/// in it what is free for nobody else. To be called before there is a second thread.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn keep_together() {
    const ARENAS: libc::c_int = 2;
    // SAFETY: it sets a number in the allocator.
    #[expect(unsafe_code, reason = "no crate offers this safely")]
    let is_set = unsafe { libc::mallopt(libc::M_ARENA_MAX, ARENAS) };
    tracing::debug!(is_set, "threads share their memory's arenas");
}

/// Nothing to be done here.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn keep_together() {}

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
