//! `--mutate`: what comes of the mutants of a step's right ways, carried out one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::check::Verdict;
use crate::commands::begin;
use crate::commands::judge::base_images;
use crate::commands::{jump, made};
use crate::course::StepId;
use crate::error::CommandError;
use crate::proof::mutate::{Mutant, When, declared, fingerprint, mutants, unknown};
use crate::proof::{Evidence, Expected, cases, findings};

use super::bench::{Bench, Outcome, Points};
use super::table::StepProof;

/// How long a mutant's script may take: one that now stays in the foreground would never end.
const LIMIT: Duration = Duration::from_secs(20);

/// What came of a step's mutants.
#[derive(Debug, Default)]
pub(super) struct Mutations {
    /// How many were made that leave another state than what they were made of.
    pub(super) made: usize,
    /// How many of them fail.
    pub(super) caught: usize,
    /// How many pass, and are declared as good.
    pub(super) declared: usize,
    /// Of how many nobody could say.
    pub(super) unknown: usize,
    /// What passes and must not, or is declared in vain.
    pub(super) survived: Vec<String>,
}

impl Mutations {
    /// As columns of the table.
    pub(super) fn counts(&self) -> String {
        [self.made, self.caught, self.declared, self.unknown].map(|count| format!("{count:>9}")).concat()
    }

    /// Together with those of another step.
    pub(super) fn add(&mut self, other: &Self) {
        self.made += other.made;
        self.caught += other.caught;
        self.declared += other.declared;
        self.unknown += other.unknown;
    }
}

/// A mutant by its place among those of a right way.
struct Place {
    right: usize,
    nth: usize,
    mutant: Mutant,
}

impl Bench {
    /// Carries out every mutant of a step.
    pub(super) async fn mutate(&mut self, id: &StepId) -> Result<StepProof, CommandError> {
        let started = Instant::now();
        let (_, step) = self.services.step(id)?;
        let attempts = self.services.attempts(id)?;
        let bases = base_images(&self.services);
        let of_files = step.checks.iter().all(|check| check.subject.is_of_the_workspace());
        let (mut places, mut known) = (Vec::new(), BTreeSet::new());
        for (right, case) in cases(&step, &attempts).iter().enumerate() {
            if case.expected != Expected::Pass {
                continue;
            }
            for (nth, mutant) in mutants(&step, case.attempt, &bases).into_iter().enumerate() {
                // A file that is there is there, whenever it was written.
                let is_vain = of_files && mutant.when == When::Before;
                if !is_vain && !unknown((&step, &attempts), vec![mutant.clone()], &mut known).is_empty() {
                    places.push(Place { right, nth, mutant });
                }
            }
        }
        let mut found = Mutations::default();
        let mut originals: BTreeMap<usize, String> = BTreeMap::new();
        let mut used = BTreeSet::new();
        for place in places {
            let Some((verdict, evidence, what)) = self.carry_out_mutant(id, &place).await? else { continue };
            let good = declared(&attempts, &place.mutant);
            match (verdict, good) {
                (Verdict::Fail, _) => found.caught += 1,
                (Verdict::Unknown | Verdict::Skip, _) => found.unknown += 1,
                (Verdict::Pass, Some(good)) => {
                    used.insert(good.mutation.clone());
                    found.declared += 1;
                }
                (Verdict::Pass, None) => {
                    let original = match originals.get(&place.right) {
                        Some(known) => known.clone(),
                        None => self.original(id, place.right).await?,
                    };
                    originals.insert(place.right, original.clone());
                    if place.mutant.when == When::Then && original == fingerprint(&evidence.snapshot) {
                        continue;
                    }
                    found.survived.push(survivor(&place.mutant, &what));
                }
            }
            found.made += 1;
        }
        for good in attempts.good.iter().filter(|good| !used.contains(&good.mutation)) {
            let text =
                format!("{}: `{}` is declared as good, and no mutation of that name passes", good.at, good.mutation);
            found.survived.push(text);
        }
        Ok(StepProof { mutations: Some(found), elapsed: started.elapsed(), ..StepProof::new(id.clone()) })
    }

    async fn carry_out_mutant(
        &mut self,
        id: &StepId,
        place: &Place,
    ) -> Result<Option<(Verdict, Evidence, String)>, CommandError> {
        self.rewind(id).await?;
        let before = self.listing(id).await?;
        let (_, step) = self.services.step(id)?;
        let attempts = self.services.attempts(id)?;
        // Values may have been planted anew: the same mutant of what the right way is now.
        let attempt = cases(&step, &attempts)
            .get(place.right)
            .and_then(|case| mutants(&step, case.attempt, &base_images(&self.services)).into_iter().nth(place.nth))
            .map(|mutant| mutant.attempt);
        let Some(attempt) = attempt else { return Ok(None) };
        let limit = self.services.scripts.limit.replace(LIMIT);
        // Whatever it comes to, what is there then is what is judged.
        drop(jump::carry_out(&mut self.services, &step, &attempt).await);
        self.services.scripts.limit = limit;
        if place.mutant.when == When::Before {
            begin::begin(&mut self.services, id).await?;
        }
        let (_, step) = self.services.step(id)?;
        let judgement = self.judge(&step).await;
        let evidence = self.evidence(&step, &judgement);
        made::note(&mut self.services, &step, &judgement)?;
        self.clear(&before, id, &mut Outcome::default(), false).await?;
        Ok(Some((judgement.report.verdict(), evidence, findings(&judgement.report))))
    }

    /// What the right way itself leaves.
    async fn original(&mut self, id: &StepId, right: usize) -> Result<String, CommandError> {
        let pick = |step: &_, attempts: &_| cases(step, attempts).get(right).map(|case| case.attempt.clone());
        let outcome = self.attempt(id, pick, Expected::Pass, Points::Verdict).await?;
        Ok(outcome.evidence.map(|evidence| fingerprint(&evidence.snapshot)).unwrap_or_default())
    }
}

fn survivor(mutant: &Mutant, what: &str) -> String {
    let script = mutant.attempt.run.trim().replace('\n', "\n      ");
    format!("{}: `{}` passes ({what}):\n      {script}", mutant.attempt.at, mutant.name)
}
