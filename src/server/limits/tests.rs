use super::*;

#[test]
fn connections_leave_files_for_everything_else() {
    for (files, connections) in [
        (Some(0), 1),
        (Some(1), 1),
        (Some(64), 32), // half, where 64 would leave none
        (Some(128), 64),
        (Some(1024), 960),
        (Some(8256), 8192),
        (Some(1_048_576), 8192),
        (None, 8192),
    ] {
        assert_eq!(connections_for(files), connections, "{files:?} files");
    }
}

#[test]
fn the_soft_limit_is_only_ever_raised() {
    assert_eq!(raised(Some(1024), Some(524_288)), Some(8256));
    assert_eq!(raised(Some(1024), None), Some(8256));
    assert_eq!(raised(Some(64), Some(64)), Some(64));
    assert_eq!(raised(Some(20_000), Some(20_000)), Some(20_000));
    assert_eq!(raised(None, None), None);
}
