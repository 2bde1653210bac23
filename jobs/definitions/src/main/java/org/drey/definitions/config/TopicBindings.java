package org.drey.definitions.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * The topics from which a stream is read, by their real names, and to what each is bound. What is
 * not among them is not read.
 */
public record TopicBindings(Map<String, Binding> byTopic) implements Serializable {

  public TopicBindings {
    byTopic = new LinkedHashMap<>(byTopic); // in the order of the configuration
  }

  /**
   * The binding of a topic's records.
   *
   * @param provider whose records they have to be, null for anyone's
   * @param tokenDomain the key realm that made their tokens, null for any
   * @param lateness how late they may be
   * @param subjects whether their subjects may be processed; if not, they are removed
   */
  public record Binding(
      @Nullable String provider, @Nullable String tokenDomain, Duration lateness, boolean subjects)
      implements Serializable {}

  /**
   * The bindings of a stream in live jobs.
   *
   * @param basis the stream whose legal basis lets this one keep its subjects; null if it is about
   *     them, and not read without
   * @param topicPrefix what the names of all topics begin with
   */
  public static TopicBindings live(
      DreyConfiguration configuration,
      StreamSchema stream,
      @Nullable String basis,
      String topicPrefix) {
    boolean onBasis = basis != null && anyHasBasis(configuration.sources(basis));
    return of(stream, basis, onBasis, topicPrefix, configuration.sources(stream.topic()));
  }

  /** The binding of a stream's file: what holds for the stream as a whole. */
  public static TopicBindings file(
      DreyConfiguration configuration, StreamSchema stream, @Nullable String basis) {
    boolean onBasis = basis != null && configuration.whole(basis).hasBasis();
    return of(stream, basis, onBasis, "", List.of(configuration.whole(stream.topic())));
  }

  private static TopicBindings of(
      StreamSchema stream,
      @Nullable String basis,
      boolean onBasis,
      String topicPrefix,
      List<BoundTopic> sources) {
    Map<String, Binding> bindings = new LinkedHashMap<>();
    for (BoundTopic source : sources) {
      boolean own = stream.topic().equals(basis);
      boolean subjects =
          own ? source.hasBasis() : !source.isWithoutBasis() && (basis == null || onBasis);
      if (subjects || basis != null) {
        Duration lateness = source.lateness() == null ? stream.lateness() : source.lateness();
        bindings.put(
            topicPrefix + source.topic(),
            new Binding(source.provider(), source.tokenDomain(), lateness, subjects));
      }
    }
    return new TopicBindings(bindings);
  }

  private static boolean anyHasBasis(List<BoundTopic> sources) {
    return sources.stream().anyMatch(BoundTopic::hasBasis);
  }

  /** Returns what holds for a topic; null if the stream is not read from it. */
  public @Nullable Binding of(String topic) {
    return byTopic.get(topic);
  }

  /**
   * Returns what holds for a topic of the stream.
   *
   * @throws NullPointerException if the stream is not read from it
   */
  public Binding required(String topic) {
    return Objects.requireNonNull(of(topic), () -> "the stream is not read from topic " + topic);
  }

  /** The topics, in the order of the configuration. */
  public List<String> topics() {
    return List.copyOf(byTopic.keySet());
  }
}
