//! The judge: pure functions from a step and a snapshot to a report.

mod answer;
mod builds;
mod compose;
mod container;
mod context;
mod dockerfile;
mod dockerfile_lines;
mod dockerfile_stages;
mod dockerfile_text;
mod dropped;
mod evaluate;
mod events;
mod fresh;
mod gone;
mod layered;
mod lived;
mod lookup;
mod made_by;
mod matcher;
mod near_miss;
mod object;
mod origin;
mod partial;
mod past;
mod pinned;
mod plan;
mod property;
mod recipe;
mod registry;
mod run;
mod select;
mod served;
mod show;
mod starts;
mod typed;
mod verdict;
mod waiting;

#[cfg(test)]
pub(crate) mod tests;

pub use context::{Circumstances, Context};
pub use dockerfile::instructions_of;
pub use evaluate::{Evaluation, evaluate};
pub use plan::{baseline_probes, compares_all, plan};
pub(crate) use show::{record, show};
pub use verdict::{CheckReport, Mismatch, NearMiss, Report, Shown, Verdict};
pub use waiting::patience;
