use super::*;

#[test]
fn connections_leave_files_for_everything_else() {
    for (files, connections) in [
        (Some(0), 1),
        (Some(1), 1),
        (Some(64), 32), // half, where 64 would leave none
        (Some(128), 64),
        (Some(1024), 960),
        (Some(5064), 5000),
        (Some(1_048_576), 5000),
        (None, 5000),
    ] {
        assert_eq!(connections_for(files), connections, "{files:?} files");
    }
}

#[test]
fn the_soft_limit_is_only_ever_raised() {
    assert_eq!(raised(Some(1024), Some(524_288)), Some(5064));
    assert_eq!(raised(Some(1024), None), Some(5064));
    assert_eq!(raised(Some(64), Some(64)), Some(64));
    assert_eq!(raised(Some(20_000), Some(20_000)), Some(20_000));
    assert_eq!(raised(None, None), None);
}

#[test]
fn the_longest_heads_of_all_connections_fit_into_the_memory_of_the_unit() {
    let mut unit = include_str!("../../../deploy/keikaku.service").lines();
    let granted = unit.find_map(|line| line.strip_prefix("MemoryHigh=")?.strip_suffix('M')).unwrap();
    let (site, rest) = (40 << 20, 16 << 10); // measured: 20 MiB with all answers, 14 KiB beside a head
    let worst = site + CONNECTIONS_AT_MOST * (Limits::default().max_head_bytes as u64 + rest);
    assert!(worst >> 20 < granted.parse().unwrap(), "{} MiB", worst >> 20);
}
