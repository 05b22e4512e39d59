//! F8: sequences of whatever may happen to a session (`security.md` 3), taken by the real engine, real helpers and the real
//! server, held against a model that knows nothing of them.
//!
//! A few hundred in an ordinary run, always the same; thousands of new ones with `PORTICO_FULL`. What fails is made as
//! short as it can be, and told with its seed, which `PORTICO_SEED` brings back.

mod checks;
mod program;
mod reference;
mod sequence;
mod steps;
mod world;

use std::cell::RefCell;
use std::thread;

use portico_center::Rotation;
use portico_model::{Entropy as _, SystemEntropy};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use reference::{Mishap, Reference};
use sequence::Sequence;
use steps::Step;
use world::World;

use crate::support::keychain::Mood;
use crate::support::process::told;

/// Worlds at a time for each way that refresh tokens age: most of a sequence is waiting for answers.
const WORLDS: u8 = 4;
/// Sequences in each world.
const ORDINARY: u32 = 18;
const FULL: u32 = 420;

/// The seed of each world: always the same ones, new ones with `PORTICO_FULL`, or the one to bring back.
fn seeds() -> Vec<[u8; 32]> {
    if let Some(text) = told("PORTICO_SEED") {
        let text = text.to_string_lossy();
        let byte =
            |at| u8::from_str_radix(text.get(at..at + 2).expect("64 digits"), 16).expect("hexadecimal");
        return vec![std::array::from_fn(|at| byte(2 * at))];
    }
    let is_full = told("PORTICO_FULL").is_some();
    (0..WORLDS).map(|number| if is_full { drawn() } else { [8 + number; 32] }).collect()
}

fn drawn() -> [u8; 32] {
    let mut bytes = [0; 32];
    SystemEntropy.fill(&mut bytes);
    bytes
}

fn every_sequence_goes_as_the_model_says(rotation: Rotation) {
    let failures = thread::scope(|scope| {
        let begin = |seed| scope.spawn(move || failure_in_a_world(rotation, &seed));
        let worlds: Vec<_> = seeds().into_iter().map(begin).collect();
        worlds.into_iter().filter_map(|world| world.join().expect("tells what failed")).collect::<Vec<_>>()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Takes many sequences, and tells the first that goes otherwise.
fn failure_in_a_world(rotation: Rotation, seed: &[u8; 32]) -> Option<String> {
    let world = RefCell::new(World::open(rotation));
    let cases = if told("PORTICO_FULL").is_some() { FULL } else { ORDINARY };
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, seed);
    let ran = TestRunner::new_with_rng(config, rng).run(&steps::sequence(), |steps| {
        let mut world = world.borrow_mut();
        Sequence::begin(&mut world, Reference::new(rotation)).run(steps.0);
        Ok(())
    });
    let digits = || seed.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    ran.err().map(|failure| format!("{failure}\nPORTICO_SEED={}", digits()))
}

#[test]
fn f8_where_a_token_may_come_again_and_again_every_sequence_goes_as_the_model_says() {
    every_sequence_goes_as_the_model_says(Rotation::Reusable);
}

#[test]
fn f8_where_a_token_may_come_again_for_a_moment_every_sequence_goes_as_the_model_says() {
    every_sequence_goes_as_the_model_says(Rotation::Grace);
}

#[test]
fn f8_where_a_token_may_come_once_every_sequence_goes_as_the_model_says() {
    every_sequence_goes_as_the_model_says(Rotation::Strict);
}

#[test]
fn f8_a_listing_that_outlives_a_sign_out_answers_nobody() {
    let steps = [
        vec![Step::Helper(None), Step::Meet(Mishap::Throttled, 1), Step::Race(0xcac2_0e13_d4a4_6fd4)],
        vec![Step::KillRenewing(32), Step::KillRenewing(1), Step::List { spoilt: true }, Step::Awake(7)],
        vec![Step::Network(false), Step::SignOut, Step::SetClock(-88_334), Step::Network(true)],
    ];
    let mut world = World::open(Rotation::Reusable);
    Sequence::begin(&mut world, Reference::new(Rotation::Reusable)).run(steps.concat());
}

#[test]
fn f8_nor_does_one_that_outlives_a_sign_out_in_a_terminal() {
    let steps = [
        vec![Step::Restart, Step::SetClock(-2751), Step::Awake(1), Step::Race(0x003f_0fce_dfd6_dc5f)],
        vec![Step::Helper(None), Step::Keychain(Mood::Full), Step::KillRenewing(0), Step::SignOutElsewhere],
    ];
    let mut world = World::open(Rotation::Grace);
    Sequence::begin(&mut world, Reference::new(Rotation::Grace)).run(steps.concat());
}

#[test]
fn f8_an_old_token_that_is_refused_says_nothing_of_the_newest() {
    let steps = vec![Step::List { spoilt: true }, Step::Awake(9), Step::Revoke];
    let mut world = World::open(Rotation::Strict);
    Sequence::begin(&mut world, Reference::new(Rotation::Strict)).run(steps);
}
