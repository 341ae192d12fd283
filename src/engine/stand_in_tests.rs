//! Plans of stand-ins, against the programs of this machine.

use super::*;

fn program(to: &str, from: &[&str]) -> Program {
    let from = from.iter().map(|from| (*from).to_owned()).collect();
    Program { to: to.into(), from, package: "coreutils".into(), applets: false }
}

fn paths(plan: &StandInPlan) -> Vec<String> {
    let mut bytes = Vec::new();
    plan.write(&mut bytes).unwrap();
    let mut archive = tar::Archive::new(&bytes[..]);
    archive.entries().unwrap().map(|entry| entry.unwrap().path().unwrap().display().to_string()).collect()
}

#[test]
fn a_plan_has_programs_with_their_libraries_files_links_and_folders() {
    let stand_in = StandIn {
        programs: vec![program("/bin/env", &["/no/such/env", "env"])],
        links: [("/bin/sh".to_owned(), "env".to_owned())].into(),
        files: [("/etc/passwd".to_owned(), "root:x:0:0::/:/bin/sh\n".to_owned())].into(),
        scripts: [("/entrypoint.sh".to_owned(), "#!/bin/sh\n".to_owned())].into(),
        folders: [("/tmp".to_owned(), 0o1777)].into(),
        owners: [("/home/node".to_owned(), 1000)].into(),
        ..StandIn::default()
    };
    let plan = StandInPlan::new(&stand_in, "/usr/bin:/bin");
    assert_eq!(plan.missing, []);
    let paths = paths(&plan);
    for path in ["bin/", "bin/env", "bin/sh", "entrypoint.sh", "etc/passwd", "home/node/", "tmp/"] {
        assert!(paths.contains(&path.to_owned()), "{path}: {paths:?}");
    }
    assert!(paths.iter().any(|path| path.contains("libc.so")), "{paths:?}");
    assert_eq!((plan.nodes["tmp"].mode, plan.nodes["home/node"].owner), (0o1777, 1000));
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let stand_in = StandIn { programs: vec![program("/bin/env", &["env"])], ..StandIn::default() };
    let bytes = || {
        let mut bytes = Vec::new();
        StandInPlan::new(&stand_in, "/usr/bin:/bin").write(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn what_this_machine_lacks_is_told_with_its_package() {
    let stand_in = StandIn { programs: vec![program("/bin/x", &["no-such-program-x"])], ..StandIn::default() };
    let missing = StandInPlan::new(&stand_in, "/usr/bin").missing;
    assert_eq!(missing, [Missing { program: "/bin/x".into(), package: "coreutils".into() }]);
}
