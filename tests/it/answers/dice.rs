//! What may happen to an answer, by dice: the same dice, the same answer.

use serde_json::Value;

use super::corpus::{Corpus, Question, Recorded};

/// A small generator (SplitMix64): all that is asked of it is to be the same again.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(seed: u64, case: u64) -> Self {
        Self(seed ^ case.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.throw() % end.max(1) as u64).unwrap_or(0)
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let at = self.below(all.len());
        &all[at]
    }
}

/// A question and a spoilt answer to it.
pub(super) fn case(corpus: &Corpus, dice: &mut Dice) -> (Question, Recorded) {
    let question = *dice.one_of(&Question::ALL);
    let mut answer = match dice.below(4) {
        0 => dice.one_of(corpus.refusals()).clone(),
        _ => corpus.good(question).clone(),
    };
    for _ in 0..=dice.below(3) {
        spoil(&mut answer, dice);
    }
    (question, answer)
}

fn spoil(answer: &mut Recorded, dice: &mut Dice) {
    match dice.below(9) {
        0 => answer.body.truncate(dice.below(answer.body.len() + 1)),
        1 => scramble(&mut answer.body, dice),
        2 | 3 => replace(&mut answer.body, dice),
        4 => say_twice(&mut answer.body, dice),
        5 => nest(&mut answer.body, dice),
        6 => head(answer, dice),
        7 => answer.status = *dice.one_of(&STATUSES),
        _ => pad(&mut answer.body, dice),
    }
}

const STATUSES: [u16; 20] =
    [200, 201, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 407, 408, 418, 429, 500, 503, 511, 999];

/// Bytes that are others, one too many, or gone.
fn scramble(body: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(8) {
        let at = dice.below(body.len());
        let odd = *dice.one_of(&[0, 0x1f, 0x7f, 0x80, 0xc3, 0xff, b'"', b'{', b']', b',', b'\\', b'-', b'9']);
        match dice.below(3) {
            0 if !body.is_empty() => body[at] = odd,
            1 if !body.is_empty() => drop(body.remove(at)),
            _ => body.insert(at, odd),
        }
    }
}

/// Values that no member should have, as they stand in the text.
const ODD: [&str; 34] = [
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "0",
    "-1",
    "-0",
    "1e3",
    "1.5",
    "1e400",
    "-1e400",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "1e-400",
    "00",
    "+1",
    "NaN",
    "Infinity",
    "0x10",
    "'x'",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\\u202e\\u0007\\n\\r\\t\"",
    "\"emu_\"",
    "\"<script>alert(1)</script>\"",
    "\"../../../etc/passwd\"",
    "\"-----BEGIN\"",
    "[[[[[[[[]]]]]]]]",
    "{\"a\":{\"a\":{\"a\":{}}}}",
];

/// One value, anywhere in it, is another.
fn replace(body: &mut Vec<u8>, dice: &mut Dice) {
    let Ok(mut json) = serde_json::from_slice::<Value>(body) else { return };
    // A word that stands nowhere else marks the place.
    const PLACE: &str = "the place of something odd";
    let mut at = dice.below(count(&json));
    put(&mut json, &mut at, PLACE);
    let odd = match dice.below(8) {
        0 => format!("\"{}\"", "A".repeat(1 + dice.below(200_000))),
        1 => "9".repeat(1 + dice.below(5_000)),
        2 => format!("[{}]", "0,".repeat(dice.below(20_000)) + "0"),
        _ => (*dice.one_of(&ODD)).to_owned(),
    };
    *body = json.to_string().replacen(&format!("\"{PLACE}\""), &odd, 1).into_bytes();
}

fn count(json: &Value) -> usize {
    1 + match json {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Puts `place` where counting comes to nothing.
fn put(json: &mut Value, left: &mut usize, place: &str) {
    if *left == 0 {
        *json = Value::String(place.to_owned());
    }
    *left = left.wrapping_sub(1);
    match json {
        Value::Array(list) => list.iter_mut().for_each(|one| put(one, left, place)),
        Value::Object(members) => members.values_mut().for_each(|one| put(one, left, place)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A member is there twice, and its second value is another.
fn say_twice(body: &mut Vec<u8>, dice: &mut Dice) {
    let Ok(Value::Object(members)) = serde_json::from_slice(body) else { return };
    let names: Vec<&String> = members.keys().collect();
    if names.is_empty() {
        return;
    }
    let name = dice.one_of(&names);
    let second = format!(",\"{name}\":{}}}", dice.one_of(&ODD));
    if let Some(end) = body.iter().rposition(|byte| *byte == b'}') {
        body.splice(end.., second.into_bytes());
    }
}

/// Something very deep: in a member that nobody knows, or instead of everything.
fn nest(body: &mut Vec<u8>, dice: &mut Dice) {
    let depth = [10, 127, 128, 129, 10_000][dice.below(5)];
    let (open, close) = if dice.below(2) == 0 { ("[", "]") } else { ("{\"a\":", "}") };
    let deep = format!("{}0{}", open.repeat(depth), close.repeat(depth));
    match body.iter().rposition(|byte| *byte == b'}') {
        Some(end) if dice.below(3) > 0 => {
            let member = format!(",\"deep\":{deep}}}");
            body.splice(end.., member.into_bytes());
        }
        Some(_) | None => *body = deep.into_bytes(),
    }
}

/// A header is another, or there, or gone.
fn head(answer: &mut Recorded, dice: &mut Dice) {
    let length = (answer.body.len() + dice.below(3)).to_string();
    let odd = [
        ("content-type", "text/html"),
        ("content-type", "application/json; charset=utf-16"),
        ("content-type", "application/octet-stream"),
        ("content-type", ""),
        ("content-encoding", "gzip"),
        ("content-encoding", "br, deflate"),
        ("content-length", length.as_str()),
        ("content-length", "18446744073709551615"),
        ("transfer-encoding", "chunked"),
        ("location", "http://login.guest.example/"),
        ("retry-after", "-1"),
        ("retry-after", "99999999999999999999"),
        ("date", "Thu, 32 Foo 99999 99:99:99 GMT"),
        ("x-amzn-errortype", "#:"),
        ("x-amzn-errortype", "\u{1f600}"),
        ("x-amzn-errortype", "ThrottlingException:http://x/"),
    ];
    if dice.below(4) == 0 && !answer.headers.is_empty() {
        let at = dice.below(answer.headers.len());
        drop(answer.headers.remove(at));
        return;
    }
    let (name, value) = *dice.one_of(&odd);
    answer.headers.retain(|(known, _)| known != name);
    answer.headers.push((name.to_owned(), value.to_owned()));
}

/// Blanks, other text, or the same once more, around it.
fn pad(body: &mut Vec<u8>, dice: &mut Dice) {
    match dice.below(5) {
        0 => body.splice(..0, b"\xef\xbb\xbf".iter().copied()).for_each(drop),
        1 => body.extend_from_within(..),
        2 => body.extend(std::iter::repeat_n(b' ', dice.below(100_000))),
        3 => body.splice(..0, b")]}',\n".iter().copied()).for_each(drop),
        _ => body.push(0),
    }
}
