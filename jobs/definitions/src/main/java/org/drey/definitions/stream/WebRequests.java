package org.drey.definitions.stream;

import java.time.Duration;
import org.drey.event.Topics;
import org.drey.event.WebRequest;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.LogSource;

/** Requests that proxies, caches, browsers and ad servers saw. */
public final class WebRequests {
  private WebRequests() {}

  public static StreamDefinition<WebRequest> definition() {
    return StreamDefinition.of(Topics.WEB_REQUESTS, WebRequest.class)
        .category("proxy", LogSource.TRAFFIC)
        .lateness(Duration.ofMinutes(10))
        .withoutClock()
        .subjectsOnBasisOf(Topics.WEB_REQUESTS)
        .entity("subject", EntityKind.SUBJECT)
        .raw("url")
        .sigmaName("c-uri", "url")
        .sigmaName("cs-uri", "url")
        .sigmaName("cs-host", "host")
        .sigmaName("r-dns", "host")
        .sigmaName("cs-method", "method")
        .sigmaName("sc-status", "status")
        .derived(Derived.day())
        .derived(Derived.host("host", "url"))
        .derived(Derived.registeredDomain("host"))
        .derived(Derived.publicSuffix("host"))
        .build();
  }
}
