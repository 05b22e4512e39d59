use std::collections::BinaryHeap;

use super::*;

/// A portal with a quota: a bucket of one second's worth that refills steadily.
struct Bucket {
    quota: f64,
    tokens: f64,
    at: f64,
}

impl Bucket {
    fn of(quota: f64) -> Self {
        Self { quota, tokens: quota, at: 0.0 }
    }

    fn admits(&mut self, now: f64) -> bool {
        self.tokens = (self.tokens + (now - self.at) * self.quota).min(self.quota);
        self.at = now;
        let is_admitted = self.tokens >= 1.0;
        self.tokens -= f64::from(u8::from(is_admitted));
        is_admitted
    }
}

/// An answer under way: when it arrives and was sent, in microseconds, and what it says.
type Answer = std::cmp::Reverse<(u64, u64, bool)>;

const ROUND_TRIP: f64 = 0.062;
const AT_ONCE: usize = 64;

/// Asks until `wanted` requests were let through; answers how long that took and how many were sent.
fn work(pace: &mut Pace, portal: &mut Bucket, wanted: u32, from: f64) -> (f64, u32) {
    let micros = |time: f64| (time * 1e6) as u64;
    let mut under_way: BinaryHeap<Answer> = BinaryHeap::new();
    let (mut now, mut left, mut sent, mut leave) = (from, wanted, 0, None);
    while left > 0 || !under_way.is_empty() {
        if leave.is_none() && left > 0 && under_way.len() < AT_ONCE {
            leave = Some(pace.take(now));
        }
        let next_answer = under_way.peek().map(|answer| answer.0.0);
        match leave.map(|at: f64| at.max(pace.rest())) {
            Some(at) if next_answer.is_none_or(|answer| micros(at) <= answer) => {
                now = now.max(at);
                let is_good = portal.admits(now + ROUND_TRIP / 2.0);
                under_way.push(std::cmp::Reverse((micros(now + ROUND_TRIP), micros(now), is_good)));
                (leave, sent, left) = (None, sent + 1, left - 1);
            }
            Some(_) | None => {
                let Some(std::cmp::Reverse((at, sent_at, is_good))) = under_way.pop() else { break };
                now = now.max(at as f64 / 1e6);
                if is_good {
                    pace.answered(now);
                } else {
                    pace.refused(sent_at as f64 / 1e6, now, Some(Duration::from_secs(1)));
                    left += 1;
                }
            }
        }
    }
    (now - from, sent)
}

#[test]
fn h3_a_quota_is_found_and_used_to_the_full_with_few_refusals() {
    for (quota, wanted, slowest, most) in [
        (2.0, 1_000, 1.15, 1.06),
        (5.0, 1_000, 1.10, 1.05),
        (20.0, 101, 1.10, 1.05),
        (20.0, 1_010, 1.05, 1.02),
        (20.0, 10_100, 1.05, 1.01),
        (100.0, 10_100, 1.08, 1.01),
    ] {
        let (took, sent) = work(&mut Pace::default(), &mut Bucket::of(quota), wanted, 1_000.0);
        let (time, requests) = (took / (f64::from(wanted) / quota), f64::from(sent) / f64::from(wanted));
        assert!(
            time <= slowest && requests <= most,
            "{quota}/s: {time:.3} of the time, {requests:.3} requests"
        );
    }
}

#[test]
fn a_portal_without_a_quota_is_asked_hundreds_of_times_a_second() {
    let (took, sent) = work(&mut Pace::default(), &mut Bucket::of(1e9), 1_010, 1_000.0);
    assert!(took < 3.0 && sent == 1_010, "{took} s, {sent} requests");
}

#[test]
fn what_was_learnt_counts_for_the_next_listing_and_is_forgotten_in_ten_minutes() {
    let (mut pace, mut portal) = (Pace::default(), Bucket::of(20.0));
    work(&mut pace, &mut portal, 500, 1_000.0);
    let (took, sent) = work(&mut pace, &mut portal, 100, 1_060.0);
    assert!(took <= 6.0 && sent <= 103, "{took} s, {sent} requests");
    pace.take(2_000.0);
    assert_eq!(pace.known, None);
}

#[test]
fn a_quota_that_grows_is_found_out_and_one_that_shrinks_is_heeded() {
    let (mut pace, mut portal) = (Pace::default(), Bucket::of(20.0));
    work(&mut pace, &mut portal, 400, 1_000.0);
    portal.quota = 100.0;
    let (took, _) = work(&mut pace, &mut portal, 6_000, 1_021.0);
    assert!(took < 120.0, "{took} s");
    portal.quota = 2.0;
    let (took, sent) = work(&mut pace, &mut portal, 200, 1_150.0);
    assert!(took < 130.0 && sent < 240, "{took} s, {sent} requests");
}

#[test]
fn whatever_the_portal_asks_for_is_waited_but_not_for_ever() {
    let mut pace = Pace::default();
    pace.take(100.0);
    pace.refused(100.0, 100.1, Some(Duration::from_secs(30)));
    assert!((pace.take(100.2) - 130.1).abs() < 1e-6);
    pace.refused(101.0, 131.0, Some(Duration::MAX));
    assert!((pace.take(131.0) - (131.0 + LONGEST_PAUSE)).abs() < 1e-6);
    // The machine was started anew: times of before mean nothing.
    assert_eq!(pace.take(5.0), 5.0);
}

#[test]
fn refusals_of_requests_sent_together_halve_it_once() {
    let mut pace = Pace::default();
    (0..50).for_each(|n| pace.answered(f64::from(n) / 50.0));
    pace.refused(1.0, 1.1, None);
    let halved = pace.rate;
    (0..10).for_each(|n| pace.refused(1.0 + f64::from(n) / 100.0 - 0.05, 1.12, None));
    assert_eq!(pace.rate, halved);
    pace.refused(2.2, 2.3, None);
    assert!(pace.rate < halved);
}
