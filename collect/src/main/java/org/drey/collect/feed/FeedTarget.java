package org.drey.collect.feed;

import org.drey.definitions.config.BoundTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The topic that a feed writes, and what is declared of it.
 *
 * @param stream whose records it has, such as {@code dns-queries}
 * @param topic its name, without the prefix of all topics
 * @param provider in each record
 * @param tokenDomain the same
 * @param subjects whether a legal basis is declared: without one no record names a subject
 */
public record FeedTarget(
    String stream, String topic, String provider, String tokenDomain, boolean subjects) {
  private static final String USUAL_DOMAIN = "default";

  /**
   * The target of a feed as the jobs' configuration binds its topic.
   *
   * @param provider null for the one that the topic is bound to
   * @throws InvalidConfigurationException if the jobs would not read the topic, or refuse each
   *     record of this provider
   */
  public static FeedTarget of(
      DreyConfiguration configuration, String stream, String topic, @Nullable String provider) {
    BoundTopic bound =
        configuration.sources(stream).stream()
            .filter(source -> source.topic().equals(topic))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidConfigurationException(
                        "no job reads "
                            + stream
                            + " from topic "
                            + topic
                            + ": name it under streams."
                            + stream
                            + ".topics, or choose another with --topic"));
    String named = provider == null ? bound.provider() : provider;
    if (named == null) {
      throw new InvalidConfigurationException(
          "topic " + topic + " is bound to no provider: --provider says who sends it");
    }
    if (bound.provider() != null && !bound.provider().equals(named)) {
      throw new InvalidConfigurationException(
          "topic "
              + topic
              + " is bound to provider "
              + bound.provider()
              + ", and --provider is "
              + named
              + ": the jobs would refuse each record");
    }
    String domain = bound.tokenDomain() == null ? USUAL_DOMAIN : bound.tokenDomain();
    return new FeedTarget(stream, topic, named, domain, bound.hasBasis());
  }
}
