//! Tests of the judge against a world that is made of plain values.

mod fresh;
mod gone;
mod happened;
mod judging;
pub(crate) mod kit;
mod listed;
mod lived;
mod matchers;
mod near_compose;
mod near_compose_file;
mod near_container;
mod near_default;
mod near_details;
mod near_file;
mod near_image;
mod near_other;
mod near_pasted;
mod near_registry;
mod near_run;
mod near_start;
mod origin;
mod random;
mod registries;
mod schema;
mod unknown;
mod waiting;
mod world;
