package org.drey.collect.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.definitions.config.BoundTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A line goes to its provider's own topic. */
final class TopicRoutesTest {

  private static BoundTopic source(
      String topic, @Nullable String provider, @Nullable String domain) {
    return new BoundTopic(topic, provider, domain, null, null);
  }

  @Test
  void aStreamOfOneTopicHasItAll() {
    TopicRoutes routes = new TopicRoutes(List.of(BoundTopic.named("payments")));
    assertEquals("payments", routes.of("a", "default"));
    assertEquals("payments", routes.of(null, null));
  }

  @Test
  void aProvidersLinesGoToItsOwnTopicWhereverThatIs() {
    TopicRoutes routes =
        new TopicRoutes(List.of(source("open", null, null), source("of-a", "a", null)));
    assertEquals("of-a", routes.of("a", "default"));
    assertEquals("open", routes.of("b", "default"));
    assertEquals("open", routes.of(null, null));
  }

  @Test
  void ofAProvidersTopicsTheOneOfTheTokenDomainIsTaken() {
    TopicRoutes routes =
        new TopicRoutes(List.of(source("a-1", "a", "one"), source("a-2", "a", "two")));
    assertEquals("a-2", routes.of("a", "two"));
    assertEquals("a-1", routes.of("a", "three"));
  }

  @Test
  void aProviderWithoutATopicGoesToTheFirstWhereItIsForeign() {
    TopicRoutes routes =
        new TopicRoutes(List.of(source("of-a", "a", null), source("of-b", "b", null)));
    assertEquals("of-a", routes.of("c", "default"));
  }
}
