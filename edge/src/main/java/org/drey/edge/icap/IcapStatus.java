package org.drey.edge.icap;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.edge.http.StatusPages;
import org.drey.edge.metrics.ServerMetrics;

/** Health and metrics of the ICAP service, for operators. */
public final class IcapStatus {
  private IcapStatus() {}

  /**
   * Health is in order while a list decides and requests are taken. To be called once for counts,
   * to whose metrics it adds those of the lists.
   */
  public static StatusPages pages(IcapServer server, IcapMetrics counts, FollowedLists lists) {
    addLists(counts.metrics(), lists);
    return new StatusPages(
        () ->
            server.hasFailed()
                ? "no connection is taken: the service has to be started again"
                : lists.lists() == null ? "no list: all requests pass" : null,
        counts.metrics()::text);
  }

  private static void addLists(ServerMetrics metrics, FollowedLists lists) {
    metrics.gauge(
        "drey_icap_list_problem",
        "1 if the newest list could not be used.",
        value -> value.call(lists.problem() == null ? 0 : 1));
    metrics.gauge(
        "drey_icap_list_age_seconds",
        "Since the list was announced.",
        ofEach(lists, list -> lists.age(list).toSeconds()),
        "list",
        "version");
    metrics.gauge(
        "drey_icap_list_stale",
        "1 if the list is older than it may be.",
        ofEach(lists, list -> lists.isStale(list) ? 1 : 0),
        "list",
        "version");
  }

  private static Consumer<GaugeWithCallback.Callback> ofEach(
      FollowedLists lists, ToDoubleFunction<ListInForce> value) {
    return series -> {
      ListSet current = lists.lists();
      for (ListInForce one : current == null ? List.<ListInForce>of() : current.lists()) {
        series.call(value.applyAsDouble(one), one.version().listId(), one.version().version());
      }
    };
  }
}
