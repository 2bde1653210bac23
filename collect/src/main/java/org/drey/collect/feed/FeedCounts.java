package org.drey.collect.feed;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a feed since its start. What was read is sent, filtered, repeated, refused or lost,
 * or its source holds it; the rest is pending. Thread-safe.
 */
public final class FeedCounts {
  private final LongAdder read = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder filtered = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder held = new LongAdder();
  private final Map<RefusalReason, LongAdder> refused = adders(RefusalReason.class);
  private final Map<LossReason, LongAdder> lost = adders(LossReason.class);
  private final AcknowledgedTime settled = new AcknowledgedTime();
  private volatile Instant lastRead = Instant.EPOCH;
  private volatile @Nullable Supplier<String> place;
  private volatile @Nullable Consumer<String> refusals;

  /** Nothing yet. */
  public FeedCounts() {}

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> constants) {
    Map<E, LongAdder> adders = new EnumMap<>(constants);
    for (E one : constants.getEnumConstants()) {
      adders.put(one, new LongAdder());
    }
    return adders;
  }

  /** Counts one that was read. */
  public void read(Instant at) {
    read.increment();
    lastRead = at;
  }

  /** Counts one that is of no interest, such as a message between resolvers. */
  public void filtered() {
    filtered.increment();
  }

  /** Counts one that was read before, and needs no event again. */
  public void repeated() {
    repeated.increment();
  }

  /**
   * Counts what a source holds, for it may still change.
   *
   * @param more how many are held from now on; negative before they are let go
   */
  public void held(int more) {
    held.add(more);
  }

  /** Counts one that becomes no record, and says where it is. */
  public void refused(RefusalReason reason) {
    Objects.requireNonNull(refused.get(reason)).increment();
    Supplier<String> at = place;
    Consumer<String> say = refusals;
    if (at != null && say != null) {
      say.accept(at.get() + " is refused: " + reason.word());
    }
  }

  /** Says of each refusal of a source that names its places where it was, and nothing of it. */
  public void sayRefusals(Consumer<String> say) {
    refusals = say;
  }

  /**
   * Names what is refused from now on.
   *
   * @param at the place of what is read, in a source that one thread reads
   */
  public void readsAt(Supplier<String> at) {
    place = at;
  }

  /** Counts one that the brokers have. */
  void sent() {
    sent.increment();
  }

  /** Counts one that the brokers may not have. */
  void lost(LossReason reason) {
    Objects.requireNonNull(lost.get(reason)).increment();
  }

  /** Returns the time up to which nothing is pending. */
  public AcknowledgedTime settled() {
    return settled;
  }

  /** Returns the counts now. */
  public FeedSums sums() {
    long sentNow = sent.sum(); // before what was read: so pending is never negative
    long filteredNow = filtered.sum();
    long repeatedNow = repeated.sum();
    Map<RefusalReason, Long> refusedNow = sums(refused, RefusalReason.class);
    Map<LossReason, Long> lostNow = sums(lost, LossReason.class);
    long heldNow = held.sum(); // after what it becomes, for the same reason
    return new FeedSums(
        read.sum(), sentNow, filteredNow, repeatedNow, refusedNow, lostNow, heldNow, lastRead);
  }

  private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> of, Class<E> constants) {
    Map<E, Long> sums = new EnumMap<>(constants);
    of.forEach((reason, adder) -> sums.put(reason, adder.sum()));
    return sums;
  }
}
