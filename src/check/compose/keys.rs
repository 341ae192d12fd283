//! Keys that Compose knows, for telling a slip from a new one.

pub(super) const TOP_KEYS: [&str; 9] =
    ["version", "name", "services", "networks", "volumes", "configs", "secrets", "include", "models"];

pub(super) const CONDITIONS: [&str; 3] = ["service_started", "service_healthy", "service_completed_successfully"];

pub(super) const HEALTH_KEYS: [&str; 7] =
    ["test", "interval", "timeout", "retries", "start_period", "start_interval", "disable"];

pub(super) const ATTACHMENT_KEYS: [&str; 9] = [
    "aliases",
    "interface_name",
    "ipv4_address",
    "ipv6_address",
    "link_local_ips",
    "mac_address",
    "driver_opts",
    "priority",
    "gw_priority",
];

/// Keys of a service whose misspellings are told. Others are let through.
pub(super) const SERVICE_KEYS: [&str; 50] = [
    "annotations",
    "attach",
    "build",
    "cap_add",
    "cap_drop",
    "command",
    "configs",
    "container_name",
    "cpus",
    "depends_on",
    "deploy",
    "develop",
    "devices",
    "dns",
    "domainname",
    "entrypoint",
    "env_file",
    "environment",
    "expose",
    "extends",
    "external_links",
    "extra_hosts",
    "healthcheck",
    "hostname",
    "image",
    "init",
    "labels",
    "links",
    "logging",
    "mem_limit",
    "network_mode",
    "networks",
    "pid",
    "platform",
    "ports",
    "privileged",
    "profiles",
    "provider",
    "pull_policy",
    "read_only",
    "restart",
    "scale",
    "secrets",
    "security_opt",
    "stdin_open",
    "stop_grace_period",
    "stop_signal",
    "tmpfs",
    "tty",
    "volumes",
];
const MORE_SERVICE_KEYS: [&str; 5] = ["user", "working_dir", "sysctls", "ulimits", "volumes_from"];

/// Whether Compose knows this key of a service.
pub(super) fn is_service_key(key: &str) -> bool {
    SERVICE_KEYS.contains(&key) || MORE_SERVICE_KEYS.contains(&key)
}
