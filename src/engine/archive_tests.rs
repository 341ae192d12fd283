//! Archives as engines send them.

use super::*;

fn archive(entries: &[(&str, tar::EntryType, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, kind, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(*kind);
        header.set_mode(0o755);
        header.set_uid(1000);
        if *kind == tar::EntryType::Symlink {
            header.set_size(0);
            builder.append_link(&mut header, path, content).unwrap();
        } else {
            header.set_size(content.len() as u64);
            builder.append_data(&mut header, path, content.as_bytes()).unwrap();
        }
    }
    builder.into_inner().unwrap()
}

fn state(entries: &[(&str, tar::EntryType, &str)], path: &str) -> FileState {
    match first(&archive(entries)[..], path).unwrap() {
        Entry::State(state) | Entry::Link { state, .. } => *state,
    }
}

#[test]
fn a_file_has_mode_owner_and_content() {
    let state = state(&[("run.sh", tar::EntryType::Regular, "#!/bin/sh\necho\n")], "/run.sh");
    assert_eq!((state.kind, state.mode, state.uid, state.executable), (FileKind::File, 0o755, 1000, true));
    assert_eq!(state.lines, ["#!/bin/sh", "echo"]);
}

#[test]
fn a_folder_lists_its_first_level_only() {
    let entries = [
        ("d/", tar::EntryType::Directory, ""),
        ("d/sub/", tar::EntryType::Directory, ""),
        ("d/sub/deep", tar::EntryType::Regular, "x"),
        ("d/file", tar::EntryType::Regular, "y"),
    ];
    let state = state(&entries, "/d");
    assert_eq!((state.kind, state.entries), (FileKind::Folder, vec!["file".to_owned(), "sub".to_owned()]));
}

#[test]
fn a_link_says_where_it_leads() {
    let bytes = archive(&[("l", tar::EntryType::Symlink, "../b/./c")]);
    let Entry::Link { target, .. } = first(&bytes[..], "/a/x/l").unwrap() else { panic!() };
    assert_eq!(target, "/a/b/c");
    assert_eq!(resolved("/a/l", "/etc/x"), "/etc/x");
    assert_eq!(resolved("/l", "../../x"), "/x");
}

#[test]
fn a_pipe_is_something_else_and_an_archive_cut_short_is_no_answer() {
    assert_eq!(state(&[("p", tar::EntryType::Fifo, "")], "/p").kind, FileKind::Other);
    assert!(first(&b""[..], "/x").is_err());
    let whole = archive(&[("f", tar::EntryType::Regular, "0123456789")]);
    assert!(first(&whole[..515], "/f").is_err());
}
