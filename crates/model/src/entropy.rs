//! Randomness is an argument: everything unguessable is drawn from an [`Entropy`].

/// A source of random bytes.
pub trait Entropy: Send + Sync + std::fmt::Debug {
    /// Fills `buffer` with unpredictable bytes.
    fn fill(&self, buffer: &mut [u8]);

    /// 32 random bytes: the strength of every state, verifier, code and token in Portico.
    fn bytes32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// The operating system's random generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    /// # Panics
    /// When the operating system has no random bytes to give: nothing safe could be done after that.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the operating system")]
    fn fill(&self, buffer: &mut [u8]) {
        if let Err(error) = getrandom::fill(buffer) {
            panic!("the operating system gave no random bytes: {error}");
        }
    }
}
