//! `ask = { … }` → [`Ask`]: what is asked for, what there is to choose from, where the answer goes.

use super::raw::RawSubject;
use super::subject::{Ask, AskKind};
use super::subject_parse::Reading;
use super::value::{Fields, Spanned};

const KINDS: [(&str, AskKind); 6] = [
    ("text", AskKind::Text),
    ("number", AskKind::Number),
    ("id", AskKind::Id),
    ("choice", AskKind::Choice),
    ("path", AskKind::Path),
    ("image", AskKind::Image),
];

impl Reading<'_, '_> {
    pub(super) fn ask(&mut self, raw: &RawSubject, check: &str) -> Option<Ask> {
        let mut fields = Fields::of(&raw.node, "ask", self.problems)?;
        let kind = fields.required_text("kind", "this question", self.problems);
        let choices = fields.texts("choices", self.problems);
        let choices_span = fields.get("choices").map(|entry| entry.key_span.clone());
        let into = fields.text("into", self.problems);
        fields.finish("a question", self.problems);
        let kind = kind?;
        let Some((_, found)) = KINDS.iter().find(|(name, _)| *name == kind.value) else {
            self.problems
                .error(kind.span, format!("no question is of the kind `{}`", kind.value))
                .suggest_or_list(&kind.value, KINDS.iter().map(|(name, _)| *name));
            return None;
        };
        match (found, choices_span) {
            (AskKind::Choice, _) if choices.len() < 2 => {
                self.problems.error(kind.span, "a choice needs two `choices` or more");
            }
            (AskKind::Choice, _) | (_, None) => {}
            (_, Some(span)) => {
                self.problems.error(span, "only a question of the kind `choice` has choices");
            }
        }
        Some(Ask {
            check: check.to_owned(),
            kind: *found,
            choices: choices.into_iter().map(|choice| choice.value).collect(),
            into: into.and_then(|into| self.variable_of(&into, *found)),
        })
    }

    /// The variable that an answer sets. Only an image's name is safe wherever a variable may stand: in a script, in a
    /// pattern, in a lesson.
    fn variable_of(&mut self, into: &Spanned<String>, kind: AskKind) -> Option<String> {
        if kind != AskKind::Image {
            self.problems.error(into.span.clone(), "only a question of the kind `image` has `into`");
            return None;
        }
        if self.vars.get(&into.value).is_none() {
            let names = self.vars.names();
            self.problems
                .error(into.span.clone(), format!("no variable is called `{}`", into.value))
                .suggest_or_list(&into.value, names);
            return None;
        }
        Some(into.value.clone())
    }
}
