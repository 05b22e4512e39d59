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

use portico_center::Rotation;
use portico_model::{Entropy as _, SystemEntropy};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use reference::Reference;
use sequence::Sequence;
use world::World;

use crate::support::process::told;

/// Sequences for each way that refresh tokens age.
const ORDINARY: u32 = 70;
const FULL: u32 = 1_700;

fn seed() -> [u8; 32] {
    let given = told("PORTICO_SEED").map(|seed| seed.to_string_lossy().into_owned());
    let mut bytes = [8; 32];
    match (given, told("PORTICO_FULL")) {
        (Some(text), _) => {
            for (at, byte) in bytes.iter_mut().enumerate() {
                let two = text.get(2 * at..2 * at + 2).expect("64 digits");
                *byte = u8::from_str_radix(two, 16).expect("hexadecimal");
            }
        }
        (None, Some(_)) => SystemEntropy.fill(&mut bytes),
        (None, None) => {}
    }
    bytes
}

fn every_sequence_goes_as_the_model_says(rotation: Rotation) {
    let (world, seed) = (RefCell::new(World::open(rotation)), seed());
    let cases = if told("PORTICO_FULL").is_some() { FULL } else { ORDINARY };
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let ran = runner.run(&steps::sequence(), |steps| {
        let mut world = world.borrow_mut();
        Sequence::begin(&mut world, Reference::new(rotation)).run(steps.0);
        Ok(())
    });
    if let Err(failure) = ran {
        let seed: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
        panic!("{failure}\nPORTICO_SEED={seed}");
    }
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
