package org.drey.streaming.operator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.streaming.lists.ListsInForce;
import org.jspecify.annotations.Nullable;

/**
 * Shows monitoring which lists are in force: how many ({@code lists_loaded}; 0 is an alarm), how
 * many have a newer version announced than is in force ({@code lists_behind}), how often one could
 * not be followed ({@code manifests_refused}, by {@code reason}), and of each its age, entries and
 * sequence, and whether it is {@code stale}: old, or something was refused of it since. {@code
 * policies_refused} counts subscribers' choices that could not be taken.
 */
final class ListGauges {
  private final MetricGroup group;
  private final ListsInForce shared;
  private final Duration maxAge;
  private final Map<String, Boolean> known = new HashMap<>();
  private @Nullable ListSet seen;

  ListGauges(MetricGroup group, ListsInForce shared, Duration maxAge) {
    this.group = group;
    this.shared = shared;
    this.maxAge = maxAge;
    group.gauge("lists_loaded", (Gauge<Integer>) () -> shared.lists().lists().size());
    group.gauge("lists_behind", (Gauge<Integer>) shared::behind);
    for (Refusal reason : Refusal.values()) {
      group
          .addGroup("reason", reason.label())
          .gauge("manifests_refused", (Gauge<Long>) () -> shared.refused(reason));
    }
    group.gauge("policies_refused", (Gauge<Long>) shared::policiesRefused);
    group.addGroup("step", "lists").gauge("unexpected_errors", (Gauge<Long>) shared::unexpected);
  }

  /** Adds the gauges of lists that are new; costs nothing while the set is the same. */
  void show(ListSet lists) {
    if (lists == seen) {
      return;
    }
    seen = lists;
    for (ListInForce list : lists.lists()) {
      String id = list.version().listId();
      if (known.put(id, true) == null) {
        MetricGroup own = group.addGroup("list", id);
        gauge(own, "age_seconds", id, one -> one.age(System.currentTimeMillis()).toSeconds());
        gauge(own, "stale", id, one -> one.isStale(maxAge, System.currentTimeMillis()) ? 1 : 0);
        gauge(own, "entries", id, ListInForce::entries);
        gauge(own, "sequence", id, ListInForce::sequence);
      }
    }
  }

  private void gauge(MetricGroup own, String name, String id, ToLongFunction<ListInForce> value) {
    own.gauge(
        name,
        (Gauge<Long>)
            () ->
                shared.lists().lists().stream()
                    .filter(list -> list.version().listId().equals(id))
                    .mapToLong(value)
                    .findFirst()
                    .orElse(0));
  }
}
