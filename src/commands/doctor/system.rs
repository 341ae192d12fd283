//! What kind of machine this is, as far as it matters for mending it: family, init system, who is asking.
//!
//! Read from an [`Environment`], so that tests can make up any machine: its `root` stands before `/etc/os-release`,
//! `/run/systemd` and the folders of system programs.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::engine::Environment;

/// The systems that remedies are known for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Family {
    /// Debian up to 12: no second Compose in its packages.
    Debian12,
    /// Debian since 13.
    Debian,
    /// Ubuntu and what is made of it.
    Ubuntu,
    /// Fedora.
    Fedora,
    /// Alpine.
    Alpine,
    /// Arch and what is made of it.
    Arch,
    /// Another Linux.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl Family {
    /// Whether packages come through apt.
    pub(crate) const fn has_apt(self) -> bool {
        matches!(self, Self::Debian12 | Self::Debian | Self::Ubuntu)
    }
}

/// What starts services here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Init {
    /// systemd runs.
    Systemd,
    /// `OpenRC`.
    OpenRc,
    /// Scripts behind `service`.
    Service,
    /// Nothing: a container, most likely.
    None,
}

/// A machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct System {
    /// Its family.
    pub(crate) family: Family,
    /// Its init system.
    pub(crate) init: Init,
    /// Whether the user is root.
    pub(crate) is_root: bool,
    /// The user's name.
    pub(crate) user: String,
}

/// The machine with its files and programs.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    /// Variables, home, root.
    pub(crate) environment: Environment,
    /// As [`std::env::consts::OS`] has it.
    pub(crate) os: &'static str,
    /// Whether the user is root.
    pub(crate) is_root: bool,
}

impl Machine {
    /// This one.
    pub(crate) fn of_process() -> Self {
        Self { environment: Environment::of_process(), os: std::env::consts::OS, is_root: is_root() }
    }

    /// A program in `PATH`.
    pub(crate) fn program(&self, name: &str) -> Option<PathBuf> {
        let path = self.environment.get("PATH")?;
        let ending = std::env::consts::EXE_SUFFIX;
        std::env::split_paths(path).map(|folder| folder.join(format!("{name}{ending}"))).find(|path| path.is_file())
    }

    /// A program in `PATH`, or where programs of the system are that a user's `PATH` lacks.
    pub(crate) fn system_program(&self, name: &str) -> Option<PathBuf> {
        let folders = SYSTEM_FOLDERS.map(|folder| self.at(folder).join(name));
        self.program(name).or_else(|| folders.into_iter().find(|path| path.is_file()))
    }

    /// A path of the system.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.environment.root.join(path.trim_start_matches('/'))
    }

    /// What is known of it.
    pub(crate) fn system(&self) -> System {
        let user = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| self.environment.get(name));
        System {
            family: self.family(),
            init: self.init(),
            is_root: self.is_root,
            user: user.unwrap_or("$USER").to_owned(),
        }
    }

    fn family(&self) -> Family {
        match self.os {
            "macos" => Family::MacOs,
            "windows" => Family::Windows,
            _ => {
                let paths = ["etc/os-release", "usr/lib/os-release"];
                let text = paths.into_iter().find_map(|path| std::fs::read_to_string(self.at(path)).ok());
                family_of(&text.unwrap_or_default())
            }
        }
    }

    fn init(&self) -> Init {
        if self.at("run/systemd/system").is_dir() {
            Init::Systemd
        } else if self.system_program("rc-service").is_some() && self.at("run/openrc").is_dir() {
            Init::OpenRc
        } else if self.at("etc/init.d/docker").exists() && self.system_program("service").is_some() {
            Init::Service
        } else {
            Init::None
        }
    }
}

/// Where programs of the system are that a user's `PATH` may lack.
pub(crate) const SYSTEM_FOLDERS: [&str; 5] = ["usr/local/sbin", "usr/sbin", "sbin", "usr/local/bin", "usr/bin"];

/// The family that an `os-release` file tells of.
fn family_of(text: &str) -> Family {
    let field = |name: &str| {
        let lines = text.lines().filter_map(|line| line.trim().split_once('='));
        let found = lines.rev().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.trim_matches(['"', '\'']).to_lowercase()).unwrap_or_default()
    };
    let (id, like) = (field("ID"), field("ID_LIKE"));
    let is = |name: &str| id == name || like.split_whitespace().any(|one| one == name);
    if is("ubuntu") {
        Family::Ubuntu
    } else if is("debian") {
        let old = id == "debian" || id == "raspbian";
        match field("VERSION_ID").split('.').next().and_then(|major| major.parse::<u32>().ok()) {
            Some(version) if old && version < 13 => Family::Debian12,
            _ => Family::Debian,
        }
    } else if id == "fedora" {
        Family::Fedora
    } else if is("alpine") {
        Family::Alpine
    } else if is("arch") {
        Family::Arch
    } else {
        Family::Linux
    }
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

/// The nearest folder above `path` that exists, `path` included.
pub(crate) fn existing(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.exists()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_file_tells_the_family() {
        for (text, family) in [
            ("ID=debian\nVERSION_ID=\"12\"\n", Family::Debian12),
            ("ID=debian\nVERSION_ID=\"13\"\n", Family::Debian),
            ("PRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nID=debian\n", Family::Debian),
            ("ID=raspbian\nID_LIKE=debian\nVERSION_ID=\"11\"\n", Family::Debian12),
            ("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\n", Family::Ubuntu),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=\"21\"\n", Family::Ubuntu),
            ("ID=fedora\nVERSION_ID=42\n", Family::Fedora),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", Family::Linux),
            ("ID=alpine\nVERSION_ID=3.22.0\n", Family::Alpine),
            ("ID=manjaro\nID_LIKE=arch\n", Family::Arch),
            ("", Family::Linux),
        ] {
            assert_eq!(family_of(text), family, "{text:?}");
        }
    }

    #[test]
    fn files_of_the_machine_tell_its_init_system() {
        let root = tempfile::tempdir().unwrap();
        let environment = Environment { root: root.path().to_owned(), ..Environment::default() };
        let machine = Machine { environment, os: "linux", is_root: false };
        assert_eq!(machine.system().init, Init::None);
        let make = |path: &str| std::fs::create_dir_all(root.path().join(path)).unwrap();
        make("usr/sbin");
        make("etc/init.d/docker");
        std::fs::write(root.path().join("usr/sbin/service"), "").unwrap();
        assert_eq!(machine.system().init, Init::Service);
        make("run/openrc");
        std::fs::write(root.path().join("usr/sbin/rc-service"), "").unwrap();
        assert_eq!(machine.system().init, Init::OpenRc);
        make("run/systemd/system");
        assert_eq!(machine.system().init, Init::Systemd);
    }
}
