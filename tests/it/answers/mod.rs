//! F7: answers that are not what they should be (`security.md` 3): cut, scrambled, nested, doubled, of wrong types and sizes.
//!
//! Rule: every case is the company's own answer, spoilt by dice; the seed and the number of a case bring it back. Ten thousand
//! in an ordinary run, always the same; as many new ones as ten minutes hold with `PORTICO_FULL`.

mod corpus;
mod dice;
#[cfg(target_os = "linux")]
mod giants;
mod kept;

use std::sync::Arc;
use std::time::{Duration, Instant};

use portico_core::aws::{Endpoints, Limits};
use portico_model::{Entropy as _, SystemEntropy};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use corpus::{Asker, Corpus, Question, Recorded};
use dice::{Dice, case};

use crate::network::support::{Raw, Reply, at, direct};
use crate::support::process::told;

/// Cases of an ordinary run, and of one batch of a long one.
const CASES: u64 = 10_000;
const LONG: Duration = Duration::from_secs(600);
/// Clients that ask at the same time.
const AT_ONCE: u64 = 4;

/// The seed of the dice: given, or always the same, or new for a long run.
fn seed() -> u64 {
    let given = told("PORTICO_SEED").map(|seed| seed.to_string_lossy().into_owned());
    match (given, is_long()) {
        (Some(seed), _) => seed.parse().expect("a number"),
        (None, true) => u64::from_le_bytes(SystemEntropy.bytes32()[..8].try_into().expect("eight bytes")),
        (None, false) => 7,
    }
}

fn is_long() -> bool {
    told("PORTICO_FULL").is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn f7_ten_thousand_spoilt_answers_are_understood_rightly_or_not_at_all() {
    let (corpus, begun, mut seed) = (Arc::new(Corpus::record().await), Instant::now(), seed());
    loop {
        batch(&corpus, seed).await;
        if !is_long() || begun.elapsed() >= LONG {
            break;
        }
        seed = seed.wrapping_add(1);
    }
}

async fn batch(corpus: &Arc<Corpus>, seed: u64) {
    let served = Arc::clone(corpus);
    let server = Raw::start(move |request| {
        let number = request.target.split('/').nth(1).and_then(|number| number.parse().ok());
        let (_, answer) = case(&served, &mut Dice::of(seed, number.expect("a number")));
        Reply::HalfClose(answer.bytes())
    });
    let mut asking = JoinSet::new();
    for first in 0..AT_ONCE {
        let (corpus, address) = (Arc::clone(corpus), server.address);
        asking.spawn(async move {
            let transport = direct(Limits::default());
            let portal = corpus::portal(address).expect("valid");
            let mut understood = 0_u64;
            for number in (first..CASES).step_by(AT_ONCE as usize) {
                let endpoints = numbered(at(address), number);
                let (question, answer) = case(&corpus, &mut Dice::of(seed, number));
                let asker = Asker { transport: &transport, endpoints: &endpoints, portal: &portal };
                if let Ok(told) = question.ask(&asker).await {
                    understood += 1;
                    let said = said(question, &answer);
                    assert!(said.is_none_or(|said| said == told), "case {number} of PORTICO_SEED={seed}");
                }
            }
            understood
        });
    }
    let mut understood = 0;
    while let Some(asked) = asking.join_next().await {
        understood += asked.unwrap_or_else(|error| panic!("PORTICO_SEED={seed}: {error}"));
    }
    assert!((CASES / 50..CASES / 2).contains(&understood), "{understood} were good: the dice are loaded");
}

fn numbered(mut endpoints: Endpoints, number: u64) -> Endpoints {
    for url in [&mut endpoints.oidc, &mut endpoints.portal] {
        url.set_path(&format!("/{number}"));
    }
    endpoints
}

/// What the answer says of the members that the client goes by; nothing when it is too deep to be read here.
fn said(question: Question, answer: &Recorded) -> Option<Vec<Value>> {
    let length = answer.headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(answer.body.len());
    let json: Value = serde_json::from_slice(&answer.body[..length.min(answer.body.len())]).ok()?;
    let member = |name: &str| {
        let own = &json[name];
        let value = if own.is_null() { &json["roleCredentials"][name] } else { own };
        value.as_array().map_or_else(|| value.clone(), |list| json!(list.len()))
    };
    Some(question.members().iter().map(|name| member(name)).collect())
}
