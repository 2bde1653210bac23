package org.drey.streaming.lists;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A subtask's hold on the lists of its process.
 *
 * <p>The lists are the one thing that is static here. A list of ten million entries is 160 MB, and
 * Flink gives the subtasks of a process nothing else to share it by; broadcast state would be a
 * copy in each subtask and in each checkpoint, and would arrive after the first events. So all
 * subtasks with the same settings share one service, which the first starts and the last stops.
 */
public final class SharedLists implements Lists {
  private static final Map<ListSettings, Shared> SHARED = new HashMap<>();

  private final ListSettings settings;
  private final ListService service;
  private boolean closed;

  /** A service, and how many hold it. */
  private static final class Shared {
    private final ListService service;
    private int holders;

    private Shared(ListService service) {
      this.service = service;
    }
  }

  private SharedLists(ListSettings settings, ListService service) {
    this.settings = settings;
    this.service = service;
  }

  /**
   * Takes hold; returns when every announcement and policy that there was has been read.
   *
   * @throws IOException if a file or topic cannot be read; says which
   */
  public static SharedLists acquire(ListSettings settings)
      throws IOException, InterruptedException {
    SharedLists hold;
    synchronized (SHARED) {
      Shared shared =
          SHARED.computeIfAbsent(settings, key -> new Shared(ListService.start(settings)));
      shared.holders++;
      hold = new SharedLists(settings, shared.service);
    }
    try {
      hold.service.ready().get();
      return hold;
    } catch (ExecutionException e) {
      hold.close();
      throw cause(e);
    } catch (InterruptedException e) {
      hold.close();
      throw e;
    }
  }

  private static IOException cause(ExecutionException e) {
    if (e.getCause() instanceof IOException known) {
      return known;
    }
    if (e.getCause() instanceof RuntimeException known) {
      throw known;
    }
    return new IOException("the lists cannot be read", e.getCause());
  }

  /**
   * Says what is wrong with the settings before a job starts, as far as this machine can know.
   *
   * @throws IOException if the one list of a file cannot be read
   */
  public static void check(ListSettings settings) throws IOException {
    if (settings.file() != null) {
      ListIndex unused = ListService.open(settings);
    } else {
      ListKey unused = settings.key();
    }
  }

  @Override
  public ListSet lists() {
    return service.lists();
  }

  @Override
  public @Nullable Subscribers subscribers() {
    return settings.hasPolicies() ? service.subscribers() : null;
  }

  @Override
  public long refused(Refusal reason) {
    return service.refused(reason);
  }

  @Override
  public long policiesRefused() {
    return service.policiesRefused();
  }

  @Override
  public long unexpected() {
    return service.unexpected();
  }

  @Override
  public int behind() {
    return service.behind();
  }

  @Override
  public void close() {
    synchronized (SHARED) {
      if (closed) {
        return;
      }
      closed = true;
      Shared shared = SHARED.get(settings);
      if (shared != null && shared.service == service && --shared.holders == 0) {
        SHARED.remove(settings);
        service.close();
      }
    }
  }
}
