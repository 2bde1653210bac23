package org.drey.definitions.config;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.drey.blocklist.publish.ListAge;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.score.AlertRetention;
import org.drey.rules.score.Band;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a deployment, from one YAML file.
 *
 * @param referenceCurrency the currency in which rules compare amounts
 * @param rates what other currencies are worth
 * @param streams the settings of streams that have any, by topic
 * @param referenceSets what placeholders in rules stand for
 * @param families of indicators: the catalogue's and the operator's own
 * @param blocklists how lists are applied
 * @param time outages and silence
 * @param findingsTopic whether findings are written to a topic: some are about people for whom
 *     there is no alert
 * @param suffixes the public suffix list used to find registered domains
 * @param flink settings of Flink on which no promise rests, by their names
 * @param fourEyesFrom the peak band from which a verdict closes an alert only if a second analyst
 *     agreed; null if one is enough
 * @param retention for how long alerts are kept
 * @param splash what the operator states for the splash page
 * @param sender who hands on alerts; null if documents are not to say it
 */
public record DreyConfiguration(
    String referenceCurrency,
    List<Rate> rates,
    Map<String, Stream> streams,
    Map<String, List<String>> referenceSets,
    FamilyCaps families,
    Blocklists blocklists,
    TimeSettings time,
    boolean findingsTopic,
    SuffixList suffixes,
    Map<String, String> flink,
    @Nullable Band fourEyesFrom,
    AlertRetention retention,
    SplashStatements splash,
    @Nullable NoticeSender sender)
    implements Serializable {

  /** Without a file: pounds, no rates, no legal basis. */
  public static final DreyConfiguration DEFAULT =
      new DreyConfiguration(
          "GBP",
          List.of(),
          Map.of(),
          Map.of(),
          FamilyCaps.CATALOGUE,
          Blocklists.DEFAULT,
          TimeSettings.DEFAULT,
          false,
          SuffixList.BUNDLED,
          Map.of(),
          null,
          AlertRetention.USUAL,
          SplashStatements.UNSAID,
          null);

  public DreyConfiguration {
    rates = List.copyOf(rates);
    streams = Map.copyOf(streams);
    referenceSets = Map.copyOf(referenceSets);
    flink = Map.copyOf(flink);
  }

  /**
   * The way in which lists are applied.
   *
   * @param edeCode the Extended DNS Error (RFC 8914) that answers blocked by a child-protection
   *     list bear: 15 "Blocked" where the operator applies it by its own choice, 16 "Censored"
   *     where law imposes it
   * @param maxAge how long ago a list may have been announced; an older one is still applied, and
   *     its signals say that it is stale
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
   * @param topics the topics it is read from; empty for the one named like the stream
   */
  public record Stream(
      @Nullable String legalBasis, @Nullable Duration lateness, List<BoundTopic> topics)
      implements Serializable {

    /** Nothing set. */
    public static final Stream UNSET = new Stream(null, null, List.of());

    public Stream {
      topics = List.copyOf(topics);
    }
  }

  /** Reads the file. An {@link InvalidConfigurationException} says what is wrong and where. */
  public static DreyConfiguration read(Path file) throws IOException {
    try {
      return new ConfigurationReader(file.toString()).read(LimitedYaml.read(file));
    } catch (YamlException e) {
      throw new InvalidConfigurationException(file + ":" + e.line() + ": " + e.reason());
    }
  }

  /** The same, with other settings of streams. */
  public DreyConfiguration withStreams(Map<String, Stream> others) {
    return with(others, findingsTopic, suffixes);
  }

  /** The same, with findings on a topic. */
  public DreyConfiguration withFindingsTopic() {
    return with(streams, true, suffixes);
  }

  /** The same, with another public suffix list. */
  public DreyConfiguration withSuffixes(SuffixList list) {
    return with(streams, findingsTopic, list);
  }

  private DreyConfiguration with(
      Map<String, Stream> otherStreams, boolean otherFindingsTopic, SuffixList otherSuffixes) {
    return new DreyConfiguration(
        referenceCurrency,
        rates,
        otherStreams,
        referenceSets,
        families,
        blocklists,
        time,
        otherFindingsTopic,
        otherSuffixes,
        flink,
        fourEyesFrom,
        retention,
        splash,
        sender);
  }

  /** Returns what is declared of the people whom a splash page may reach. */
  public LegalDeclarations declarations() {
    return LegalDeclarations.of(this);
  }

  /** The settings of a topic's stream. */
  public Stream stream(String topic) {
    return streams.getOrDefault(topic, Stream.UNSET);
  }

  /** The topics that a stream is read from, each with what holds for it. */
  public List<BoundTopic> sources(String topic) {
    Stream stream = stream(topic);
    return stream.topics().isEmpty()
        ? List.of(whole(topic))
        : stream.topics().stream().map(source -> source.within(stream)).toList();
  }

  /**
   * Returns what holds for a stream as a whole: for its file, and where a topic says nothing else.
   */
  BoundTopic whole(String topic) {
    return BoundTopic.named(topic).within(stream(topic));
  }

  /** The streams with the lateness that is set here. */
  public List<StreamSchema> apply(Collection<StreamSchema> usual) {
    return usual.stream().map(this::apply).toList();
  }

  /** A stream with the lateness that is set here: the largest of its topics. */
  public StreamSchema apply(StreamSchema usual) {
    return usual.withLateness(
        sources(usual.topic()).stream()
            .map(source -> source.lateness() == null ? usual.lateness() : source.lateness())
            .max(Comparator.naturalOrder())
            .orElseThrow());
  }

  /** The streams among these for a topic of which nothing was declared. */
  public List<String> undeclared(Collection<String> topics) {
    return topics.stream()
        .filter(topic -> !sources(topic).stream().allMatch(BoundTopic::isDeclared))
        .sorted()
        .toList();
  }
}
