package org.drey.streaming.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListStore;
import org.drey.event.Topics;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ListSettings} name and keeps it as new, in threads of its own. */
final class ListService implements AutoCloseable {
  private final ListSettings settings;
  private final Subscribers subscribers = new Subscribers();
  private final PolicyUpdates policies = new PolicyUpdates(subscribers, () -> lists().categories());
  private final List<TopicFollower> followers = new ArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private volatile ListSet lists = ListSet.EMPTY;
  private volatile @Nullable AnnouncedLists announced;

  private ListService(ListSettings settings) {
    this.settings = settings;
  }

  /** Starts to read; {@link #ready} says when everything there is has been read. */
  static ListService start(ListSettings settings) {
    ListService service = new ListService(settings);
    service.startThread("drey-lists", service::begin);
    return service;
  }

  /** Opens the list of a file, compiled or plain. A plain one without a key is its own key. */
  static ListIndex open(ListSettings settings) throws IOException {
    Path file = Path.of(String.valueOf(settings.file()));
    if (ListFile.isCompiled(file)) {
      return ListIndex.open(file, KeySource.require(settings.keyFile()));
    }
    ListKey key = KeySource.find(settings.keyFile());
    return key == null ? PlainLists.read(file) : PlainLists.read(file, key);
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
    ListKey key = KeySource.require(settings.keyFile());
    ListLoader loader = new ListLoader(new ListStore(Path.of(settings.folder()), key));
    AnnouncedLists updates =
        new AnnouncedLists(loader, System::nanoTime, Clock.systemUTC(), next -> lists = next);
    announced = updates;
    return follow(Topics.BLOCKLIST_CONTROL, updates);
  }

  private CompletableFuture<Void> readPolicies() {
    try {
      if (settings.policiesFile() != null) {
        policies.readFile(Path.of(settings.policiesFile()));
      }
      return settings.policiesTopic()
          ? follow(Topics.SUBSCRIBER_POLICIES, policies)
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
    startThread("drey-" + topic, follower);
    return follower.caughtUp();
  }

  private void startThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Done when everything that was there has been read; fails with why it cannot be. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  ListSet lists() {
    return lists;
  }

  Subscribers subscribers() {
    return subscribers;
  }

  long refused(Refusal reason) {
    AnnouncedLists updates = announced;
    return updates == null ? 0 : updates.refused(reason);
  }

  long policiesRefused() {
    return policies.refused();
  }

  /** How often a message on a topic made something throw that never should. */
  long unexpected() {
    synchronized (followers) {
      return followers.stream().mapToLong(TopicFollower::unexpected).sum();
    }
  }

  int behind() {
    AnnouncedLists updates = announced;
    return updates == null ? 0 : updates.behind();
  }

  @Override
  public void close() {
    synchronized (followers) {
      ready.completeExceptionally(new IOException("no longer wanted"));
      followers.forEach(TopicFollower::close);
    }
  }
}
