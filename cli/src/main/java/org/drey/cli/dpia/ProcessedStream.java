package org.drey.cli.dpia;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.drey.definitions.config.BoundTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events as a configuration has it.
 *
 * @param stream its name
 * @param sources the topics that it is read from, with the legal basis of each
 * @param readByRules whether a rule in force reads it
 * @param longestKept how long an event that a rule wants may stay in state; zero if none does
 * @param fields of its records
 */
record ProcessedStream(
    String stream,
    List<Source> sources,
    boolean readByRules,
    Duration longestKept,
    List<ProcessedField> fields) {

  /** The treatment of the people in a topic's records. */
  enum Subjects {
    /** A legal basis is declared: their tokens are processed. */
    PROCESSED,
    /** None is: their tokens are removed before any rule sees a record. */
    REMOVED,
    /** None is, and the stream is about people: it is not read. */
    NOT_READ,
    /** Nothing is declared: no job starts. */
    UNDECLARED
  }

  /**
   * A topic.
   *
   * @param provider whose records it carries; null for anyone's
   * @param tokenDomain whose key made the tokens; null for any
   * @param legalBasis as it is declared; null if nothing is
   * @param subjects what happens to people's tokens
   */
  record Source(
      String topic,
      @Nullable String provider,
      @Nullable String tokenDomain,
      @Nullable String legalBasis,
      Subjects subjects) {}

  /** Returns the streams that have a legal basis declared, or need one. */
  static List<ProcessedStream> all(
      DreyConfiguration configuration, RuleSet rules, SortedSet<String> read) {
    return StreamRegistry.all().stream()
        .map(stream -> of(stream, configuration, rules, read))
        .toList();
  }

  private static ProcessedStream of(
      StreamDefinition<?> stream,
      DreyConfiguration configuration,
      RuleSet rules,
      SortedSet<String> read) {
    String topic = stream.topic();
    TopicBindings bindings = stream.bindings(configuration, "");
    return new ProcessedStream(
        topic,
        configuration.sources(topic).stream()
            .map(source -> source(source, bindings.of(source.topic()), isOurs(stream)))
            .toList(),
        rules.reads(topic),
        longestKept(rules, topic),
        ProcessedField.of(topic, ofRecord(stream, read)));
  }

  /** Returns whether the jobs make its records themselves, so that no basis is declared for it. */
  private static boolean isOurs(StreamDefinition<?> stream) {
    return !stream.canBeLate();
  }

  private static Source source(
      BoundTopic source, TopicBindings.@Nullable Binding binding, boolean isOurs) {
    Subjects subjects;
    if (!isOurs && !source.isDeclared()) {
      subjects = Subjects.UNDECLARED;
    } else if (binding == null) {
      subjects = Subjects.NOT_READ;
    } else {
      subjects = binding.subjects() ? Subjects.PROCESSED : Subjects.REMOVED;
    }
    return new Source(
        source.topic(), source.provider(), source.tokenDomain(), source.legalBasis(), subjects);
  }

  /** Returns the fields of the record that rules read, also through fields computed from them. */
  private static Set<String> ofRecord(StreamDefinition<?> stream, SortedSet<String> read) {
    String prefix = stream.topic() + ".";
    Set<String> fields = new HashSet<>();
    for (String one : read) {
      if (one.startsWith(prefix)) {
        String field = one.substring(prefix.length());
        fields.add(field);
        fields.addAll(stream.computedFrom(field));
      }
    }
    return fields;
  }

  private static Duration longestKept(RuleSet rules, String topic) {
    return rules.correlations().stream()
        .filter(rule -> isBuiltOn(rules, rule, topic))
        .map(rule -> Duration.ofMillis(rule.retentionMillis()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static boolean isBuiltOn(RuleSet rules, CorrelationRule rule, String topic) {
    return rule.references().stream()
        .anyMatch(
            below ->
                rules.isDetection(below.rule())
                    ? rules.detection(below.rule()).stream().topic().equals(topic)
                    : isBuiltOn(rules, rules.correlation(below.rule()), topic));
  }
}
