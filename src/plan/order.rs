//! Places in lists: how things are put in order, and how one leads to another.

use std::collections::HashMap;
use std::hash::Hash;

use super::Group;
use super::number::Natural;

pub(super) fn index<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    keys.enumerate().map(|(place, key)| (key, place)).collect()
}

/// Puts things in another order: where `order[new] == old`. Gives the new place of each old one.
pub(super) fn reorder<T>(things: &mut Vec<T>, order: &[usize]) -> Vec<usize> {
    let mut new_places = vec![0; things.len()];
    order.iter().enumerate().for_each(|(new, old)| new_places[*old] = new);
    let mut slots: Vec<Option<T>> = std::mem::take(things).into_iter().map(Some).collect();
    things.extend(order.iter().filter_map(|old| slots[*old].take()));
    new_places
}

/// The places from one to the root, each the parent of the one before it. Ends even where they form a circle.
pub(super) fn chain<T>(
    things: &[T],
    from: Option<usize>,
    parent: impl Fn(&T) -> Option<usize>,
) -> impl Iterator<Item = usize> {
    let next = move |place: &usize| parent(&things[*place]).filter(|place| *place < things.len());
    std::iter::successors(from.filter(|place| *place < things.len()), next).take(things.len())
}

/// The places of groups in the document's order: by number below each parent, each before those below it.
pub(super) fn document_order(groups: &[Group]) -> Vec<usize> {
    let levels = groups.iter().map(|group| group.level + 1).max().unwrap_or_default();
    // Each group's path of ranks: those of the groups above it, then its own.
    let mut paths: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for level in 0..levels {
        let places: Vec<usize> = (0..groups.len()).filter(|place| groups[*place].level == level).collect();
        let keys = Natural::of(places.iter().map(|place| &groups[*place].number));
        let mut order: Vec<(Natural, usize)> = keys.into_iter().zip(places).collect();
        order.sort();
        for (rank, (_, place)) in order.into_iter().enumerate() {
            let above = groups[place].parent.and_then(|parent| paths.get(parent).cloned());
            paths[place] = above.unwrap_or_default();
            paths[place].push(rank);
        }
    }
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|a, b| paths[*a].cmp(&paths[*b]));
    order
}
