package org.drey.streaming.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drey.base.DaemonThreads;
import org.drey.base.LogLimiter;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.live.ListInFile;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.KeySource;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what {@link ListSettings} name and keeps it up to date, in its own threads. */
final class ListService implements ListsInForce {
  private static final Logger LOG = LoggerFactory.getLogger(ListService.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ListSettings settings;
  private final SubscriberProfiles subscribers = new SubscriberProfiles();
  private final PolicyUpdates policies = new PolicyUpdates(subscribers, () -> lists().categories());
  private final List<TopicFollower> followers = new ArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LogLimiter limiter = new LogLimiter();
  private volatile ListSet lists = ListSet.EMPTY;
  private volatile @Nullable LiveLists announced;

  /** Number of those that hold it; {@link SharedLists} counts. */
  int holders;

  private ListService(ListSettings settings) {
    this.settings = settings;
  }

  /** Starts to read; {@link #ready} says when everything there is has been read. */
  static ListService start(ListSettings settings) {
    ListService service = new ListService(settings);
    DaemonThreads.start("drey-lists", service::begin);
    return service;
  }

  /** Opens the list of a file, compiled or plain. */
  static ListIndex open(ListSettings settings) throws IOException {
    Path file = Path.of(String.valueOf(settings.file()));
    return ListInFile.open(file, KeySource.find(settings.keyFile()));
  }

  private void begin() {
    try {
      // The lists first: they say which categories there are to choose.
      var unused =
          readLists()
              .thenCompose(done -> readPolicies())
              .whenComplete((done, error) -> complete(error));
    } catch (IOException | RuntimeException | Error e) {
      complete(e);
    }
  }

  private CompletableFuture<Void> readLists() throws IOException {
    if (settings.folder() == null) {
      lists = ListSet.EMPTY.with(ListInForce.ofFile(open(settings)));
      return CompletableFuture.completedFuture(null);
    }
    ListStore store = new ListStore(Path.of(settings.folder()), settings.key());
    LiveLists followed = new LiveLists(store, List.of());
    announced = followed;
    AnnouncementReader updates =
        new AnnouncementReader(followed, System::nanoTime, next -> lists = next);
    CompletableFuture<Void> caughtUp = follow(TopicNames.BLOCKLIST_CONTROL, updates);
    DaemonThreads.start("drey-lists-folder", () -> lookIntoFolder(updates));
    return caughtUp.thenCompose(done -> checkInForce(followed));
  }

  /**
   * Fails where a list is announced and no version of it can be used, such as on a machine that has
   * lost its folder: what would be read without it is never read again.
   */
  private CompletableFuture<Void> checkInForce(LiveLists followed) {
    int missing = followed.missing();
    return missing == 0
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new IOException(
                "of %d announced lists no version is usable in %s: nothing is read until one is"
                    .formatted(missing, settings.folder())));
  }

  /** Each second until it is closed, also while the topic cannot be read. */
  private void lookIntoFolder(AnnouncementReader updates) {
    while (!isClosed()) {
      try {
        updates.look();
      } catch (RuntimeException | Error e) {
        if (limiter.isDue(e.getClass())) {
          LOG.error("the folder of lists could not be looked into: {}", e.getClass().getName());
        }
      }
    }
  }

  /** Waits for a second, or the end. */
  private boolean isClosed() {
    try {
      return closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return closed.getCount() == 0; // no one interrupts it to end it
    }
  }

  private CompletableFuture<Void> readPolicies() {
    try {
      if (settings.policiesFile() != null) {
        policies.readFile(Path.of(settings.policiesFile()));
      }
      return settings.policiesTopic()
          ? follow(TopicNames.SUBSCRIBER_POLICIES, policies)
          : CompletableFuture.completedFuture(null);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void complete(@Nullable Throwable error) {
    if (error == null) {
      ready.complete(null);
    } else {
      ready.completeExceptionally(error);
    }
  }

  private CompletableFuture<Void> follow(String topic, TopicFollower.Reader reader) {
    TopicFollower follower =
        new TopicFollower(settings.kafka(), settings.topicPrefix() + topic, reader);
    synchronized (followers) {
      if (ready.isDone()) {
        follower.close(); // closed before it began
        return follower.caughtUp();
      }
      followers.add(follower);
    }
    DaemonThreads.start("drey-" + topic, follower);
    return follower.caughtUp();
  }

  /** Done when everything that was there has been read; fails with why it cannot be. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  @Override
  public ListSet lists() {
    return lists;
  }

  @Override
  public @Nullable SubscriberProfiles subscribers() {
    return settings.hasPolicies() ? subscribers : null;
  }

  @Override
  public long refused(Refusal reason) {
    LiveLists followed = announced;
    return followed == null ? 0 : followed.refused(reason);
  }

  @Override
  public long policiesRefused() {
    return policies.refused();
  }

  @Override
  public long unexpected() {
    synchronized (followers) {
      return followers.stream().mapToLong(TopicFollower::unexpected).sum();
    }
  }

  @Override
  public int behind() {
    LiveLists followed = announced;
    return followed == null ? 0 : followed.behind();
  }

  /** Ends with the last who held it. */
  @Override
  public void close() {
    if (!SharedLists.release(settings, this)) {
      return;
    }
    closed.countDown();
    synchronized (followers) {
      ready.completeExceptionally(new IOException("no longer wanted"));
      followers.forEach(TopicFollower::close);
    }
  }
}
