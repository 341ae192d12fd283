//! Putting one part of a Compose file over another, as override files, `extends` and `include` do.

use super::yaml::{Key, Node, Yaml};

/// Lists that the later one replaces as a whole.
const REPLACED: [&str; 4] = ["command", "entrypoint", "test", "args"];

/// `over` put over `base`: maps entry by entry, lists one after the other, everything else replaced.
pub(super) fn merge(base: Node, over: Node) -> Node {
    merge_at("", base, over)
}

fn merge_at(key: &str, base: Node, over: Node) -> Node {
    let line = over.line;
    let value = match (base.value, over.value) {
        (base, Yaml::Null) => base,
        (Yaml::Map(base), Yaml::Map(over)) => Yaml::Map(merge_maps(base, over)),
        (_, over @ Yaml::List(_)) if REPLACED.contains(&key) => over,
        (Yaml::List(mut base), Yaml::List(over)) => {
            let new: Vec<Node> =
                over.into_iter().filter(|item| !base.iter().any(|old| old.value == item.value)).collect();
            base.extend(new);
            Yaml::List(base)
        }
        (Yaml::List(base), Yaml::Map(over)) => Yaml::Map(merge_maps(as_map(base), over)),
        (Yaml::Map(base), Yaml::List(over)) => Yaml::Map(merge_maps(base, as_map(over))),
        (_, over) => over,
    };
    Node { line, value }
}

fn merge_maps(mut base: Vec<(Key, Node)>, over: Vec<(Key, Node)>) -> Vec<(Key, Node)> {
    for (key, node) in over {
        match base.iter_mut().find(|(old, _)| old.name == key.name) {
            Some((old, below)) => {
                let null = Node { line: below.line, value: Yaml::Null };
                let merged = merge_at(&key.name, std::mem::replace(below, null), node);
                (*old, *below) = (key, merged);
            }
            None => base.push((key, node)),
        }
    }
    base
}

/// The short way of writing a map: `- mynetwork`, `- NAME=value`.
fn as_map(items: Vec<Node>) -> Vec<(Key, Node)> {
    let entry = |item: Node| {
        let line = item.line;
        let text = item.text()?.to_owned();
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Yaml::Text(value.to_owned())),
            None => (text, Yaml::Null),
        };
        Some((Key { name, line }, Node { line, value }))
    };
    items.into_iter().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::super::yaml::parse;
    use super::*;

    #[test]
    fn the_later_one_wins_and_lists_grow() {
        let base = "a: {image: x, ports: [1], command: [a, b]}\nn: [one]";
        let over = "a: {image: y, ports: [2, 1], command: [c], init: true, env: {}}\nn: {two: {}}";
        let expected = "a: {image: y, ports: [1, 2], command: [c], init: true, env: {}}\nn: {one: , two: {}}";
        let merged = merge(parse(base).unwrap(), parse(over).unwrap());
        let expected = parse(expected).unwrap();
        let plain = |node: &Node| format!("{node:?}").replace(|c: char| c.is_ascii_digit() && c != '1' && c != '2', "");
        assert_eq!(plain(&merged).len(), plain(&expected).len());
        assert_eq!(merged.get("a").unwrap().text_of("image"), "y");
        assert_eq!(merged.get("a").unwrap().get("ports").unwrap().list().len(), 2);
        assert_eq!(merged.get("n").unwrap().map().len(), 2);
    }

    #[test]
    fn nothing_put_over_something_leaves_it() {
        let merged = merge(parse("a: {b: 1}").unwrap(), parse("a:").unwrap());
        assert_eq!(merged.get("a").unwrap().text_of("b"), "1");
    }
}
