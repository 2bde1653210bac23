package org.drey.streaming.config;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drey.blocklist.publish.ListAge;
import org.drey.rules.event.StreamSchema;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment sets, from one YAML file.
 *
 * @param referenceCurrency the currency in which rules compare amounts
 * @param rates what other currencies are worth
 * @param streams the settings of streams that have any, by topic
 * @param referenceSets what placeholders in rules stand for
 * @param blocklists how lists are applied
 * @param time outages and silence
 * @param suffixes the public suffix list by which registered domains are told
 */
public record Configuration(
    String referenceCurrency,
    List<Rate> rates,
    Map<String, Stream> streams,
    Map<String, List<String>> referenceSets,
    Blocklists blocklists,
    Time time,
    SuffixList suffixes)
    implements Serializable {

  /** Without a file: pounds, no rates, no legal basis. */
  public static final Configuration DEFAULT =
      new Configuration(
          "GBP",
          List.of(),
          Map.of(),
          Map.of(),
          Blocklists.DEFAULT,
          Time.DEFAULT,
          SuffixList.BUNDLED);

  public Configuration {
    rates = List.copyOf(rates);
    streams = Map.copyOf(streams);
    referenceSets = Map.copyOf(referenceSets);
  }

  /**
   * How lists are applied.
   *
   * @param edeCode the Extended DNS Error (RFC 8914) that answers blocked by a child-protection
   *     list bear: 15 "Blocked" where the operator applies it of its own, 16 "Censored" where law
   *     imposes it
   * @param maxAge how long ago a list may have been announced; an older one is applied all the
   *     same, and its signals say that it is stale
   */
  public record Blocklists(int edeCode, Duration maxAge) implements Serializable {
    /** The operator's own policy, and the usual age. */
    public static final Blocklists DEFAULT = new Blocklists(15, ListAge.USUAL_MAX);
  }

  /** The rate of a currency from a day on, in reference units a unit. */
  public record Rate(LocalDate day, String currency, BigDecimal rate) implements Serializable {}

  /**
   * The settings of a stream.
   *
   * @param legalBasis why its subjects may be processed; null if nothing was declared
   * @param lateness how late its events may be, null for the usual
   * @param topics the topics it is read from; empty for the one of its own name
   */
  public record Stream(
      @Nullable String legalBasis, @Nullable Duration lateness, List<String> topics)
      implements Serializable {

    /** What legal_basis says to declare that there is none. */
    public static final String NO_BASIS = "none";

    /** Nothing set. */
    public static final Stream UNSET = new Stream(null, null, List.of());

    /** Whether something was declared at all, be it that there is no basis. */
    public boolean isDeclared() {
      return legalBasis != null && !legalBasis.isBlank();
    }

    /** Whether subjects may be processed. */
    public boolean hasBasis() {
      return isDeclared() && !NO_BASIS.equalsIgnoreCase(legalBasis.strip());
    }
  }

  /** Reads the file. An {@link InvalidConfigurationException} says what is wrong and where. */
  public static Configuration read(Path file) throws IOException {
    try {
      return new ConfigurationReader(file.toString()).read(LimitedYaml.read(file));
    } catch (YamlException e) {
      throw new InvalidConfigurationException(file + ":" + e.line() + ": " + e.reason());
    }
  }

  /** The same, with other settings of streams. */
  public Configuration withStreams(Map<String, Stream> others) {
    return new Configuration(
        referenceCurrency, rates, others, referenceSets, blocklists, time, suffixes);
  }

  /** The same, with another public suffix list. */
  public Configuration withSuffixes(SuffixList list) {
    return new Configuration(
        referenceCurrency, rates, streams, referenceSets, blocklists, time, list);
  }

  /** The settings of a topic's stream. */
  public Stream stream(String topic) {
    return streams.getOrDefault(topic, Stream.UNSET);
  }

  /** The streams with the lateness that is set here. */
  public List<StreamSchema> apply(Collection<StreamSchema> usual) {
    return usual.stream().map(this::apply).toList();
  }

  /** A stream with the lateness that is set here. */
  public StreamSchema apply(StreamSchema usual) {
    Duration lateness = stream(usual.topic()).lateness();
    return lateness == null ? usual : usual.withLateness(lateness);
  }

  /** The topics among these for which nothing was declared. */
  public List<String> undeclared(Collection<String> topics) {
    return topics.stream().filter(topic -> !stream(topic).isDeclared()).sorted().toList();
  }
}
