//! Changed files: the learner's, in the folder of the chapter, and the record, which commands in other terminals write.

use std::path::{Path, PathBuf};

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::progress::FOLDER;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touched {
    /// The record.
    Record,
    /// The learner's work.
    Work,
}

/// Watches files; tells nothing where the system can't.
pub(super) struct Files {
    watcher: Option<RecommendedWatcher>,
    changes: UnboundedReceiver<Touched>,
    work: Option<PathBuf>,
}

impl Files {
    /// Watches the record of a workspace.
    pub(super) fn of(workspace: &Path) -> Self {
        let (sender, changes) = unbounded_channel();
        let own = workspace.join(FOLDER);
        let kept = own.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if let Some(touched) = event.ok().and_then(|event| touched(&event, &kept)) {
                // Nobody listens any more when the session is over.
                let _ = sender.send(touched);
            }
        });
        let mut files = Self { watcher: watcher.ok(), changes, work: None };
        if let Some(watcher) = &mut files.watcher {
            drop(watcher.watch(&own, RecursiveMode::NonRecursive));
        }
        files
    }

    /// Watches this folder of the learner's instead of the one before.
    pub(super) fn watch(&mut self, folder: PathBuf) {
        let Some(watcher) = &mut self.watcher else { return };
        if self.work.as_ref() == Some(&folder) {
            return;
        }
        if let Some(before) = self.work.take() {
            drop(watcher.unwatch(&before));
        }
        if watcher.watch(&folder, RecursiveMode::Recursive).is_ok() {
            self.work = Some(folder);
        }
    }

    /// What changed, a burst as one. Dropping the future loses nothing.
    pub(super) async fn next(&mut self) -> Touched {
        let Some(mut touched) = self.changes.recv().await else { return std::future::pending().await };
        while let Ok(more) = self.changes.try_recv() {
            // A change of the record leads to a look as well.
            if more == Touched::Record {
                touched = more;
            }
        }
        touched
    }
}

fn touched(event: &notify::Event, own: &Path) -> Option<Touched> {
    match event.kind {
        EventKind::Create(_) | EventKind::Remove(_) => {}
        EventKind::Modify(change) if change != ModifyKind::Metadata(MetadataKind::AccessTime) => {}
        _ => return None,
    }
    let mut touched = None;
    for path in &event.paths {
        if !path.starts_with(own) {
            touched = touched.or(Some(Touched::Work));
        } else if path.ends_with("log.jsonl") {
            touched = Some(Touched::Record);
        }
    }
    touched
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, DataChange};

    use super::*;

    #[test]
    fn reading_is_no_change_and_of_kesakos_own_files_only_the_record_counts() {
        let modified = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for (kind, path, expected) in [
            (modified, "/w/01/Dockerfile", Some(Touched::Work)),
            (EventKind::Create(CreateKind::File), "/w/01/Dockerfile", Some(Touched::Work)),
            (modified, "/w/.kesako/log.jsonl", Some(Touched::Record)),
            (modified, "/w/.kesako/session.lock", None),
            (EventKind::Access(AccessKind::Any), "/w/01/Dockerfile", None),
            (EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)), "/w/01/Dockerfile", None),
        ] {
            let event = notify::Event::new(kind).add_path(PathBuf::from(path));
            assert_eq!(touched(&event, Path::new("/w/.kesako")), expected, "{kind:?} {path}");
        }
    }

    #[tokio::test]
    async fn what_is_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let work = folder.path().join("01");
        std::fs::create_dir_all(folder.path().join(FOLDER)).unwrap();
        std::fs::create_dir_all(&work).unwrap();
        let mut files = Files::of(folder.path());
        files.watch(work.clone());
        std::fs::write(work.join("Dockerfile"), "FROM alpine").unwrap();
        assert_eq!(files.next().await, Touched::Work);
    }
}
