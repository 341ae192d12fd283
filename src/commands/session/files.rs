//! Changed files: the learner's, in the folder of the chapter; the record, which commands in other terminals write; and
//! Docker's configuration, where logins are kept.

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
    /// The learner's work, logins among it.
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
    /// Docker's configuration.
    config: Option<PathBuf>,
    /// Whether its folder is watched; until there is one, it is the folder above.
    config_seen: bool,
    /// Whether the learner's work changed together with the record that was told of.
    work_too: bool,
}

impl Files {
    /// Watches the record of a workspace, and Docker's configuration in a file.
    pub(super) fn of(workspace: &Path, config: Option<&Path>) -> Self {
        let (sender, changes) = unbounded_channel();
        let mut files = Self {
            watcher: None,
            changes,
            sender,
            own: workspace.join(FOLDER),
            work: None,
            config: config.map(Path::to_owned),
            config_seen: false,
            work_too: false,
        };
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
        let (sender, own, config) = (self.sender.clone(), self.own.clone(), self.config.clone());
        move |event| {
            if let Some(touched) = event.ok().and_then(|event| touched(&event, &own, config.as_deref())) {
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
        self.follow_config();
        record && work
    }

    /// Watches the folder of Docker's configuration, or the one in which it will be made. Where neither can be watched, a
    /// login is seen at the next look.
    fn follow_config(&mut self) {
        let (Some(watcher), Some(folder)) = (&mut self.watcher, self.config.as_deref().and_then(Path::parent)) else {
            return;
        };
        self.config_seen = watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
        if let Some(above) = folder.parent().filter(|_| !self.config_seen) {
            let _ = watcher.watch(above, RecursiveMode::NonRecursive);
        }
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
        // Before the look that follows: what is written after it is told.
        if work && !self.config_seen {
            self.follow_config();
        }
        // The record may hold nothing new, since the session writes it too: the work is told all the same.
        self.work_too = record && work;
        if record { Touched::Record } else { Touched::Work }
    }
}

fn touched(event: &notify::Event, own: &Path, config: Option<&Path>) -> Option<Touched> {
    match event.kind {
        EventKind::Create(_) | EventKind::Remove(_) => {}
        EventKind::Modify(change) if change != ModifyKind::Metadata(MetadataKind::AccessTime) => {}
        _ => return None,
    }
    let mut touched = None;
    for path in &event.paths {
        if path.starts_with(own) {
            if path.ends_with("log.jsonl") {
                touched = Some(Touched::Record);
            }
        } else if config.is_none_or(|config| is_told(path, config)) {
            touched = touched.or(Some(Touched::Work));
        }
    }
    touched
}

/// Whether a change of a path matters: beside Docker's configuration and its folder other things lie.
fn is_told(path: &Path, config: &Path) -> bool {
    let Some(folder) = config.parent() else { return true };
    let beside = path.parent().is_some_and(|parent| parent == folder || Some(parent) == folder.parent());
    path == config || path == folder || !beside
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
            (modified, "/home/.docker/config.json", Some(Touched::Work)),
            (EventKind::Create(CreateKind::Folder), "/home/.docker", Some(Touched::Work)),
            (modified, "/home/.docker/.token_seed", None),
            (modified, "/home/.history", None),
        ] {
            let event = notify::Event::new(kind).add_path(PathBuf::from(path));
            let config = Path::new("/home/.docker/config.json");
            assert_eq!(touched(&event, Path::new("/w/.kesako"), Some(config)), expected, "{kind:?} {path}");
        }
    }

    #[tokio::test]
    async fn work_that_changed_together_with_the_record_is_told_too() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join(FOLDER)).unwrap();
        let mut files = Files::of(folder.path(), None);
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
        let mut files = Files::of(folder.path(), None);
        files.watch(work.clone());
        std::fs::write(work.join("Dockerfile"), "FROM alpine").unwrap();
        assert_eq!(files.next().await, Touched::Work);
    }

    #[tokio::test]
    async fn a_login_is_told_also_if_docker_had_no_configuration_before() {
        let home = tempfile::tempdir().unwrap();
        let (workspace, docker) = (home.path().join("w"), home.path().join(".docker"));
        std::fs::create_dir_all(workspace.join(FOLDER)).unwrap();
        let mut files = Files::of(&workspace, Some(&docker.join("config.json")));
        std::fs::create_dir(&docker).unwrap();
        assert_eq!(files.next().await, Touched::Work);
        assert!(files.config_seen);
        while files.changes.try_recv().is_ok() {}
        for _ in 0..2 {
            std::fs::write(docker.join("config.json123"), "{}").unwrap();
            std::fs::rename(docker.join("config.json123"), docker.join("config.json")).unwrap();
            assert_eq!(files.next().await, Touched::Work);
        }
    }
}
