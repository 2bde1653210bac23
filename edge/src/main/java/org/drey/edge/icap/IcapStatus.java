package org.drey.edge.icap;

import org.drey.edge.http.StatusPages;

/** What operators can ask of the ICAP service: health and metrics. */
public final class IcapStatus {
  private IcapStatus() {}

  /** Health is in order while a list decides and requests are taken. */
  public static StatusPages pages(IcapServer server, Counts counts, FollowedLists lists) {
    return new StatusPages(
        () ->
            server.hasFailed()
                ? "no connection is taken: the service has to be started again"
                : lists.lists() == null ? "no list: all requests pass" : null,
        () -> MetricsText.of(counts, lists));
  }
}
