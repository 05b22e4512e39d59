//! Waiting before another try: full jitter from 1 s to 60 s, so that many who were cut off together do not come back
//! together. Pure: it tells how long, and does not wait.

use std::time::Duration;

use portico_model::Entropy;

use super::fault::Fault;
use super::table::Retries;

/// The span the first wait is drawn from; each further one is twice as long, up to the longest.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);
/// Even luck waits so long: a try at once is none.
const LEAST: Duration = Duration::from_millis(50);
/// A server that asks for more gets no more: the next answer will ask again.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(5 * 60);

/// The waits between the tries of one request, or of one background task.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    waits: u32,
    failures: u32,
    is_awaited: bool,
}

impl Backoff {
    /// For a request that somebody waits for: it gives up as [`Advice::retries`](super::Advice) says.
    #[must_use]
    pub const fn awaited() -> Self {
        Self { waits: 0, failures: 0, is_awaited: true }
    }

    /// For work that nobody waits for: it goes on as [`Advice::goes_on`](super::Advice) says.
    #[must_use]
    pub const fn in_background() -> Self {
        Self { waits: 0, failures: 0, is_awaited: false }
    }

    /// How long to wait before trying again after `fault`; `None` means: give up. Being throttled is no failure and
    /// does not count.
    pub fn after(&mut self, fault: &Fault, entropy: &dyn Entropy) -> Option<Duration> {
        let advice = fault.class().advice();
        let again = if self.is_awaited {
            match advice.retries {
                Retries::None => false,
                Retries::AtMost(most) => {
                    self.failures += 1;
                    self.failures <= most
                }
                Retries::Unlimited => true,
            }
        } else {
            advice.goes_on
        };
        again.then(|| self.next(fault.retry_after(), entropy))
    }

    /// The next wait: what `retry_after` asks for (at most 5 minutes, and up to a second more), else full jitter.
    pub fn next(&mut self, retry_after: Option<Duration>, entropy: &dyn Entropy) -> Duration {
        let span = FIRST.saturating_mul(2_u32.saturating_pow(self.waits)).min(LONGEST);
        self.waits = self.waits.saturating_add(1);
        match retry_after {
            Some(asked) => asked.min(LONGEST_RETRY_AFTER) + part(FIRST, entropy),
            None => part(span, entropy).max(LEAST),
        }
    }

    /// It worked: the next wait is a first one again.
    pub fn reset(&mut self) {
        (self.waits, self.failures) = (0, 0);
    }
}

/// Any part of `span`, all equally likely.
fn part(span: Duration, entropy: &dyn Entropy) -> Duration {
    let mut bytes = [0; 4];
    entropy.fill(&mut bytes);
    span.mul_f64(f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fills every byte alike.
    #[derive(Debug)]
    struct Even(u8);

    impl Entropy for Even {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(self.0);
        }
    }

    fn throttled(seconds: Option<u64>) -> Fault {
        Fault::Throttled { retry_after: seconds.map(Duration::from_secs) }
    }

    #[test]
    fn h1_the_span_doubles_from_one_second_to_a_minute() {
        let mut backoff = Backoff::in_background();
        let longest: Vec<u64> = (0..9).map(|_| backoff.next(None, &Even(255)).as_secs()).collect();
        assert_eq!(longest, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        backoff.reset();
        assert_eq!(backoff.next(None, &Even(255)), FIRST);
        assert_eq!(backoff.next(None, &Even(0)), LEAST);
        assert!(backoff.next(None, &Even(127)) < Duration::from_secs(2));
    }

    #[test]
    fn h1_it_stays_in_bounds_for_ever() {
        let mut backoff = Backoff::in_background();
        for byte in (0..=255).cycle().take(10_000) {
            assert!((LEAST..=LONGEST).contains(&backoff.next(None, &Even(byte))));
        }
    }

    #[test]
    fn h1_retry_after_is_honoured_and_capped() {
        let mut backoff = Backoff::awaited();
        for (asked, least) in [(0, 0), (7, 7), (299, 299), (86_400, 300), (u64::MAX, 300)] {
            let wait = backoff.after(&throttled(Some(asked)), &Even(128)).expect("throttling has no end");
            assert!((least..=least + 1).contains(&wait.as_secs()), "{asked}: {wait:?}");
        }
    }

    #[test]
    fn h1_who_is_awaited_gives_up_and_who_is_not_goes_on() {
        let server = Fault::Server { status: 503 };
        let captive = Fault::Captive("it sent a web page".to_owned());
        let mut awaited = Backoff::awaited();
        for _ in 0..100 {
            assert!(awaited.after(&throttled(None), &Even(1)).is_some(), "throttling does not count");
        }
        let tries = (0..9).take_while(|_| awaited.after(&server, &Even(1)).is_some()).count();
        assert_eq!(tries, 3);
        assert_eq!(Backoff::awaited().after(&captive, &Even(1)), None);
        assert_eq!(Backoff::awaited().after(&Fault::ProxyAuthentication, &Even(1)), None);
        let mut background = Backoff::in_background();
        for _ in 0..100 {
            assert!(background.after(&server, &Even(1)).is_some());
            assert!(background.after(&captive, &Even(1)).is_some());
        }
        assert_eq!(background.after(&Fault::ProxyAuthentication, &Even(1)), None);
    }
}
