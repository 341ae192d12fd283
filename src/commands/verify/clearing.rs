//! After an attempt: the reset that a learner would make, what it left, and that cleared away too.

use std::time::Instant;

use crate::commands::reset::{self, ResetScope};
use crate::commands::restore;
use crate::course::StepId;
use crate::error::CommandError;

use super::bench::{Bench, Outcome};
use super::listing::Listing;

impl Bench {
    /// Point 5: the reset leaves nothing of a right attempt, and gives back the names that the step began with. What a
    /// wrong attempt made under names that nobody knows is the learner's own; here it is cleared away all the same.
    pub(super) async fn clear(
        &mut self,
        before: &Listing,
        id: &StepId,
        outcome: &mut Outcome,
        strictly: bool,
    ) -> Result<(), CommandError> {
        let started = Instant::now();
        let scope = ResetScope::Step(id.clone());
        let doomed = reset::doomed(&self.services, &scope, false).await?;
        reset::remove(&mut self.services, &scope, &doomed).await?;
        let given_back = restore::plan(&self.services, id).await?;
        restore::carry_out(&self.services, &given_back).await?;
        let after = self.listing(id).await?;
        let left = after.added_since(before);
        if strictly && !left.is_empty() {
            outcome.left.push(format!("left after the reset: {}", left.join(", ")));
        }
        if !left.is_empty() {
            self.remove_added(before, &after).await?;
        }
        self.spent.clearing += started.elapsed();
        Ok(())
    }

    async fn remove_added(&self, before: &Listing, after: &Listing) -> Result<(), CommandError> {
        let engine = &self.services.engine;
        for (id, ..) in &after.containers {
            if !before.containers.iter().any(|(old, ..)| old == id) {
                engine.remove_container(id).await?;
            }
        }
        for (id, tags) in &after.images {
            let old = before.images.iter().find(|(old, _)| old == id).map(|(_, tags)| tags.as_slice());
            for tag in tags.iter().filter(|tag| !old.is_some_and(|old| old.contains(tag))) {
                engine.remove_image(tag).await?;
            }
            if tags.is_empty() && old.is_none() {
                engine.remove_image(id).await?;
            }
        }
        for (id, _) in after.networks.difference(&before.networks) {
            engine.remove_network(id).await?;
        }
        for name in after.volumes.difference(&before.volumes) {
            engine.remove_volume(name).await?;
        }
        Ok(())
    }
}
