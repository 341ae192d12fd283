//! Docker's configuration of a proof: the process's own, without any login, in a folder that nobody else has.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::commands::Services;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::registry::Configuration;

/// What is not taken over: logins, and which engine is meant, which the proof says itself.
const LEFT_OUT: [&str; 4] = ["auths", "credsStore", "credHelpers", "currentContext"];

/// Makes the folder; gives its path.
pub(super) fn make(parent: &Path) -> Result<PathBuf, CommandError> {
    let folder = parent.join("docker-config");
    let own = Configuration::of_process().file().map(Path::to_path_buf);
    let text = own.as_ref().and_then(|file| std::fs::read(file).ok());
    let mut config: Map<String, Value> = text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    for name in LEFT_OUT {
        config.remove(name);
    }
    // Compose and buildx are found where they are.
    let plugins = own.as_ref().and_then(|file| Some(file.parent()?.join("cli-plugins")));
    let mut extra = config.get("cliPluginsExtraDirs").and_then(Value::as_array).cloned().unwrap_or_default();
    extra.extend(plugins.filter(|folder| folder.is_dir()).map(|folder| json!(folder)));
    config.insert("cliPluginsExtraDirs".to_owned(), Value::Array(extra));
    let written = std::fs::create_dir_all(&folder).and_then(|()| write(&folder, &config));
    written.map_err(|error| CommandError::new(Exit::Progress, error))?;
    Ok(folder)
}

/// Takes every login out again that attempts have left.
pub(super) fn forget_logins(services: &Services) -> Result<(), CommandError> {
    let Some(folder) = &services.docker_config else { return Ok(()) };
    let text = std::fs::read(folder.join("config.json")).unwrap_or_default();
    let mut config: Map<String, Value> = serde_json::from_slice(&text).unwrap_or_default();
    config.remove("auths");
    write(folder, &config).map_err(|error| CommandError::new(Exit::Progress, error))
}

fn write(folder: &Path, config: &Map<String, Value>) -> std::io::Result<()> {
    std::fs::write(folder.join("config.json"), serde_json::to_vec_pretty(config)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_begins_without_a_login_and_finds_the_plugins() {
        let folder = tempfile::tempdir().unwrap();
        let made = make(folder.path()).unwrap();
        let config: Value = serde_json::from_slice(&std::fs::read(made.join("config.json")).unwrap()).unwrap();
        assert!(config.get("auths").is_none() && config["cliPluginsExtraDirs"].is_array(), "{config}");
    }
}
