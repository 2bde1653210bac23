package org.drey.collect.recorded;

import java.util.List;
import org.drey.definitions.config.BoundTopic;
import org.jspecify.annotations.Nullable;

/**
 * The topic of a stream that a line is sent to: its provider's own where the configuration names
 * one, as a provider would. One that has none goes to a topic of anyone's, else to the first, whose
 * records it is not among.
 *
 * @param sources the stream's topics, at least one
 */
record TopicRoutes(List<BoundTopic> sources) {

  /** The topic of a line, by its provider and the key realm of its tokens, if the line has them. */
  String of(@Nullable String provider, @Nullable String tokenDomain) {
    BoundTopic best = sources.get(0);
    for (BoundTopic source : sources) {
      if (fit(source, provider, tokenDomain) > fit(best, provider, tokenDomain)) {
        best = source;
      }
    }
    return best.topic();
  }

  private static int fit(
      BoundTopic source, @Nullable String provider, @Nullable String tokenDomain) {
    int owner = source.provider() == null ? 2 : source.provider().equals(provider) ? 4 : 0;
    boolean realm = source.tokenDomain() == null || source.tokenDomain().equals(tokenDomain);
    return owner + (realm ? 1 : 0);
  }
}
