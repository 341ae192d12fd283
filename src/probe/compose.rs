//! What Compose writes on the containers, networks and volumes that it makes. Versions 1 and 2 use the same labels; names
//! of containers differ (`10-compose_web_1`, `10-compose-web-1`), which is why nothing here looks at a name.

use std::collections::BTreeMap;

/// The project's name, on containers, networks and volumes; version 2 also writes it on the images that it builds.
pub const PROJECT_LABEL: &str = "com.docker.compose.project";
/// The service's name, on containers.
pub const SERVICE_LABEL: &str = "com.docker.compose.service";
/// A network's name as the file has it.
pub const NETWORK_LABEL: &str = "com.docker.compose.network";
/// A volume's name as the file has it.
pub const VOLUME_LABEL: &str = "com.docker.compose.volume";
const ONE_OFF_LABEL: &str = "com.docker.compose.oneoff";
const NUMBER_LABEL: &str = "com.docker.compose.container-number";
/// Compose's version, on all that it makes.
pub const VERSION_LABEL: &str = "com.docker.compose.version";
/// What a service's settings come to, on containers: nobody writes it by hand. Another program of the kind has its own.
const HASH_LABELS: [&str; 2] = ["com.docker.compose.config-hash", "io.podman.compose.config-hash"];
const FOLDER_LABEL: &str = "com.docker.compose.project.working_dir";

/// The files that Compose looks for, first come first read.
pub const FILE_NAMES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/// A container's place in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'l> {
    /// Project.
    pub project: &'l str,
    /// Service.
    pub service: &'l str,
    /// Made by `compose run`, beside the service's own containers.
    pub one_off: bool,
    /// The folder of the project's file, as the Compose that made it saw it; empty if it did not say.
    pub folder: &'l str,
}

/// The place of a container with these labels; `None` if Compose did not make it. A container that someone runs from an
/// image built by Compose inherits the image's labels, and one who writes labels by hand leaves out what
/// Compose alone knows.
pub fn member(labels: &BTreeMap<String, String>) -> Option<Member<'_>> {
    let text = |key: &str| labels.get(key).map_or("", String::as_str);
    labels.get(NUMBER_LABEL)?;
    let is_digest = |hash: &&String| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    HASH_LABELS.iter().find_map(|label| labels.get(*label).filter(is_digest))?;
    Some(Member {
        project: labels.get(PROJECT_LABEL)?,
        service: labels.get(SERVICE_LABEL)?,
        one_off: text(ONE_OFF_LABEL).eq_ignore_ascii_case("true"),
        folder: text(FOLDER_LABEL),
    })
}

/// Whether labels say that a container is one of a project's, and Compose did not write them.
pub fn is_by_hand(labels: &BTreeMap<String, String>, project: &str) -> bool {
    labels.get(PROJECT_LABEL).is_some_and(|label| label == project)
        && labels.contains_key(NUMBER_LABEL)
        && member(labels).is_none()
}

/// The project that a network or volume with these labels is of; `None` if Compose did not make it.
pub fn project_of(labels: &BTreeMap<String, String>) -> Option<&str> {
    labels.get(VERSION_LABEL).and(labels.get(PROJECT_LABEL)).map(String::as_str)
}

/// The name that a project has unless someone gives it another: that of its folder, of letters, digits, `-` and `_` only.
pub fn default_project(folder: &str) -> String {
    let name = folder.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    let kept: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    kept.trim_start_matches(['-', '_']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| (format!("com.docker.compose.{key}"), (*value).to_owned())).collect()
    }

    #[test]
    fn only_what_compose_numbered_is_of_a_project() {
        let hash = ("config-hash", "d1eef65140ee500459a2934ec50132b76bc6aff3551da31e91681a389ba0098b");
        let written = [("project", "p"), ("service", "web"), ("container-number", "1"), ("oneoff", "False")];
        assert_eq!(member(&labels(&written)), None, "by hand");
        assert_eq!(member(&labels(&[&written[..], &[("config-hash", "x")]].concat())), None, "with a made-up hash");
        let by_compose = labels(&[&written[..], &[hash]].concat());
        assert_eq!(member(&by_compose), Some(Member { project: "p", service: "web", one_off: false, folder: "" }));
        let one_off = labels(&[&written[..3], &[("oneoff", "True"), hash]].concat());
        assert!(member(&one_off).is_some_and(|member| member.one_off));
        let of_built_image = labels(&[("project", "p"), ("service", "web"), ("version", "2.26.1")]);
        assert_eq!(member(&of_built_image), None);
    }

    #[test]
    fn only_what_compose_made_is_of_a_project() {
        assert_eq!(project_of(&labels(&[("project", "p"), ("network", "n"), ("version", "2.26.1")])), Some("p"));
        assert_eq!(project_of(&labels(&[("project", "p"), ("network", "n")])), None);
    }

    #[test]
    fn a_project_is_called_like_its_folder() {
        for (folder, name) in [
            ("/home/me/docker-101/10-compose", "10-compose"),
            ("10-compose/", "10-compose"),
            ("C:\\work\\10-compose", "10-compose"),
            ("My App.2", "myapp2"),
            ("_-x", "x"),
            ("", ""),
        ] {
            assert_eq!(default_project(folder), name, "{folder}");
        }
    }
}
