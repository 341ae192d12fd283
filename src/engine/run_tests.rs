use super::*;

#[test]
fn a_failed_start_keeps_the_words_about_the_process() {
    let words = "failed to create shim task: OCI runtime create failed: runc create failed: unable to start \
                 container process: exec: \"/app/sleep.sh\": permission denied: unknown";
    assert_eq!(process_trouble(words), "exec: \"/app/sleep.sh\": permission denied");
    assert_eq!(process_trouble("no command specified"), "no command specified");
}

#[test]
fn a_text_is_replaced_where_it_stands_by_itself() {
    for (text, expected, count) in [
        ("sleep 30\n", "sleep 0.3\n", 1),
        ("sleep 30s", "sleep 0.3s", 1),
        ("sleep \"30\"; echo 30", "sleep \"0.3\"; echo 0.3", 2),
        ("NAP=30 sleep $NAP", "NAP=0.3 sleep $NAP", 1),
        ("sleep 300", "sleep 300", 0),
        ("sleep 130", "sleep 130", 0),
        ("sleep 30.5", "sleep 30.5", 0),
        ("sleep 0.30", "sleep 0.30", 0),
        ("sleep $((15*2))", "sleep $((15*2))", 0),
    ] {
        assert_eq!(replaced(text, "30", "0.3"), (expected.to_owned(), count), "{text}");
    }
}

#[test]
fn a_run_in_full_counts_in_proportion() {
    let spec = RunSpec { replace: [("30".to_owned(), "0.3".to_owned())].into(), ..RunSpec::of("alpine") };
    let full = RunOutcome { took: Some(30_100), pause: Some(30_000), ..RunOutcome::default() };
    let outcome = in_proportion(full, &spec);
    assert_eq!((outcome.took, outcome.pause), (Some(301), Some(300)));
}
