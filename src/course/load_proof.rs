//! Reads a chapter's proof file, which nothing but proving and linting needs.

use std::collections::BTreeMap;

use super::attempt::Attempts;
use super::diagnostic::{Diagnostic, Problems};
use super::exercise_files::read_exercises;
use super::id::{ChapterId, StepId};
use super::load::{CourseFiles, Looked, has_error, read_text, unreadable};
use super::proof::read_proof;
use super::raw::RawProof;
use super::resolve::{planted_names, report_unknown_vars};
use super::resolve_proof::{ProofIn, resolve_proof};
use super::vars::Vars;

/// A proof file as far as it could be read, and all that is wrong with it.
#[derive(Debug, Default)]
pub(super) struct LookedProof {
    /// `None` if it is no TOML.
    pub(super) attempts: Option<BTreeMap<StepId, Attempts>>,
    pub(super) found: Vec<Diagnostic>,
}

impl CourseFiles {
    /// What each step of a chapter proves itself with, beside its solution; of a step that is left out there is nothing.
    ///
    /// `vars` as for [`CourseFiles::chapter`]. A course need not have a proof.
    pub fn proof(&self, id: &ChapterId, vars: &Vars) -> Result<BTreeMap<StepId, Attempts>, Vec<Diagnostic>> {
        let looked = self.look_at(id, vars, &[]);
        if has_error(&looked.found) {
            return Err(looked.found);
        }
        let proof = self.look_at_proof(id, vars, &looked);
        match proof.attempts {
            Some(attempts) if !has_error(&proof.found) => Ok(attempts),
            _ => Err(proof.found),
        }
    }

    /// Reads a chapter's proof and reports everything; what is wrong with the chapter itself is not said again.
    pub(super) fn look_at_proof(&self, id: &ChapterId, vars: &Vars, looked: &Looked) -> LookedProof {
        let mut out = LookedProof::default();
        let path = proof_path(id);
        match self.source.read(&path) {
            Ok(Some(_)) => {}
            Ok(None) => return LookedProof { attempts: Some(BTreeMap::new()), ..out },
            Err(error) => return LookedProof { found: vec![unreadable(&error)], ..out },
        }
        let text = match read_text(&self.source, &path) {
            Ok(text) => text,
            Err(diagnostic) => return LookedProof { found: vec![*diagnostic], ..out },
        };
        let mut problems = Problems::new(&path, &text);
        let raw: Option<RawProof> = read_proof(&mut problems);
        // Files with their variables as they are written. That they can be read was seen with the chapter.
        let files = read_exercises(&self.source, id, &Vars::new());
        if let (Some(raw), Some(chapter), Ok(files)) = (raw, &looked.chapter, &files) {
            let vars = vars.or(&self.default_vars());
            // What is wrong with the names is said of the checker.
            let planted = planted_names(&looked.raw, &Vars::new(), &mut Problems::new(&path, &text));
            report_unknown_vars(&mut problems, &vars, &planted);
            let input = ProofIn { chapter, raw: &looked.raw, vars: &vars, files };
            out.attempts = Some(resolve_proof(&input, &raw, &mut problems));
        }
        out.found.extend(problems.into_found());
        out
    }
}

/// Where a chapter's proof stands.
pub fn proof_path(chapter: &ChapterId) -> String {
    format!("checks/{chapter}.proof.toml")
}
