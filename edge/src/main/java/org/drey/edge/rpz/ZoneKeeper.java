package org.drey.edge.rpz;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drey.blocklist.Policy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps zones the same as a list: looks at the list each second, and applies what has changed once
 * it has looked the same twice, so that a file that is being written is not taken for a short list.
 * A damaged list changes nothing. A zone that cannot be reached is tried again, ever more slowly.
 */
public final class ZoneKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ZoneKeeper.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** How often a zone is looked at that should not have changed. */
  private static final Duration RECHECK = Duration.ofMinutes(1);

  /**
   * One zone to keep.
   *
   * @param target where
   * @param settings what it is like
   * @param inspect whether it takes the hosts of listed URLs, and not the names to block
   */
  public record Zone(ZoneTarget target, ZoneSettings settings, boolean inspect) {}

  /** A list that was read. */
  private record Read(String fingerprint, ZoneNames.Builder names) {}

  private final ListSource source;
  private final Policy policy;
  private final List<Zone> zones;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  private @Nullable String seen;
  private @Nullable String tried;
  private @Nullable Read read;
  private Instant dueAgain = Instant.MIN;
  private Duration wait = POLL;
  private String lastWarning = "";

  /** Keeps zones for the entries of one policy. */
  public ZoneKeeper(ListSource source, Policy policy, List<Zone> zones, Clock clock) {
    this.source = source;
    this.policy = policy;
    this.zones = List.copyOf(zones);
    this.clock = clock;
  }

  /**
   * Applies the list as it is now, once.
   *
   * @throws IOException if the list is refused or a zone cannot be reached
   */
  public void once() throws IOException {
    hold(readList());
  }

  /** Keeps the zones until {@link #close}. */
  public void run() throws InterruptedException {
    do {
      step();
    } while (!closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Lets {@link #run} end. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** Looks once, and does what is due. */
  void step() {
    try {
      String now = source.fingerprint();
      boolean settled = now.equals(seen);
      seen = now;
      boolean tooSoon = now.equals(tried) && clock.instant().isBefore(dueAgain);
      if (settled && !tooSoon) {
        tried = now;
        attempt(now);
      }
    } catch (IOException e) {
      // Not there at the moment, as when it is being replaced.
      warn("the list cannot be read, and the zones stay as they are: " + describe(e));
    }
  }

  private void attempt(String now) {
    Read list = read;
    if (list == null || !list.fingerprint().equals(now)) {
      try {
        list = readList();
      } catch (IOException e) {
        dueAgain = Instant.MAX; // until it is another
        warn("the list is refused, and the zones stay as they are: " + describe(e));
        return;
      }
      if (!list.fingerprint().equals(now)) {
        tried = null; // it changed meanwhile
        return;
      }
      read = list;
    }
    try {
      hold(list);
      lastWarning = "";
      wait = POLL;
      dueAgain = clock.instant().plus(RECHECK);
    } catch (IOException e) {
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      dueAgain = clock.instant().plus(wait);
      warn(describe(e) + "; trying again");
    }
  }

  private Read readList() throws IOException {
    ZoneNames.Builder names = new ZoneNames.Builder(policy);
    String fingerprint = source.read(names::add);
    return new Read(fingerprint, names);
  }

  private void hold(Read list) throws IOException {
    for (Zone zone : zones) {
      ZoneNames all = list.names().build(zone.settings());
      Set<String> names = zone.inspect() ? all.inspect() : all.blocked();
      ZoneTarget.Done done = zone.target().hold(names);
      if (done.put() + done.removed() > 0) {
        LOG.info(
            "{}: {} names put in, {} taken out, {} in all{}",
            zone.target().place(),
            done.put(),
            done.removed(),
            names.size(),
            all.leftOut() == 0 ? "" : "; " + all.leftOut() + " entries do not fit into a zone");
      }
    }
  }

  /** Once, and not every second. */
  private void warn(String message) {
    if (!message.equals(lastWarning)) {
      lastWarning = message;
      LOG.warn("{}", message);
    }
  }

  private static String describe(IOException e) {
    return e instanceof NoSuchFileException missing
        ? "there is no file " + missing.getFile()
        : String.valueOf(e.getMessage());
  }
}
