package org.drey.cli.dpia;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.drey.definitions.config.BoundTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.NoticeSender;
import org.drey.definitions.config.PrivacyNotice;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.DetailField;
import org.drey.event.TopicNames;
import org.drey.event.wire.DomainCheck;
import org.drey.rules.catalogue.FieldsRead;
import org.drey.rules.catalogue.IndicatorCatalogue;
import org.drey.rules.catalogue.IndicatorRow;
import org.drey.rules.catalogue.SourceReference;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.KeptObservations;
import org.jspecify.annotations.Nullable;

/**
 * The processing of a deployment, as its configuration and rules say it.
 *
 * @param controller who answers for it; null if the configuration does not say
 * @param notice where it is explained to the public; null if the configuration does not say
 * @param sender who hands on alerts; null if the configuration does not say
 * @param ruleSet the hash of all rule files
 * @param streams that jobs may read
 * @param outageAllowance for how much longer state is kept, so that an outage loses nothing
 * @param findingsTopic whether findings are on a topic, also of people without an alert
 * @param fourEyesFrom the band from which a second analyst has to agree; null if one is enough
 * @param alertsKept for how long an alert is kept, by how it ended
 * @param rules that score, by indicator
 */
record ProcessingRecord(
    @Nullable String controller,
    @Nullable String notice,
    @Nullable String sender,
    String ruleSet,
    List<ProcessedStream> streams,
    Duration outageAllowance,
    boolean findingsTopic,
    @Nullable String fourEyesFrom,
    Map<String, Duration> alertsKept,
    List<RuleInForce> rules) {
  private static final String RAW = "raw";

  /**
   * A stream of events.
   *
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
      List<ProcessedField> fields) {}

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
   */
  record Source(
      String topic,
      @Nullable String provider,
      @Nullable String tokenDomain,
      @Nullable String legalBasis,
      Subjects subjects) {}

  /** The kind of a field's values. */
  enum Kind {
    /** A token made with a key that only its provider has: pseudonymous. */
    TOKEN,
    /** A name or address as it was asked for, which may say something about who asked. */
    AS_SEEN,
    /** An id or name of a provider or of a thing, of no person. */
    ID,
    /** A number, a time, a class or a code. */
    VALUE
  }

  /**
   * A field of a stream's records.
   *
   * @param token of what it is a token, such as subject or payee; empty if it is none
   * @param readByRules whether a rule in force reads it, or a field computed from it
   * @param says what it is, as its schema does
   */
  record ProcessedField(String field, Kind kind, String token, boolean readByRules, String says) {}

  /**
   * A rule that scores.
   *
   * @param live whether it counts for alerts; else for shadow alerts alone
   * @param points at full strength; below zero for what speaks against
   * @param window in which events are counted; empty for a rule over single events
   * @param kept how long an event may stay in its state
   * @param halfLife after which half of its evidence counts; zero where it does not fade
   * @param reads the fields of streams that it reads, itself or through those below
   * @param lookAlikes who else looks like this, as the rule says
   * @param sources what its indicator rests on
   */
  record RuleInForce(
      String id,
      String version,
      String title,
      String indicator,
      String track,
      boolean live,
      double points,
      String window,
      Duration kept,
      Duration halfLife,
      List<String> reads,
      List<String> lookAlikes,
      List<String> sources) {}

  /** Returns what a configuration and rules come to. */
  static ProcessingRecord of(DreyConfiguration configuration, RuleSet rules) {
    PrivacyNotice notice = configuration.splash().notice();
    NoticeSender sender = configuration.sender();
    Set<String> read = new TreeSet<>();
    rules.heads().forEach(head -> read.addAll(FieldsRead.of(rules, head.index())));
    Map<String, Duration> alertsKept = new TreeMap<>();
    configuration.retention().times().forEach((end, time) -> alertsKept.put(end.name(), time));
    return new ProcessingRecord(
        notice == null ? null : notice.controller(),
        notice == null ? null : notice.url().toString(),
        sender == null ? null : sender.name(),
        rules.version(),
        StreamRegistry.all().stream().map(one -> stream(one, configuration, rules, read)).toList(),
        configuration.time().outageAllowance(),
        configuration.findingsTopic(),
        configuration.fourEyesFrom() == null ? null : configuration.fourEyesFrom().name(),
        alertsKept,
        rules(rules));
  }

  private static ProcessedStream stream(
      StreamDefinition<?> stream,
      DreyConfiguration configuration,
      RuleSet rules,
      Set<String> read) {
    String topic = stream.topic();
    TopicBindings bindings = stream.bindings(configuration, "");
    boolean isOurs = !stream.canBeLate(); // the jobs make its records, so no basis is declared
    Set<String> fields = new HashSet<>();
    for (String one : read) {
      if (one.startsWith(topic + ".")) {
        String field = one.substring(topic.length() + 1);
        fields.add(field);
        fields.addAll(stream.computedFrom(field));
      }
    }
    return new ProcessedStream(
        topic,
        configuration.sources(topic).stream()
            .map(source -> source(source, bindings.of(source.topic()), isOurs))
            .toList(),
        rules.reads(topic),
        rules.correlations().stream()
            .filter(rule -> isBuiltOn(rules, rule, topic))
            .map(rule -> longest(rules, rule))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO),
        TopicNames.schema(topic).getFields().stream()
            .map(field -> field(field, fields.contains(field.name())))
            .toList());
  }

  private static Duration longest(RuleSet rules, CorrelationRule rule) {
    return Duration.ofMillis(KeptObservations.of(rules, rule).longestMillis());
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

  private static boolean isBuiltOn(RuleSet rules, CorrelationRule rule, String topic) {
    return rule.references().stream()
        .anyMatch(
            below ->
                rules.isDetection(below.rule())
                    ? rules.detection(below.rule()).stream().topic().equals(topic)
                    : isBuiltOn(rules, rules.correlation(below.rule()), topic));
  }

  private static ProcessedField field(Schema.Field field, boolean read) {
    String entity = field.getProp(DetailField.ENTITY);
    boolean isRaw = "true".equals(field.getProp(RAW));
    boolean isNamed = "true".equals(field.getProp(DomainCheck.TOKEN));
    boolean isToken = isNamed && entity != null && !isRaw;
    Kind plain = isNamed ? Kind.ID : Kind.VALUE;
    return new ProcessedField(
        field.name(),
        isRaw ? Kind.AS_SEEN : isToken ? Kind.TOKEN : plain,
        isToken ? entity.toLowerCase(Locale.ROOT) : "",
        read,
        field.doc() == null ? "" : field.doc());
  }

  private static List<RuleInForce> rules(RuleSet rules) {
    List<RuleInForce> all = new ArrayList<>();
    for (IndicatorRow row : IndicatorCatalogue.of(rules).rows()) {
      for (RuleHead head : rules.heads()) {
        ScoringPart scoring = head.scoring();
        if (scoring != null && scoring.indicator().equals(row.id())) {
          all.add(rule(rules, head, scoring, row));
        }
      }
    }
    return List.copyOf(all);
  }

  private static RuleInForce rule(
      RuleSet rules, RuleHead head, ScoringPart scoring, IndicatorRow row) {
    boolean isSingle = rules.isDetection(head.index());
    CorrelationRule counted = isSingle ? null : rules.correlation(head.index());
    return new RuleInForce(
        head.id(),
        head.version(),
        head.title(),
        scoring.indicator(),
        scoring.track().name().toLowerCase(Locale.ROOT),
        head.live(),
        scoring.points(),
        counted == null ? "" : counted.window(),
        counted == null ? Duration.ZERO : longest(rules, counted),
        Duration.ofMillis(scoring.halfLifeMillis()),
        List.copyOf(FieldsRead.of(rules, head.index())),
        head.text().lookAlikes(),
        List.copyOf(new TreeSet<>(row.sources().stream().map(SourceReference::document).toList())));
  }
}
