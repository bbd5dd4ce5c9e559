//! **How do two processors share work that must keep its order?** One works a few items ahead of the other.
//!
//! In → Out: items, and what is to be made of each by itself → what was made, in the order of the items.
//!
//! Never: lets the result depend on which of the two was faster.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// How many items are handed over together: each time one of the two threads may have to be woken.
const TOGETHER: usize = 16;
/// How many such groups are on their way at a time.
const AHEAD: usize = 4;

/// Items on their way through the other thread.
pub(crate) struct Ahead<I, O> {
    /// The group that is not yet full.
    group: Vec<I>,
    groups: SyncSender<Vec<I>>,
    made: Receiver<Vec<O>>,
    under_way: usize,
}

/// Why sending and receiving cannot fail.
const ALIVE: &str = "the other thread works until this one has sent everything";

impl<I, O> Ahead<I, O> {
    /// Hands an item in, and takes what was made of earlier ones where enough are under way.
    pub(crate) fn push<E>(&mut self, item: I, take: impl FnMut(O) -> Result<(), E>) -> Result<(), E> {
        self.group.push(item);
        if self.group.len() < TOGETHER {
            return Ok(());
        }
        self.send();
        if self.under_way < AHEAD { Ok(()) } else { self.next(take) }
    }

    /// Takes what was made of the items that are still under way.
    pub(crate) fn finish<E>(&mut self, mut take: impl FnMut(O) -> Result<(), E>) -> Result<(), E> {
        self.send();
        while self.under_way > 0 {
            self.next(&mut take)?;
        }
        Ok(())
    }

    fn send(&mut self) {
        self.groups.send(std::mem::take(&mut self.group)).expect(ALIVE);
        self.under_way += 1;
    }

    fn next<E>(&mut self, take: impl FnMut(O) -> Result<(), E>) -> Result<(), E> {
        self.under_way -= 1;
        self.made.recv().expect(ALIVE).into_iter().try_for_each(take)
    }
}

/// Makes something of items on another thread, while `drive` hands them in and takes what was made.
pub(crate) fn ahead<I: Send, O: Send, R>(make: impl Fn(I) -> O + Send, drive: impl FnOnce(&mut Ahead<I, O>) -> R) -> R {
    std::thread::scope(|scope| {
        let (groups, to_make) = sync_channel::<Vec<I>>(AHEAD);
        let (ready, made) = sync_channel::<Vec<O>>(AHEAD);
        scope.spawn(move || {
            for group in to_make {
                // Whoever stops at a mistake takes no more.
                if ready.send(group.into_iter().map(&make).collect()).is_err() {
                    break;
                }
            }
        });
        drive(&mut Ahead { group: Vec::new(), groups, made, under_way: 0 })
    })
}

#[cfg(test)]
mod tests {
    use super::ahead;

    #[test]
    fn what_was_made_comes_in_the_order_of_the_items() {
        for count in [0usize, 1, 15, 16, 17, 63, 64, 65, 1000] {
            let mut taken = Vec::new();
            let mut take = |made: usize| -> Result<(), ()> {
                taken.push(made);
                Ok(())
            };
            let double = |n: usize| n * 2;
            ahead(double, |under_way| {
                (0..count).try_for_each(|n| under_way.push(n, &mut take))?;
                under_way.finish(&mut take)
            })
            .unwrap();
            assert_eq!(taken, (0..count).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_mistake_ends_the_work() {
        let ended =
            ahead(|n: u32| n, |under_way| (0..500).try_for_each(|n| under_way.push(n, |made| if made < 9 { Ok(()) } else { Err(made) })));
        assert_eq!(ended, Err(9));
    }
}
