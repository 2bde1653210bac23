package org.drey.streaming.lists;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;

/**
 * The lists of a process, by their settings.
 *
 * <p>They are the one thing that is static here. A list of ten million entries is 160 MB, and Flink
 * gives the subtasks of a process nothing else to share it by; broadcast state would be a copy in
 * each subtask and in each checkpoint, and would arrive after the first events. So all subtasks
 * with the same settings share one service, which the first starts and the last stops.
 */
public final class SharedLists {
  private static final Map<ListSettings, ListService> SERVICES = new HashMap<>();

  private SharedLists() {}

  /**
   * Takes hold; returns when every announcement and policy that there was has been read.
   *
   * @throws IOException if a file or topic cannot be read; says which
   */
  public static ListsInForce acquire(ListSettings settings)
      throws IOException, InterruptedException {
    ListService service;
    synchronized (SERVICES) {
      service = SERVICES.computeIfAbsent(settings, ListService::start);
      service.holders++;
    }
    try {
      service.ready().get();
      return service;
    } catch (ExecutionException e) {
      service.close();
      throw cause(e);
    } catch (InterruptedException e) {
      service.close();
      throw e;
    }
  }

  /** Lets go of a service; returns whether no one else holds it. */
  static boolean release(ListSettings settings, ListService service) {
    synchronized (SERVICES) {
      return --service.holders == 0 && SERVICES.remove(settings, service);
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
}
