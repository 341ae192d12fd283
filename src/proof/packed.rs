//! The recordings of a step's attempts as one file: JSON, compressed. What several attempts saw alike stands in it once.
//!
//! ```text
//! { "schema": 1, "step": "06-network/publish",
//!   "seen": [[PROBE, SEEN], …],
//!   "attempts": { KEY: { "vars": {…}, "known": CIRCUMSTANCES, "baseline": [NUMBER, …], "snapshot": [NUMBER, …] } } }
//! ```
//! A NUMBER is a place in `seen`; the baseline stands beside the circumstances that it belongs to.

use std::collections::{BTreeMap, HashMap};
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::check::Circumstances;
use crate::course::StepId;
use crate::probe::{Probe, Seen, Snapshot};

use super::Evidence;

const SCHEMA: u32 = 1;
/// More than this is no recording of a step.
const LARGEST: u64 = 256 << 20;

/// What was recorded of a step's attempts, each by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The step.
    pub step: StepId,
    /// Each attempt by its key.
    pub attempts: BTreeMap<String, Evidence>,
}

/// Why a recording can't be read.
#[derive(Debug, Error)]
pub enum PackedError {
    /// It can't be unpacked.
    #[error("it is damaged")]
    Damaged(#[source] std::io::Error),
    /// It is not what this version writes.
    #[error("it was recorded by another version")]
    Shape(#[source] serde_json::Error),
    /// It points outside itself.
    #[error("it is not whole")]
    Torn,
}

#[derive(Serialize, Deserialize)]
struct Document {
    schema: u32,
    step: StepId,
    seen: Vec<(Probe, Seen)>,
    attempts: BTreeMap<String, Packed>,
}

#[derive(Serialize, Deserialize)]
struct Packed {
    vars: BTreeMap<String, String>,
    known: Circumstances,
    baseline: Option<Vec<usize>>,
    snapshot: Vec<usize>,
}

impl Recorded {
    /// Nothing yet.
    pub const fn new(step: StepId) -> Self {
        Self { step, attempts: BTreeMap::new() }
    }

    /// As a file.
    pub fn pack(&self) -> std::io::Result<Vec<u8>> {
        let mut table = Table::default();
        let mut attempts = BTreeMap::new();
        for (key, evidence) in &self.attempts {
            let mut known = evidence.circumstances.clone();
            let baseline = known.baseline.take().map(|baseline| table.numbers(&baseline)).transpose()?;
            let snapshot = table.numbers(&evidence.snapshot)?;
            attempts.insert(key.clone(), Packed { vars: evidence.vars.clone(), known, baseline, snapshot });
        }
        let document = Document { schema: SCHEMA, step: self.step.clone(), seen: table.seen, attempts };
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        serde_json::to_writer(&mut packed, &document)?;
        packed.flush()?;
        packed.finish()
    }

    /// From a file.
    pub fn unpack(bytes: &[u8]) -> Result<Self, PackedError> {
        let mut text = String::new();
        GzDecoder::new(bytes).take(LARGEST).read_to_string(&mut text).map_err(PackedError::Damaged)?;
        let document: Document = serde_json::from_str(&text).map_err(PackedError::Shape)?;
        let snapshot = |numbers: &[usize]| -> Result<Snapshot, PackedError> {
            numbers.iter().map(|number| document.seen.get(*number).cloned().ok_or(PackedError::Torn)).collect()
        };
        let mut attempts = BTreeMap::new();
        for (key, packed) in &document.attempts {
            let baseline = packed.baseline.as_deref().map(snapshot).transpose()?;
            let circumstances = Circumstances { baseline, ..packed.known.clone() };
            let snapshot = snapshot(&packed.snapshot)?;
            attempts.insert(key.clone(), Evidence { vars: packed.vars.clone(), circumstances, snapshot });
        }
        Ok(Self { step: document.step, attempts })
    }
}

/// What was seen, each only once.
#[derive(Default)]
struct Table {
    seen: Vec<(Probe, Seen)>,
    known: HashMap<String, usize>,
}

impl Table {
    fn numbers(&mut self, snapshot: &Snapshot) -> std::io::Result<Vec<usize>> {
        let mut numbers = Vec::new();
        for (probe, seen) in snapshot.iter() {
            let text = serde_json::to_string(&(probe, seen))?;
            let next = self.seen.len();
            let number = *self.known.entry(text).or_insert(next);
            if number == next {
                self.seen.push((probe.clone(), seen.clone()));
            }
            numbers.push(number);
        }
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::{Cause, Unseen};

    fn evidence(detail: &str) -> Evidence {
        let seen = |text: &str| Seen::Unknown(Unseen::new(Cause::Timeout, text));
        let baseline = [(Probe::Networks, Seen::Absent)].into_iter().collect();
        Evidence {
            vars: [("port".to_owned(), "9001".to_owned())].into(),
            circumstances: Circumstances {
                begun: Some(jiff::Timestamp::from_second(5).unwrap()),
                baseline: Some(baseline),
                answers: [("ask".to_owned(), "yes".to_owned())].into(),
                ..Circumstances::default()
            },
            snapshot: [(Probe::Networks, Seen::Absent), (Probe::History, seen(detail))].into_iter().collect(),
        }
    }

    #[test]
    fn what_is_packed_comes_out_again_and_what_is_alike_is_written_once() {
        let step: StepId = "06-network/publish".parse().unwrap();
        let of = |keys: &[&str]| Recorded {
            step: step.clone(),
            attempts: keys.iter().map(|key| ((*key).to_owned(), evidence(&"long ".repeat(20)))).collect(),
        };
        let recorded = of(&["a", "b"]);
        let packed = recorded.pack().unwrap();
        assert_eq!(Recorded::unpack(&packed).unwrap(), recorded);
        assert_eq!(packed, recorded.pack().unwrap(), "the same bytes each time");
        assert!(matches!(Recorded::unpack(&packed[..20]), Err(PackedError::Damaged(_))));
        let mut text = String::new();
        GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text.matches("long long").count(), 10, "{text}");
    }
}
