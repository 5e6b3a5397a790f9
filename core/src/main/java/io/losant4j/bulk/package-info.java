/**
 * Many devices, at the pace that Losant allows: {@link io.losant4j.bulk.StateWriter} and
 * the things it speaks of, and {@link io.losant4j.bulk.BulkUpdates changes and commands}
 * with an outcome for each.
 *
 * <p>
 * A writer is one drain loop on a Reactor worker: what sources, subscribers, answers and
 * timers report runs there one after the other, so what it touches needs no lock. Each
 * device with something to send has a lane, a queue with at most one call under way,
 * which keeps its order; lanes take turns for as many calls at once as
 * {@code Concurrency} allows. It is not a {@code groupBy} of {@code buffer}s: groups that
 * are never few enough for their consumers stall it, idle ones stay for ever, and neither
 * a call that is split in two nor a pace that several writers share fits in between.
 *
 * <p>
 * Losant counts a call when it arrives, which is known only to be between its start and
 * its end. {@code CallWindow} therefore counts it from its start until 15 seconds after
 * its end, and a little more, so that no 15 seconds at Losant see more than 30 calls of
 * the client's writers. This costs a share of the pace that is the time of one call in 15
 * seconds. And since a device has one call at a time, 30 of them fit into 15 seconds only
 * while a call takes up to 0.5 seconds: nine tenths of the pace hold up to about 0.55.
 *
 * <p>
 * Every state is stamped before it is sent, so it can be sent again whatever happened to
 * it, and is stored once.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.bulk;
