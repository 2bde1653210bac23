package org.drey.local.generate;

import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Stage;
import org.drey.event.WebRequest;

/**
 * Those who see URLs: the proxy to which hosts of listed pages are routed, and firms that serve
 * pages or place advertisements on them.
 */
final class ProxyTraffic {
  private static final long BLOCKED = 403;
  private static final long SERVED = 200;

  /** The share of listed pages that are still served: a gap. */
  private static final double GAP = 0.05;

  private final DeliveredEvents journal;
  private final ListedNames listed;
  private final ExpectedOutcomes outcomes;
  private final Random random;

  ProxyTraffic(
      DeliveredEvents journal, ListedNames listed, ExpectedOutcomes outcomes, Random random) {
    this.journal = journal;
    this.listed = listed;
    this.outcomes = outcomes;
    this.random = random;
  }

  /**
   * Records that someone opens a page whose URL is covered by an entry, in one of the ways it can
   * be written, or another page of such a host. At the proxy, unless another stage is given.
   */
  void open(WorldMember who, Instant at, boolean beside, Consumer<SpecificRecordBase> given) {
    boolean gap = beside || SeededRandom.happens(random, GAP);
    WebRequest request = new WebRequest();
    request.setUrl(beside ? listed.urlBeside(random) : listed.listedUrl(random));
    request.setStage(Stage.PROXY);
    request.setSubject(who.subject());
    request.setNetworkClass(who.network());
    request.setMethod("GET");
    request.setStatus(gap ? SERVED : BLOCKED);
    journal.record(request, who.isp(), at, given);
    if (!beside && request.getStage() == Stage.PROXY) {
      outcomes.splash(request.getProvider(), request.getEventId(), gap);
    } else if (!beside) {
      outcomes.record();
    }
  }
}
