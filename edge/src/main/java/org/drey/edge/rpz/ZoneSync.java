package org.drey.edge.rpz;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drey.blocklist.ListPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps zones the same as a list: looks at the list each second, and applies what has changed once
 * it has looked the same twice, so that a file that is being written is not taken for a short list.
 * A damaged list changes nothing, and the last good one goes on being kept. A zone that cannot be
 * reached is tried again, ever more slowly.
 */
public final class ZoneSync implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ZoneSync.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** The interval at which a zone is looked at that should not have changed. */
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
  private record LoadedList(String fingerprint, ZoneNames.Builder names) {}

  private final EntrySource source;
  private final ListPolicy policy;
  private final List<ZoneState> zones;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  private @Nullable String seen;
  private @Nullable String refused;
  private @Nullable LoadedList good;
  private Instant due = Instant.MIN;
  private Duration wait = POLL;
  private String listWarning = "";
  private String zoneWarning = "";

  /** Keeps zones for the entries of one policy. */
  public ZoneSync(EntrySource source, ListPolicy policy, List<Zone> zones, InstantSource clock) {
    this.source = source;
    this.policy = policy;
    this.zones = zones.stream().map(ZoneState::new).toList();
    this.clock = clock;
  }

  /**
   * Applies the list as it is now, once.
   *
   * @throws IOException if the list is refused, or a zone refuses it or cannot be reached
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

  /** Looks once, and does what is due: also while the list is refused, by the last good one. */
  void step() {
    look();
    LoadedList list = good;
    if (list == null || clock.instant().isBefore(due)) {
      return;
    }
    try {
      hold(list);
      zoneWarning = "";
      wait = POLL;
      due = clock.instant().plus(RECHECK);
    } catch (IOException e) {
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      due = clock.instant().plus(wait);
      String what = describe(e);
      if (!what.equals(zoneWarning)) { // once, and not every time
        zoneWarning = what;
        LOG.warn("{}; trying again", what);
      }
    }
  }

  /** Reads the list if it is another and has settled. */
  private void look() {
    try {
      String now = source.fingerprint();
      boolean settled = now.equals(seen);
      seen = now;
      if (good != null && good.fingerprint().equals(now)) {
        refused = null;
        listWarning = "";
      } else if (settled && !now.equals(refused)) {
        take(now);
      }
    } catch (IOException | RuntimeException e) {
      // Not there at the moment, as when it is being replaced.
      warn("the list cannot be read, and the zones stay as they are: " + describe(e));
    }
  }

  private void take(String now) {
    try {
      LoadedList list = readList();
      if (list.fingerprint().equals(now)) { // else it changed meanwhile, and has not settled
        good = list;
        due = Instant.MIN;
        wait = POLL;
        refused = null;
        listWarning = "";
      }
    } catch (IOException | RuntimeException e) {
      refused = now; // until it is another
      warn("the list is refused, and the zones stay as they are: " + describe(e));
    }
  }

  private LoadedList readList() throws IOException {
    ZoneNames.Builder names = new ZoneNames.Builder(policy);
    String fingerprint = source.read(names::add);
    return new LoadedList(fingerprint, names);
  }

  /** A zone that fails does not hold up the others. */
  private void hold(LoadedList list) throws IOException {
    List<String> problems = new ArrayList<>();
    for (ZoneState zone : zones) {
      try {
        zone.hold(list.names());
      } catch (IOException e) {
        problems.add(describe(e));
      } catch (RuntimeException e) {
        problems.add(zone.place() + ": " + describe(e));
      }
    }
    if (!problems.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
  }

  /** Once, and not every second. */
  private void warn(String message) {
    if (!message.equals(listWarning)) {
      listWarning = message;
      LOG.warn("{}", message);
    }
  }

  /** Only exceptions of reading and of servers say what is wrong without a name in them. */
  private static String describe(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    return e instanceof IOException
        ? String.valueOf(e.getMessage())
        : "unexpected " + e.getClass().getSimpleName();
  }
}
