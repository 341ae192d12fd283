//! Changed files: the learner's, in the folder of the chapter, and the record, which commands in other terminals write.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Config, PollWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::progress::FOLDER;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touched {
    /// The record.
    Record,
    /// The learner's work.
    Work,
}

/// How often files are looked at where the system does not tell of changes.
const EVERY: Duration = Duration::from_secs(2);

/// Watches files. Looks at them now and then where the system can't tell: too many watchers, some network disks.
pub(super) struct Files {
    watcher: Option<Box<dyn Watcher>>,
    changes: UnboundedReceiver<Touched>,
    sender: UnboundedSender<Touched>,
    own: PathBuf,
    work: Option<PathBuf>,
    /// Whether the learner's work changed together with the record that was told of.
    work_too: bool,
}

impl Files {
    /// Watches the record of a workspace.
    pub(super) fn of(workspace: &Path) -> Self {
        let (sender, changes) = unbounded_channel();
        let mut files =
            Self { watcher: None, changes, sender, own: workspace.join(FOLDER), work: None, work_too: false };
        files.watcher = notify::recommended_watcher(files.listener()).ok().map(|watcher| Box::new(watcher) as _);
        if !files.follow(None) {
            files.fall_back();
        }
        files
    }

    /// Watches this folder of the learner's instead of the one before.
    pub(super) fn watch(&mut self, folder: PathBuf) {
        if self.work.as_ref() == Some(&folder) {
            return;
        }
        let before = self.work.replace(folder);
        if !self.follow(before) {
            self.fall_back();
        }
    }

    fn listener(&self) -> impl Fn(notify::Result<notify::Event>) + Send + use<> {
        let (sender, own) = (self.sender.clone(), self.own.clone());
        move |event| {
            if let Some(touched) = event.ok().and_then(|event| touched(&event, &own)) {
                // Nobody listens any more when the session is over.
                let _ = sender.send(touched);
            }
        }
    }

    /// Watches what there is to watch, the record always; says whether that works.
    fn follow(&mut self, before: Option<PathBuf>) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        if let Some(before) = before {
            let _ = watcher.unwatch(&before);
        }
        let record = watcher.watch(&self.own, RecursiveMode::NonRecursive).is_ok();
        let work = self.work.as_ref().is_none_or(|work| watcher.watch(work, RecursiveMode::Recursive).is_ok());
        record && work
    }

    fn fall_back(&mut self) {
        let config = Config::default().with_poll_interval(EVERY);
        self.watcher = PollWatcher::new(self.listener(), config).ok().map(|watcher| Box::new(watcher) as _);
        self.follow(None);
    }

    /// What changed, a burst as one. Dropping the future loses nothing.
    pub(super) async fn next(&mut self) -> Touched {
        if std::mem::take(&mut self.work_too) {
            return Touched::Work;
        }
        let Some(first) = self.changes.recv().await else { return std::future::pending().await };
        let (mut record, mut work) = (first == Touched::Record, first == Touched::Work);
        while let Ok(more) = self.changes.try_recv() {
            record |= more == Touched::Record;
            work |= more == Touched::Work;
        }
        // The record may hold nothing new, since the session writes it too: the work is told all the same.
        self.work_too = record && work;
        if record { Touched::Record } else { Touched::Work }
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
    async fn work_that_changed_together_with_the_record_is_told_too() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join(FOLDER)).unwrap();
        let mut files = Files::of(folder.path());
        files.watcher = None;
        for touched in [Touched::Work, Touched::Record, Touched::Work] {
            files.sender.send(touched).unwrap();
        }
        assert_eq!((files.next().await, files.next().await), (Touched::Record, Touched::Work));
        assert!(files.changes.try_recv().is_err() && !files.work_too);
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
