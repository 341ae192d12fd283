//! Registries as small servers on this machine: who is let in, what is told, and what no answer means.

use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;
use crate::probe::{Challenge, RegistryImage};

/// Path and credential of a request → status, headers, body.
type Answer = (u16, Vec<String>, String);

/// A server for this test; gives its host. Every answer ends its connection.
async fn serve(answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("127.0.0.1:{}", listener.local_addr().unwrap().port());
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = Arc::clone(&answer);
            tokio::spawn(async move {
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    if stream.read(&mut byte).await.unwrap_or(0) == 0 {
                        return;
                    }
                    request.push(byte[0]);
                }
                let request = String::from_utf8_lossy(&request).into_owned();
                let path = request.split(' ').nth(1).unwrap_or_default();
                let credential = request.lines().find_map(|line| {
                    let (name, value) = line.split_once(": ")?;
                    name.eq_ignore_ascii_case("authorization").then(|| value.to_owned())
                });
                let (status, headers, body) = answer(path, &credential.unwrap_or_default());
                let headers: String = headers.iter().flat_map(|header| [header.as_str(), "\r\n"]).collect();
                let length = body.len();
                let text = format!(
                    "HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
                );
                drop(stream.write_all(text.as_bytes()).await);
            });
        }
    });
    host
}

fn basic(user: &str, secret: &str) -> String {
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{user}:{secret}")))
}

fn manifest(config: &str) -> String {
    json!({ "schemaVersion": 2, "config": { "digest": format!("sha256:{config}") }, "layers": [] }).to_string()
}

/// What a registry with one image says to those whom it lets in.
fn contents(path: &str) -> Answer {
    let unknown = |code: &str| (404, vec![], json!({ "errors": [{ "code": code, "message": "none" }] }).to_string());
    match path {
        "/v2/" => (200, vec![], "{}".into()),
        "/v2/team/tool/manifests/1.0" => (200, vec![], manifest("aa11")),
        "/v2/team/tool/manifests/two" => {
            let platform = |os: &str, arch: &str| json!({ "os": os, "architecture": arch });
            let entry = |word: &str, platform| json!({ "digest": digest(&manifest(word)), "platform": platform });
            let list = json!({ "schemaVersion": 2, "manifests": [
                entry("aa11", platform("linux", "amd64")),
                entry("bb22", platform("linux", "arm64")),
                entry("cc33", platform("unknown", "unknown")),
            ]});
            (200, vec![], list.to_string())
        }
        path if path.ends_with(&digest(&manifest("aa11"))) => (200, vec![], manifest("aa11")),
        "/v2/team/tool/tags/list" => (200, vec![], json!({ "name": "team/tool", "tags": ["1.0", "two"] }).to_string()),
        path if path.ends_with("/tags/list") => unknown("NAME_UNKNOWN"),
        "/v2/team/tool/manifests/broken" => (500, vec![], "oops".into()),
        _ => unknown("MANIFEST_UNKNOWN"),
    }
}

fn digest(text: &str) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(text.as_bytes()).iter().fold("sha256:".to_owned(), |all, byte| format!("{all}{byte:02x}"))
}

/// One that asks for `learner` and `docker-101`.
async fn with_password() -> String {
    serve(|path, credential| {
        if credential == basic("learner", "docker-101") {
            return contents(path);
        }
        (401, vec!["www-authenticate: Basic realm=\"x\"".into()], String::new())
    })
    .await
}

/// One that sends everybody to a token server, which is itself.
async fn with_tokens() -> String {
    let realm = Arc::new(std::sync::OnceLock::<String>::new());
    let seen = Arc::clone(&realm);
    let host = serve(move |path, credential| {
        let realm = seen.get().cloned().unwrap_or_default();
        if path.starts_with("/token") {
            let known = credential == basic("you", "glpat");
            let token = json!({ "token": "let-me-in" }).to_string();
            return if known { (200, vec![], token) } else { (401, vec![], "{}".into()) };
        }
        if credential == "Bearer let-me-in" {
            return contents(path);
        }
        (401, vec![format!("www-authenticate: Bearer realm=\"http://{realm}/token\",service=\"x\"")], String::new())
    })
    .await;
    realm.set(host.clone()).unwrap();
    host
}

/// A scope whose configuration is this one.
fn scope(folder: &Path, config: &serde_json::Value) -> RegistryScope {
    std::fs::write(folder.join("config.json"), config.to_string()).unwrap();
    RegistryScope { configuration: Configuration::in_folder(folder), ..RegistryScope::new(true) }
}

fn stored(host: &str, user: &str, secret: &str) -> serde_json::Value {
    let auth = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{secret}"));
    json!({ "auths": { host: { "auth": auth } } })
}

async fn look(probe: Probe, scope: &RegistryScope) -> Seen {
    let snapshot = collect(&[probe.clone()].into(), scope).await;
    snapshot.get(&probe).unwrap().clone()
}

async fn image(reference: String, scope: &RegistryScope) -> Seen {
    look(Probe::RegistryImage { reference }, scope).await
}

async fn login(registry: &str, scope: &RegistryScope) -> LoginState {
    match look(Probe::Login { registry: registry.to_owned() }, scope).await {
        Seen::Present(Observation::Login(state)) => state,
        other => panic!("{other:?}"),
    }
}

const REFUSED: Seen = Seen::Present(Observation::Refused(Refusal::Unauthorized));

fn of_image(seen: Seen) -> RegistryImage {
    match seen {
        Seen::Present(Observation::RegistryImage(image)) => *image,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_registry_tells_how_it_asks_and_whether_it_knows_an_account() {
    let folder = tempfile::tempdir().unwrap();
    let (basic, bearer) = (with_password().await, with_tokens().await);
    let open = serve(|path, _| contents(path)).await;
    let account = |host: &str, user: &str, password: &str| Account {
        host: host.to_owned(),
        user: user.to_owned(),
        password: password.to_owned(),
    };
    let mut scope = scope(folder.path(), &json!({}));
    scope.accounts =
        vec![account(&basic, "learner", "docker-101"), account(&bearer, "you", "wrong"), account(&open, "a", "b")];
    for (host, status, auth, account) in [
        (&basic, 401, Challenge::Basic, Some(true)),
        (&bearer, 401, Challenge::Bearer, Some(false)),
        (&open, 200, Challenge::None, Some(true)),
    ] {
        let seen = look(Probe::Registry { host: host.clone() }, &scope).await;
        let expected = RegistryState { status, auth, account };
        assert_eq!(seen, Seen::Present(Observation::Registry(expected)), "{auth:?}");
    }
}

#[tokio::test]
async fn an_image_is_told_with_the_stored_credential_by_password_and_by_token() {
    let folder = tempfile::tempdir().unwrap();
    for (host, user, secret) in
        [(with_password().await, "learner", "docker-101"), (with_tokens().await, "you", "glpat")]
    {
        let right = scope(folder.path(), &stored(&host, user, secret));
        let told = of_image(image(format!("{host}/team/tool:1.0"), &right).await);
        assert_eq!((told.digest, told.config.as_str()), (digest(&manifest("aa11")), "aa11"));
        let two = of_image(image(format!("{host}/team/tool:two"), &right).await);
        let platforms: Vec<(&str, &str)> =
            two.platforms.iter().map(|one| (one.platform.as_str(), one.config.as_str())).collect();
        // The second was never pushed, the third is no image.
        assert_eq!(platforms, [("linux/amd64", "aa11"), ("linux/arm64", "")]);
        assert!(two.is("aa11", &[]) && !two.is("bb22", &[]));
        assert_eq!(image(format!("{host}/team/tool:2.0"), &right).await, Seen::Absent);
        let tags = look(Probe::RegistryTags { repository: format!("{host}/team/tool") }, &right).await;
        assert_eq!(tags, Seen::Present(Observation::RegistryTags(vec!["1.0".into(), "two".into()])));
        assert_eq!(look(Probe::RegistryTags { repository: format!("{host}/team/x") }, &right).await, Seen::Absent);
        let broken = image(format!("{host}/team/tool:broken"), &right).await;
        assert!(matches!(broken, Seen::Unknown(Unseen { cause: Cause::Registry, .. })), "{broken:?}");
        let wrong = scope(folder.path(), &stored(&host, user, "wrong"));
        assert_eq!(image(format!("{host}/team/tool:1.0"), &wrong).await, REFUSED);
        let none = scope(folder.path(), &json!({}));
        assert_eq!(image(format!("{host}/team/tool:1.0"), &none).await, REFUSED);
        let account = Account { host: host.clone(), user: user.into(), password: secret.into() };
        let of_course = RegistryScope { accounts: vec![account], ..wrong };
        of_image(image(format!("{host}/team/tool:1.0"), &of_course).await);
    }
}

#[tokio::test]
async fn a_login_is_told_without_its_secret() {
    let folder = tempfile::tempdir().unwrap();
    for (host, user, secret) in
        [(with_password().await, "learner", "docker-101"), (with_tokens().await, "you", "glpat")]
    {
        let right = login(&host, &scope(folder.path(), &stored(&host, user, secret))).await;
        assert_eq!((right.stored, right.works, right.user.as_str(), right.helper), (true, true, user, false));
        let wrong = login(&host, &scope(folder.path(), &stored(&host, user, "wrong"))).await;
        assert_eq!((wrong.stored, wrong.works), (true, false));
        let with_scheme = scope(folder.path(), &stored(&format!("http://{host}"), user, secret));
        assert!(login(&host, &with_scheme).await.works);
        for elsewhere in ["localhost:1", "registry.example"] {
            let other = login(&host, &scope(folder.path(), &stored(elsewhere, user, secret))).await;
            let others = if elsewhere == "localhost:1" { vec![elsewhere.to_owned()] } else { Vec::new() };
            assert_eq!((other.stored, other.works, other.others), (false, false, others));
        }
        assert!(!login(&host, &scope(folder.path(), &json!({ "auths": { &host: {} } }))).await.stored);
        let everything = format!("{right:?} {}", serde_json::to_string(&right).unwrap());
        assert!(!everything.contains(secret), "{everything}");
    }
}

#[tokio::test]
async fn silence_is_the_learners_on_this_machine_and_a_look_in_vain_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let host = format!("localhost:{free}");
    let here = scope(folder.path(), &stored(&host, "learner", "docker-101"));
    let reference = format!("{host}/team/tool:1.0");
    assert_eq!(image(reference.clone(), &here).await, Seen::Present(Observation::Refused(Refusal::Down)));
    assert_eq!(look(Probe::Registry { host: host.clone() }, &here).await, Seen::Absent);
    let down = login(&host, &here).await;
    assert_eq!((down.stored, down.works, down.failure.as_str()), (true, false, "down"));
    let far = RegistryScope { engine_is_here: false, ..here.clone() };
    let unseen = |seen: &Seen| matches!(seen, Seen::Unknown(Unseen { cause: Cause::Registry, .. }));
    assert!(unseen(&image(reference, &far).await));
    assert!(unseen(&look(Probe::Registry { host: host.clone() }, &far).await));
    assert!(unseen(&look(Probe::Login { registry: host }, &far).await));
    assert!(unseen(&image("registry.invalid/team/tool:1.0".into(), &here).await));
}

#[tokio::test]
async fn one_that_never_answers_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("127.0.0.1:{}", listener.local_addr().unwrap().port());
    let scope = RegistryScope { deadline: Duration::from_millis(200), ..scope(folder.path(), &json!({})) };
    let seen = look(Probe::Registry { host }, &scope).await;
    assert!(matches!(seen, Seen::Unknown(Unseen { cause: Cause::Registry, .. })), "{seen:?}");
}

#[tokio::test]
async fn a_configuration_that_cannot_be_read_is_no_configuration_without_login() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.json"), "{ no json").unwrap();
    let scope = RegistryScope { configuration: Configuration::in_folder(folder.path()), ..RegistryScope::new(true) };
    let seen = look(Probe::Login { registry: "localhost:1".into() }, &scope).await;
    assert!(matches!(seen, Seen::Unknown(Unseen { cause: Cause::Unreadable, .. })), "{seen:?}");
    let none = RegistryScope {
        configuration: Configuration::in_folder(&folder.path().join("nowhere")),
        ..RegistryScope::new(true)
    };
    assert!(!login("localhost:1", &none).await.stored);
}
