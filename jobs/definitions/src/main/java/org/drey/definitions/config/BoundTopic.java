package org.drey.definitions.config;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a stream is read from, and to what it is bound. What is null is that of the stream,
 * or open.
 *
 * @param topic its name, without the prefix of all topics
 * @param provider whose records it carries, null for anyone's
 * @param tokenDomain the key realm that made their tokens, null for any
 * @param lateness how late its events may be, null for the usual
 * @param legalBasis why its subjects may be processed; null if nothing was declared
 */
public record BoundTopic(
    String topic,
    @Nullable String provider,
    @Nullable String tokenDomain,
    @Nullable Duration lateness,
    @Nullable String legalBasis)
    implements Serializable {

  /** The value of legal_basis which declares that there is none. */
  public static final String NO_BASIS = "none";

  /** A topic of which nothing is said but its name. */
  public static BoundTopic named(String topic) {
    return new BoundTopic(topic, null, null, null, null);
  }

  /** The same; what it does not say is that of its stream. */
  BoundTopic within(DreyConfiguration.Stream stream) {
    return new BoundTopic(
        topic,
        provider,
        tokenDomain,
        lateness == null ? stream.lateness() : lateness,
        legalBasis == null ? stream.legalBasis() : legalBasis);
  }

  /** Returns whether something was declared at all, be it that there is no basis. */
  public boolean isDeclared() {
    return legalBasis != null && !legalBasis.isBlank();
  }

  /** Returns whether it was declared that there is no basis. */
  public boolean isWithoutBasis() {
    return legalBasis != null && NO_BASIS.equalsIgnoreCase(legalBasis.strip());
  }

  /** Returns whether a basis was declared. */
  public boolean hasBasis() {
    return isDeclared() && !isWithoutBasis();
  }
}
