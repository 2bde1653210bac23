package org.drey.local.generate;

import java.time.Instant;
import java.util.Random;
import org.drey.event.NetworkClass;
import org.drey.event.Stage;
import org.drey.event.WebRequest;

/**
 * Sees URLs: as the proxy to which hosts of listed pages are routed, and as the firms that serve
 * pages or place advertisements on them.
 */
final class Proxy {
  private static final long BLOCKED = 403;
  private static final long SERVED = 200;

  /** How often a listed page is still served: a gap. */
  private static final double GAP = 0.05;

  private final Journal journal;
  private final ListedNames listed;
  private final ListTruth truth;

  Proxy(Journal journal, ListedNames listed, ListTruth truth) {
    this.journal = journal;
    this.listed = listed;
    this.truth = truth;
  }

  /**
   * A subject opens a page whose URL is covered by an entry, in one of the ways it can be written.
   */
  void openListed(Subject who, Instant at, Random random) {
    WebRequest request = request(who.isp(), at, listed.listedUrl(random), Stage.PROXY);
    boolean gap = Chance.happens(random, GAP);
    request.setSubject(who.token());
    request.setNetworkClass(who.network());
    request.setMethod("GET");
    request.setStatus(gap ? SERVED : BLOCKED);
    truth.splash(who.isp(), request.getEventId(), gap);
    journal.add(request, at);
  }

  /** A subject opens another page of the same host. */
  void openBeside(Subject who, Instant at, Random random) {
    WebRequest request = request(who.isp(), at, listed.urlBeside(random), Stage.PROXY);
    request.setSubject(who.token());
    request.setNetworkClass(who.network());
    request.setMethod("GET");
    request.setStatus(SERVED);
    journal.add(request, at);
  }

  /** A firm finds a listed page among those that it caches, hosts or advertises on. */
  void findListed(String firm, Stage stage, Instant at, Random random) {
    WebRequest request = request(firm, at, listed.listedUrl(random), stage);
    request.setNetworkClass(NetworkClass.BUSINESS);
    truth.record();
    journal.add(request, at);
  }

  private WebRequest request(String provider, Instant at, String url, Stage stage) {
    WebRequest request = new WebRequest();
    request.setEventId(journal.nextId(provider));
    request.setEventTime(at);
    request.setProvider(provider);
    request.setTokenDomain(Providers.TOKEN_DOMAIN);
    request.setKeyVersion(Providers.KEY_VERSION);
    request.setUrl(url);
    request.setStage(stage);
    return request;
  }
}
