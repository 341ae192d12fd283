//! Values and expectations as they are shown: Docker's own notation, signs instead of words.

use serde_json::Value;

use crate::course::expect::{Item, Matcher};

use super::verdict::Shown;

/// A value as it is shown.
pub(crate) fn show(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(show).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            service(fields).or_else(|| record(|name| fields.get(name).map(show))).unwrap_or_else(|| {
                fields.iter().map(|(name, value)| format!("{name}={}", show(value))).collect::<Vec<_>>().join(" ")
            })
        }
        other => other.to_string(),
    }
}

/// A Compose service in short: its name, what it is or does, and where.
fn service(fields: &serde_json::Map<String, Value>) -> Option<String> {
    let text = |name: &str| fields.get(name).map(show).unwrap_or_default();
    let networks = text("networks");
    let what = match (fields.get("state"), fields.get("exit_code")) {
        (Some(state), Some(Value::Number(code))) => format!("{} ({code})", show(state)),
        (Some(state), _) => show(state),
        (None, _) => text("image"),
    };
    fields.get("depends_on").or(fields.get("state"))?;
    let networks = if networks.is_empty() { networks } else { format!("[{networks}]") };
    let parts = [text("name"), what, networks];
    Some(parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" "))
}

/// Ports, mounts and networks the way the docker command writes them.
pub(crate) fn record(field: impl Fn(&str) -> Option<String>) -> Option<String> {
    let text = |name: &str| field(name).unwrap_or_default();
    if let (Some(host), Some(container)) = (field("host"), field("container")) {
        let address = text("host_ip");
        let address = if address.is_empty() { address } else { format!("{address}:") };
        return Some(format!("{address}{host}:{container}"));
    }
    if let Some(destination) = field("destination") {
        let from = if text("kind") == "bind" { text("source") } else { text("name") };
        let mode = if text("read_only") == "true" { ":ro" } else { "" };
        return Some(format!("{from}:{destination}{mode}"));
    }
    if let (Some(name), Some(aliases)) = (field("name"), field("aliases")) {
        return Some(if aliases.is_empty() { name } else { format!("{name} ({aliases})") });
    }
    None
}

/// What a matcher expects, as it is shown.
pub(crate) fn expected(matcher: &Matcher) -> Shown {
    match matcher {
        Matcher::Changed(true) => Shown::Changed(String::new()),
        Matcher::Changed(false) => Shown::Before(String::new()),
        Matcher::Empty(true) => Shown::Absent,
        Matcher::Empty(false) => Shown::Present,
        _ => Shown::Value(notation(matcher)),
    }
}

fn notation(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Equals(value) => show(value),
        Matcher::Not(inner) => format!("≠ {}", notation(inner)),
        Matcher::OneOf(values) => values.iter().map(show).collect::<Vec<_>>().join(" | "),
        Matcher::Contains(text) => format!("…{text}…"),
        Matcher::StartsWith(text) => format!("{text}…"),
        Matcher::EndsWith(text) => format!("…{text}"),
        Matcher::Repository(name) => format!("{name}:…"),
        Matcher::Program(inner) => format!("{} …", notation(inner)),
        Matcher::Args(inner) => format!("… {}", notation(inner)),
        Matcher::Matches(regex) => format!("/{regex}/"),
        Matcher::Greater(value) => format!("> {}", show(value)),
        Matcher::AtLeast(value) => format!("≥ {}", show(value)),
        Matcher::Less(value) => format!("< {}", show(value)),
        Matcher::AtMost(value) => format!("≤ {}", show(value)),
        Matcher::Len(inner) => format!("n {}", notation(inner)),
        Matcher::Empty(true) => "∅".to_owned(),
        Matcher::Empty(false) => "≠ ∅".to_owned(),
        Matcher::Has(list) | Matcher::Exactly(list) => items(list, ", "),
        Matcher::Lacks(list) => format!("≠ {}", items(list, ", ")),
        Matcher::InOrder(list) => items(list, " → "),
        Matcher::Each(one) => format!("∀ {}", item(one)),
        Matcher::Any(one) => item(one),
        Matcher::None(one) => format!("≠ {}", item(one)),
        Matcher::Changed(_) => String::new(),
        Matcher::Of(subject, property) => format!("{property} ({subject})"),
        Matcher::Than(bound, subject, property) => notation(&bound.of(format!("{property} ({subject})").into())),
        Matcher::All(all) => all.iter().map(notation).collect::<Vec<_>>().join(", "),
    }
}

fn items(list: &[Item], between: &str) -> String {
    list.iter().map(item).collect::<Vec<_>>().join(between)
}

fn item(item: &Item) -> String {
    match item {
        Item::Plain(matcher) => notation(matcher),
        Item::Fields(fields) => {
            let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, m)| notation(m));
            record(field).unwrap_or_else(|| {
                fields.iter().map(|(name, m)| format!("{name}={}", notation(m))).collect::<Vec<_>>().join(" ")
            })
        }
    }
}
