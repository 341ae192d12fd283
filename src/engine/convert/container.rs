//! `GET /containers/NAME/json` and the lines of `GET /containers/json`.

use jiff::Timestamp;
use serde_json::Value;

use super::{anonymous, entries, flag, id, items, map, ports, seconds, text, texts, time};
use crate::probe::{Attachment, ContainerState, ContainerSummary, Health, Mount, MountKind, PortMapping, RunState};

/// An inspected container.
pub(in crate::engine) fn container(inspect: Value) -> ContainerState {
    let it = &inspect;
    let state = state(&text(it, "/State/Status"), it);
    let error = text(it, "/State/Error");
    let mut command = texts(it, "/Path");
    command.extend(texts(it, "/Args"));
    ContainerState {
        id: id(it, "/Id"),
        name: text(it, "/Name").trim_start_matches('/').to_owned(),
        image: text(it, "/Config/Image"),
        image_id: Some(id(it, "/Image")).filter(|id| !id.is_empty()),
        created: time(it, "/Created").unwrap_or(Timestamp::UNIX_EPOCH),
        started_at: time(it, "/State/StartedAt"),
        finished_at: time(it, "/State/FinishedAt"),
        state,
        exit_code: exit_code(it, state, &error),
        error,
        command,
        cmd: texts(it, "/Config/Cmd"),
        entrypoint: texts(it, "/Config/Entrypoint"),
        env: texts(it, "/Config/Env"),
        labels: map(it, "/Config/Labels"),
        user: text(it, "/Config/User"),
        workdir: text(it, "/Config/WorkingDir"),
        init: flag(it, "/HostConfig/Init"),
        auto_remove: flag(it, "/HostConfig/AutoRemove"),
        tty: flag(it, "/Config/Tty"),
        interactive: flag(it, "/Config/OpenStdin"),
        network_mode: network_mode(&text(it, "/HostConfig/NetworkMode")),
        networks: attachments(it),
        ports: mappings(it),
        exposed: ports(
            ["/Config/ExposedPorts", "/HostConfig/PortBindings", "/NetworkSettings/Ports"]
                .iter()
                .flat_map(|pointer| entries(it, pointer))
                .map(|(key, _)| key),
        ),
        publish_all: flag(it, "/HostConfig/PublishAllPorts"),
        mounts: mounts(it),
        health: health(it),
        restart: Some(text(it, "/HostConfig/RestartPolicy/Name")).filter(|n| !n.is_empty()).unwrap_or("no".into()),
        signals: Vec::new(),
        execs: Vec::new(),
        inspect,
    }
}

/// A line of a list of containers.
pub(in crate::engine) fn summary(line: &Value) -> ContainerSummary {
    let names = texts(line, "/Names");
    // Links add names below the linking container: `/other/alias`.
    let name = names.iter().find(|name| !name.trim_start_matches('/').contains('/')).or(names.first());
    ContainerSummary {
        id: id(line, "/Id"),
        name: name.map(|name| name.trim_start_matches('/').to_owned()).unwrap_or_default(),
        image: text(line, "/Image"),
        image_id: id(line, "/ImageID"),
        created: seconds(line, "/Created"),
        state: state(&text(line, "/State"), &Value::Null),
        labels: map(line, "/Labels"),
    }
}

/// The state word; those of podman's that docker lacks mean the nearest one.
fn state(word: &str, inspect: &Value) -> RunState {
    match word {
        "created" | "configured" | "initialized" => RunState::Created,
        "running" | "stopping" => RunState::Running,
        "paused" => RunState::Paused,
        "restarting" => RunState::Restarting,
        "removing" => RunState::Removing,
        "dead" => RunState::Dead,
        "exited" | "stopped" => RunState::Exited,
        _ if flag(inspect, "/State/Running") => RunState::Running,
        _ => RunState::Exited,
    }
}

/// The code of the last run. A container whose process could not be started stays `created`, with an error and a code.
fn exit_code(inspect: &Value, state: RunState, error: &str) -> Option<i64> {
    let code = inspect.pointer("/State/ExitCode")?.as_i64()?;
    match state {
        RunState::Running | RunState::Paused | RunState::Removed => None,
        RunState::Created => (code != 0 || !error.is_empty()).then_some(code),
        RunState::Exited | RunState::Dead | RunState::Restarting | RunState::Removing => Some(code),
    }
}

fn network_mode(mode: &str) -> String {
    if mode.is_empty() || mode == "default" { "bridge" } else { mode }.to_owned()
}

fn attachments(inspect: &Value) -> Vec<Attachment> {
    let id = id(inspect, "/Id");
    entries(inspect, "/NetworkSettings/Networks")
        .into_iter()
        .map(|(name, it)| Attachment {
            name: name.to_owned(),
            // Engines before API 1.45, and podman, add the short id of their own accord.
            aliases: texts(it, "/Aliases").into_iter().filter(|a| a.len() != 12 || !id.starts_with(a)).collect(),
            ip: text(it, "/IPAddress"),
            gateway: text(it, "/Gateway"),
        })
        .collect()
}

/// Published ports: as they are while it runs, as they were asked for otherwise.
fn mappings(inspect: &Value) -> Vec<PortMapping> {
    let live = entries(inspect, "/NetworkSettings/Ports");
    let asked = entries(inspect, "/HostConfig/PortBindings");
    let is_live = live.iter().any(|(_, bindings)| bindings.as_array().is_some_and(|all| !all.is_empty()));
    let mut mappings: Vec<PortMapping> = Vec::new();
    for (key, bindings) in if is_live { live } else { asked.clone() } {
        let Some((container, protocol)) = container_port(key) else { continue };
        let wanted: Vec<u16> = asked
            .iter()
            .filter(|(other, _)| *other == key)
            .flat_map(|(_, bindings)| items(bindings, ""))
            .map(|binding| text(binding, "/HostPort").parse().unwrap_or(0))
            .collect();
        let bindings = items(bindings, "");
        let has_ipv4 = bindings.iter().any(|binding| matches!(text(binding, "/HostIp").as_str(), "" | "0.0.0.0"));
        for binding in bindings {
            let host_ip = match text(binding, "/HostIp").as_str() {
                "::" if has_ipv4 => continue,
                "" | "0.0.0.0" | "::" => String::new(),
                other => other.to_owned(),
            };
            let host = text(binding, "/HostPort").parse().unwrap_or(0);
            let random = host == 0 || !wanted.contains(&host);
            let mapping = PortMapping { host, container, protocol: protocol.to_owned(), host_ip, random };
            if !mappings.contains(&mapping) {
                mappings.push(mapping);
            }
        }
    }
    mappings.sort_by(|a, b| (a.container, &a.protocol, a.host).cmp(&(b.container, &b.protocol, b.host)));
    mappings
}

fn container_port(key: &str) -> Option<(u16, &str)> {
    let (port, protocol) = key.split_once('/').unwrap_or((key, "tcp"));
    Some((port.parse().ok()?, protocol))
}

fn mounts(inspect: &Value) -> Vec<Mount> {
    let listed = items(inspect, "/Mounts").iter().map(|it| {
        let name = text(it, "/Name");
        let kind = match text(it, "/Type").as_str() {
            "bind" => MountKind::Bind,
            "tmpfs" => MountKind::Tmpfs,
            "" if name.is_empty() => MountKind::Bind,
            "volume" | "" => MountKind::Volume,
            _ => MountKind::Other,
        };
        Mount {
            kind,
            anonymous: kind == MountKind::Volume && anonymous(&name),
            name: if kind == MountKind::Bind { String::new() } else { name },
            source: text(it, "/Source"),
            destination: text(it, "/Destination"),
            read_only: !it.pointer("/RW").and_then(Value::as_bool).unwrap_or(true),
        }
    });
    let mut mounts: Vec<Mount> = listed.collect();
    // `--tmpfs` is not among the mounts.
    for (destination, options) in entries(inspect, "/HostConfig/Tmpfs") {
        if mounts.iter().all(|mount| mount.destination != destination) {
            mounts.push(Mount {
                kind: MountKind::Tmpfs,
                name: String::new(),
                anonymous: false,
                source: String::new(),
                destination: destination.to_owned(),
                read_only: options.as_str().is_some_and(|options| options.split(',').any(|option| option == "ro")),
            });
        }
    }
    mounts.sort_by(|a, b| a.destination.cmp(&b.destination));
    mounts
}

fn health(inspect: &Value) -> Health {
    let status = text(inspect, "/State/Health/Status");
    // Podman once called it otherwise.
    match if status.is_empty() { text(inspect, "/State/Healthcheck/Status") } else { status }.as_str() {
        "starting" => Health::Starting,
        "healthy" => Health::Healthy,
        "unhealthy" => Health::Unhealthy,
        _ => Health::None,
    }
}
