//! What mends a trouble on a given system: a table. Pure; carried out elsewhere.

use super::system::{Family, Init, System};

/// Where to read how Docker is installed on systems that the table does not know.
pub(crate) const MANUAL: &str = "https://docs.docker.com/engine/install/";

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is no engine on this machine.
    NotInstalled,
    /// There is one, and it does not run.
    NotRunning,
    /// The user's own engine does not run: rootless Docker, or podman's service.
    OwnNotRunning {
        /// The unit that starts it.
        unit: &'static str,
    },
    /// Its socket may not be opened.
    NoPermission,
    /// It does not answer.
    Hangs,
    /// It is too old.
    TooOld,
    /// There is no docker command.
    NoClient,
    /// There is no `docker compose`.
    NoCompose,
    /// There is no `docker buildx`.
    NoBuildx,
    /// Something names an endpoint where no engine is.
    Misled(Misled),
}

/// What named an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Misled {
    /// A variable of the environment.
    Variable(&'static str),
    /// A context.
    Context,
    /// `--host`.
    Option,
    /// A machine to be reached by ssh.
    Ssh(String),
}

/// One command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Program and arguments.
    pub(crate) words: Vec<String>,
    /// Whether only root may.
    pub(crate) as_root: bool,
    /// Whether only the learner's own shell can do it.
    pub(crate) by_hand: bool,
}

/// What mends a trouble.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Remedy {
    /// Commands in order; none if there is only something to read or to do.
    pub(crate) steps: Vec<Step>,
    /// Key of what is to be known or done besides.
    pub(crate) note: Option<&'static str>,
    /// Whether an engine answers a little later.
    pub(crate) starts: bool,
}

impl Remedy {
    fn noted(note: &'static str) -> Self {
        Self { note: Some(note), ..Self::default() }
    }

    fn of(steps: &[Step]) -> Self {
        Self { steps: steps.to_vec(), ..Self::default() }
    }

    /// One command that kesako or the learner runs as they are.
    pub(crate) fn plain(command: &str) -> Self {
        Self::of(&[Step { as_root: false, ..root(command) }])
    }

    /// One command for the learner's own shell.
    pub(crate) fn by_hand(command: &str) -> Self {
        Self::of(&[Step { as_root: false, by_hand: true, ..root(command) }])
    }

    /// Whether kesako can carry it out.
    pub(crate) fn can_be_run(&self) -> bool {
        !self.steps.is_empty() && self.steps.iter().all(|step| !step.by_hand)
    }

    /// The line to type; `None` if there is nothing to type.
    pub(crate) fn line(&self, system: &System) -> Option<String> {
        let steps: Vec<String> = self.steps.iter().map(|step| step.line(system)).collect();
        (!steps.is_empty()).then(|| steps.join(" && "))
    }
}

impl Step {
    /// Program and arguments as they are started: with `sudo` where it takes that.
    pub(crate) fn started(&self, system: &System) -> Vec<String> {
        let sudo = self.as_root && !system.is_root && system.family != Family::Windows;
        sudo.then(|| "sudo".to_owned()).into_iter().chain(self.words.iter().cloned()).collect()
    }

    fn line(&self, system: &System) -> String {
        self.started(system).iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,$~".contains(c);
    if !word.is_empty() && word.chars().all(harmless) { word.to_owned() } else { format!("'{word}'") }
}

fn root(command: &str) -> Step {
    Step { words: command.split(' ').map(str::to_owned).collect(), as_root: true, by_hand: false }
}

/// What mends `trouble` on `system`.
pub(crate) fn remedy(trouble: &Trouble, system: &System) -> Remedy {
    match trouble {
        Trouble::NotInstalled | Trouble::TooOld | Trouble::NoClient | Trouble::NoCompose | Trouble::NoBuildx => {
            install(packages(trouble, system.family), system)
        }
        Trouble::NotRunning => Remedy { starts: true, ..service("start", system) },
        Trouble::Hangs => Remedy { starts: true, ..service("restart", system) },
        Trouble::OwnNotRunning { unit } => {
            let user = if system.is_root { "" } else { "--user " };
            Remedy { starts: true, ..Remedy::plain(&format!("systemctl {user}start {unit}")) }
        }
        Trouble::NoPermission => permission(system),
        Trouble::Misled(Misled::Variable(name)) if system.family == Family::Windows => {
            Remedy::by_hand(&format!("set {name}="))
        }
        Trouble::Misled(Misled::Variable(name)) => Remedy::by_hand(&format!("unset {name}")),
        Trouble::Misled(Misled::Option) => Remedy::noted("doctor-note-host"),
        Trouble::Misled(Misled::Context) => Remedy::plain("docker context use default"),
        Trouble::Misled(Misled::Ssh(machine)) => Remedy::by_hand(&format!("ssh {machine} docker version")),
    }
}

/// The packages that a trouble asks for, space-separated; empty where none is known.
fn packages(trouble: &Trouble, family: Family) -> &'static str {
    match (trouble, family) {
        (Trouble::NotInstalled | Trouble::TooOld, Family::Debian12) => "docker.io docker-compose",
        (Trouble::NotInstalled | Trouble::TooOld, Family::Debian) => {
            "docker.io docker-cli docker-compose docker-buildx"
        }
        (Trouble::NotInstalled | Trouble::TooOld, Family::Ubuntu) => "docker.io docker-compose-v2 docker-buildx",
        (Trouble::NotInstalled | Trouble::TooOld, Family::Fedora) => {
            "moby-engine docker-cli docker-compose docker-buildx"
        }
        (Trouble::NotInstalled | Trouble::TooOld, Family::Alpine) => {
            "docker docker-cli docker-cli-compose docker-cli-buildx"
        }
        (Trouble::NotInstalled | Trouble::TooOld, Family::Arch) => "docker docker-compose docker-buildx",
        (Trouble::NoClient, Family::Debian | Family::Fedora | Family::Alpine) => "docker-cli",
        (Trouble::NoClient, Family::Debian12 | Family::Ubuntu) => "docker.io",
        (Trouble::NoClient, Family::Arch | Family::MacOs) => "docker",
        (Trouble::NoCompose, Family::Ubuntu) => "docker-compose-v2",
        (Trouble::NoCompose, Family::Alpine) => "docker-cli-compose",
        (Trouble::NoCompose, Family::Debian12 | Family::Debian | Family::Fedora | Family::Arch | Family::MacOs) => {
            "docker-compose"
        }
        (Trouble::NoBuildx, Family::Alpine) => "docker-cli-buildx",
        (Trouble::NoBuildx, Family::Debian | Family::Ubuntu | Family::Fedora | Family::Arch | Family::MacOs) => {
            "docker-buildx"
        }
        _ => "",
    }
}

fn install(packages: &str, system: &System) -> Remedy {
    let manual = Remedy::noted("doctor-note-manual");
    match system.family {
        Family::MacOs if packages.is_empty() => Remedy::plain("brew install --cask docker-desktop"),
        Family::MacOs => Remedy::plain(&format!("brew install {packages}")),
        Family::Windows => Remedy::plain("winget install -e --id Docker.DockerDesktop"),
        _ if packages.is_empty() => manual,
        Family::Debian12 | Family::Debian | Family::Ubuntu => {
            Remedy::of(&[root("apt-get update"), root(&format!("apt-get install -y {packages}"))])
        }
        Family::Fedora => Remedy::of(&[root(&format!("dnf install -y {packages}"))]),
        Family::Alpine => Remedy::of(&[root(&format!("apk add {packages}"))]),
        Family::Arch => Remedy::of(&[root(&format!("pacman -S --needed --noconfirm {packages}"))]),
        Family::Linux => manual,
    }
}

/// Starts the engine, or starts it again.
fn service(verb: &str, system: &System) -> Remedy {
    match (system.family, system.init) {
        (Family::MacOs, _) if verb == "start" => Remedy::plain("open -a Docker"),
        (Family::MacOs | Family::Windows, _) => Remedy::plain(&format!("docker desktop {verb}")),
        (_, Init::Systemd) => Remedy::of(&[root(&format!("systemctl {verb} docker"))]),
        (_, Init::OpenRc) => Remedy::of(&[root(&format!("rc-service docker {verb}"))]),
        (_, Init::Service) => Remedy::of(&[root(&format!("service docker {verb}"))]),
        (_, Init::None) if verb == "start" => {
            let script = "setsid dockerd >/var/log/dockerd.log 2>&1 </dev/null &";
            Remedy::of(&[Step { words: ["sh", "-c", script].map(str::to_owned).to_vec(), ..root("") }])
        }
        (_, Init::None) => Remedy::noted("doctor-note-restart"),
    }
}

fn permission(system: &System) -> Remedy {
    let user = &system.user;
    let command = match system.family {
        Family::MacOs | Family::Windows => return Remedy::noted("doctor-note-desktop-permission"),
        Family::Alpine => format!("addgroup {user} docker"),
        _ => format!("usermod -aG docker {user}"),
    };
    Remedy { note: Some("doctor-note-log-in-again"), ..Remedy::of(&[root(&command)]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(trouble: &Trouble, family: Family, init: Init, is_root: bool) -> String {
        let system = System { family, init, is_root, user: "ada".to_owned() };
        let remedy = remedy(trouble, &system);
        remedy.line(&system).or(remedy.note.map(str::to_owned)).unwrap_or_default()
    }

    #[test]
    fn each_system_has_the_one_line_that_installs_docker() {
        for (family, expected) in [
            (Family::Debian12, "sudo apt-get update && sudo apt-get install -y docker.io docker-compose"),
            (
                Family::Debian,
                "sudo apt-get update && sudo apt-get install -y docker.io docker-cli docker-compose docker-buildx",
            ),
            (
                Family::Ubuntu,
                "sudo apt-get update && sudo apt-get install -y docker.io docker-compose-v2 docker-buildx",
            ),
            (Family::Fedora, "sudo dnf install -y moby-engine docker-cli docker-compose docker-buildx"),
            (Family::Alpine, "sudo apk add docker docker-cli docker-cli-compose docker-cli-buildx"),
            (Family::Arch, "sudo pacman -S --needed --noconfirm docker docker-compose docker-buildx"),
            (Family::Linux, "doctor-note-manual"),
            (Family::MacOs, "brew install --cask docker-desktop"),
            (Family::Windows, "winget install -e --id Docker.DockerDesktop"),
        ] {
            assert_eq!(line(&Trouble::NotInstalled, family, Init::Systemd, false), expected, "{family:?}");
        }
    }

    #[test]
    fn the_engine_is_started_by_what_starts_things_there() {
        for (family, init, expected) in [
            (Family::Debian, Init::Systemd, "systemctl start docker"),
            (Family::Alpine, Init::OpenRc, "rc-service docker start"),
            (Family::Debian12, Init::Service, "service docker start"),
            (Family::Debian12, Init::None, "sh -c 'setsid dockerd >/var/log/dockerd.log 2>&1 </dev/null &'"),
            (Family::MacOs, Init::None, "open -a Docker"),
            (Family::Windows, Init::None, "docker desktop start"),
        ] {
            assert_eq!(line(&Trouble::NotRunning, family, init, true), expected, "{family:?} {init:?}");
        }
    }

    #[test]
    fn other_troubles_have_their_own_line() {
        let ssh = Trouble::Misled(Misled::Ssh("ada@box".to_owned()));
        for (trouble, family, expected) in [
            (Trouble::NoPermission, Family::Ubuntu, "sudo usermod -aG docker ada"),
            (Trouble::NoPermission, Family::Alpine, "sudo addgroup ada docker"),
            (Trouble::Hangs, Family::Fedora, "sudo systemctl restart docker"),
            (Trouble::OwnNotRunning { unit: "docker" }, Family::Arch, "systemctl --user start docker"),
            (Trouble::Misled(Misled::Variable("DOCKER_HOST")), Family::Debian, "unset DOCKER_HOST"),
            (Trouble::Misled(Misled::Variable("DOCKER_HOST")), Family::Windows, "set DOCKER_HOST="),
            (Trouble::Misled(Misled::Context), Family::MacOs, "docker context use default"),
            (ssh, Family::Debian, "ssh ada@box docker version"),
            (Trouble::NoClient, Family::Debian, "sudo apt-get update && sudo apt-get install -y docker-cli"),
            (Trouble::NoCompose, Family::Alpine, "sudo apk add docker-cli-compose"),
            (Trouble::NoBuildx, Family::Debian12, "doctor-note-manual"),
            (Trouble::NoBuildx, Family::MacOs, "brew install docker-buildx"),
        ] {
            assert_eq!(line(&trouble, family, Init::Systemd, false), expected, "{trouble:?} {family:?}");
        }
    }

    #[test]
    fn what_changes_the_learners_own_shell_is_not_run_for_them() {
        let system = System { family: Family::Debian, init: Init::None, is_root: true, user: "root".to_owned() };
        let runs = |trouble| remedy(&trouble, &system).can_be_run();
        assert!(runs(Trouble::NotInstalled) && runs(Trouble::NotRunning));
        assert!(!runs(Trouble::Misled(Misled::Variable("DOCKER_HOST"))) && !runs(Trouble::Hangs));
    }
}
