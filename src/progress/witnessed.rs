//! What a session saw of containers that are gone now: `.kesako/witnessed.jsonl` in the workspace, a line each time something
//! was seen, the last one of a container counts. Beside the record, not in it: it is told to nobody, no export reads it, and
//! whoever takes it away loses no progress. A line that can't be read is left out.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::record::FOLDER;
use crate::probe::Witnessed;

const FILE: &str = "witnessed.jsonl";
/// So many containers are kept when the file is made shorter, those that were made last.
const KEPT: usize = 200;

fn file(workspace: &Path) -> PathBuf {
    workspace.join(FOLDER).join(FILE)
}

/// Everything that was seen; nothing where there is no file.
pub fn load(workspace: &Path) -> Vec<Witnessed> {
    let Ok(text) = std::fs::read_to_string(file(workspace)) else { return Vec::new() };
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Witnessed>(line).ok());
    let last: BTreeMap<String, Witnessed> = lines.map(|seen| (seen.container.id.clone(), seen)).collect();
    last.into_values().collect()
}

/// Adds what was seen. That it could not be written is no matter: then nobody else profits from it.
pub fn append(workspace: &Path, seen: &Witnessed) {
    let Ok(mut line) = serde_json::to_vec(seen) else { return };
    line.push(b'\n');
    if let Ok(mut file) = OpenOptions::new().create(true).append(true).open(file(workspace)) {
        // As above.
        drop(file.write_all(&line));
    }
}

/// Makes the file shorter: every container once, and only the newest.
pub fn shorten(workspace: &Path) {
    let mut all = load(workspace);
    all.sort_by_key(|seen| std::cmp::Reverse(seen.container.created));
    all.truncate(KEPT);
    let text: String = all.iter().filter_map(|seen| serde_json::to_string(seen).ok()).map(|line| line + "\n").collect();
    if !all.is_empty() {
        // What can't be written stays as long as it was.
        drop(std::fs::write(file(workspace), text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::kit::container;
    use crate::probe::LogText;

    #[test]
    fn the_last_line_of_a_container_counts_and_its_environment_is_never_written() {
        let workspace = tempfile::tempdir().unwrap();
        assert!(load(workspace.path()).is_empty());
        append(workspace.path(), &Witnessed::of(container("early")));
        std::fs::create_dir_all(workspace.path().join(FOLDER)).unwrap();
        let secret = container("c").with(|it| {
            it.env = vec!["TOKEN=hush".into()];
            it.labels = [("token".into(), "hush".into())].into();
            it.inspect = serde_json::json!({ "Config": { "Env": ["TOKEN=hush"] } });
        });
        let seen = Witnessed::of(secret);
        append(workspace.path(), &seen);
        let heard = Witnessed { output: Some(LogText::of("hello".into())), ..seen };
        append(workspace.path(), &heard);
        std::fs::write(file(workspace.path()), std::fs::read_to_string(file(workspace.path())).unwrap() + "torn\n")
            .unwrap();
        assert_eq!(load(workspace.path()), std::slice::from_ref(&heard));
        assert!(!std::fs::read_to_string(file(workspace.path())).unwrap().contains("hush"));
        shorten(workspace.path());
        assert_eq!(load(workspace.path()), [heard]);
        assert_eq!(std::fs::read_to_string(file(workspace.path())).unwrap().lines().count(), 1);
    }
}
