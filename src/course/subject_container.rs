//! A selector of containers → [`ContainerSelect`].

use crate::probe::RunState;

use super::raw::RawSubject;
use super::subject::ContainerSelect;
use super::subject_parse::Reading;
use super::value::Fields;

/// What tells containers apart in a selector.
const PICKS: [&str; 9] = ["name", "image", "label", "network", "volume", "project", "service", "state", "fresh"];

impl Reading<'_, '_> {
    fn states(&mut self, fields: &mut Fields<'_>) -> Vec<String> {
        let mut states = Vec::new();
        for state in fields.texts("state", self.problems) {
            let known = RunState::ALL.iter().map(|known| known.word());
            if known.clone().any(|known| known == state.value) {
                states.push(state.value);
            } else {
                let message = format!("no container is ever `{}`", state.value);
                self.problems.error(state.span, message).suggest_or_list(&state.value, known);
            }
        }
        states
    }

    /// Reads a name or a selector.
    pub(super) fn container(&mut self, raw: &RawSubject) -> Option<ContainerSelect> {
        if raw.node.as_table().is_none() {
            return self.own_text(raw).map(|text| ContainerSelect::named(text.value));
        }
        let mut fields = Fields::of(&raw.node, raw.kind.key(), self.problems)?;
        let labels = fields.texts("label", self.problems);
        let select = ContainerSelect {
            name: self.value(&mut fields, "name"),
            image: self.value(&mut fields, "image"),
            labels: labels.into_iter().map(|label| self.expand(label).value).collect(),
            network: self.value(&mut fields, "network"),
            volume: self.value(&mut fields, "volume"),
            project: self.value(&mut fields, "project"),
            service: self.value(&mut fields, "service"),
            fresh: fields.flag("fresh", self.problems),
            states: self.states(&mut fields),
            running: fields.flag("running", self.problems).unwrap_or(false),
            newest: fields.flag("newest", self.problems).unwrap_or(false),
            past: fields.flag("past", self.problems).unwrap_or(false),
        };
        let picks = PICKS.iter().any(|key| fields.has(key));
        fields.finish("a container selector", self.problems);
        if !picks {
            self.problems
                .error(raw.node.span.clone(), "this selects any container at all")
                .help(format!("name at least one of: {}", PICKS.join(", ")));
            return None;
        }
        Some(select)
    }
}
