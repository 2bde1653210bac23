package org.drey.definitions.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.base.NameSuggestions;
import org.drey.base.SigmaTimespan;
import org.drey.event.TopicNames;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.score.AlertEnd;
import org.drey.rules.score.AlertRetention;
import org.drey.rules.score.Band;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of a configuration; an unknown key is an error, not a setting without effect. */
final class ConfigurationReader {
  private static final Set<String> KEYS =
      Set.of(
          "reference_currency",
          "rates",
          "streams",
          "reference_sets",
          "families",
          "blocklist",
          "outage_allowance",
          "idle_after",
          "findings",
          "four_eyes",
          "retention",
          "flink",
          "splash",
          "sender");
  private static final Set<String> FINDINGS_KEYS = Set.of("topic");
  private static final Set<String> FOUR_EYES_KEYS = Set.of("from_band");
  private static final Set<String> BLOCKLIST_KEYS = Set.of("ede_code", "max_age");
  private static final Set<String> EDE_CODES = Set.of("15", "16");
  private static final Set<String> RATE_KEYS = Set.of("day", "currency", "rate");
  private final String file;

  ConfigurationReader(String file) {
    this.file = file;
  }

  DreyConfiguration read(String yaml) {
    try {
      YamlNode root = YamlNode.parse(file, yaml);
      if (root.isScalar() && root.scalar() == null) {
        return DreyConfiguration.DEFAULT;
      }
      root.fields(KEYS);
      YamlNode currency = root.get("reference_currency");
      String reference =
          currency == null ? DreyConfiguration.DEFAULT.referenceCurrency() : currency(currency);
      return checked(
          root.get("splash"),
          new DreyConfiguration(
              reference,
              rates(root.get("rates"), reference),
              StreamsReader.read(root.get("streams")),
              referenceSets(root.get("reference_sets")),
              families(root.get("families")),
              blocklists(root.get("blocklist")),
              time(root),
              hasFindingsTopic(root.get("findings")),
              SuffixList.BUNDLED,
              FlinkReader.read(root.get("flink")),
              fourEyesFrom(root.get("four_eyes")),
              RetentionReader.read(root.get("retention")),
              SplashReader.read(root.get("splash")),
              NoticeSender.read(root.get("sender"))));
    } catch (ProblemException e) {
      throw new InvalidConfigurationException(e.problem().toString());
    }
  }

  /** Checks that no statement on visitors contradicts a topic's declaration. */
  private static DreyConfiguration checked(@Nullable YamlNode splash, DreyConfiguration read) {
    if (splash != null
        && read.splash().nothingRecorded()
        && read.declarations().subjects() != LegalDeclarations.Subjects.REMOVED) {
      throw splash.problem(
          "nothing_recorded is true only where the legal_basis of dns-queries and web-requests is"
              + " none on every topic");
    }
    return read;
  }

  private static List<DreyConfiguration.Rate> rates(@Nullable YamlNode node, String reference) {
    List<DreyConfiguration.Rate> rates = new ArrayList<>();
    for (YamlNode item : ConfigurationNodes.itemsOf(node)) {
      item.fields(RATE_KEYS);
      BigDecimal rate = item.required("rate").number();
      if (rate.signum() <= 0) {
        throw item.problem("a rate is over 0");
      }
      String currency = currency(item.required("currency"));
      if (currency.equals(reference) && rate.compareTo(BigDecimal.ONE) != 0) {
        throw item.problem(currency + " is the reference currency: its rate is 1");
      }
      rates.add(new DreyConfiguration.Rate(day(item.required("day")), currency, rate));
    }
    return rates;
  }

  private static String currency(YamlNode node) {
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(node.text()));
    if (!known) {
      throw node.problem("'" + node.text() + "' is no currency of ISO 4217, such as GBP");
    }
    return node.text();
  }

  private static LocalDate day(YamlNode node) {
    try {
      return LocalDate.parse(node.text());
    } catch (DateTimeParseException e) {
      throw node.problem("expected a day such as 2026-03-02");
    }
  }

  private static DreyConfiguration.Blocklists blocklists(@Nullable YamlNode node) {
    DreyConfiguration.Blocklists usual = DreyConfiguration.Blocklists.DEFAULT;
    if (node == null || node.isNothing()) {
      return usual;
    }
    node.fields(BLOCKLIST_KEYS);
    YamlNode code = node.get("ede_code");
    YamlNode age = node.get("max_age");
    if (code != null && !EDE_CODES.contains(code.text())) {
      throw code.problem("ede_code is 15 (the operator's own policy) or 16 (imposed by law)");
    }
    return new DreyConfiguration.Blocklists(
        code == null ? usual.edeCode() : Integer.parseInt(code.text()),
        age == null ? usual.maxAge() : ConfigurationNodes.duration(age, "max_age"));
  }

  private static boolean hasFindingsTopic(@Nullable YamlNode node) {
    if (node == null || node.isNothing()) {
      return false;
    }
    node.fields(FINDINGS_KEYS);
    return node.required("topic").bool();
  }

  private static @Nullable Band fourEyesFrom(@Nullable YamlNode node) {
    if (node == null || node.isNothing()) {
      return null;
    }
    node.fields(FOUR_EYES_KEYS);
    YamlNode from = node.required("from_band");
    return Arrays.stream(Band.values())
        .filter(band -> band.name().equals(from.text()))
        .findFirst()
        .orElseThrow(() -> from.problem("from_band is one of " + Arrays.toString(Band.values())));
  }

  private static TimeSettings time(YamlNode root) {
    YamlNode allowance = root.get("outage_allowance");
    YamlNode idle = root.get("idle_after");
    Duration idleAfter =
        idle == null
            ? TimeSettings.DEFAULT.idleAfter()
            : ConfigurationNodes.duration(idle, "idle_after");
    if (idle != null && idleAfter.compareTo(Duration.ofSeconds(1)) < 0) {
      throw idle.problem("idle_after is at least a second");
    }
    return new TimeSettings(
        allowance == null
            ? TimeSettings.DEFAULT.outageAllowance()
            : ConfigurationNodes.duration(allowance, "outage_allowance"),
        idleAfter);
  }

  private static FamilyCaps families(@Nullable YamlNode node) {
    return node == null || node.isNothing() ? FamilyCaps.CATALOGUE : FamilyCaps.CATALOGUE.and(node);
  }

  private static Map<String, List<String>> referenceSets(@Nullable YamlNode node) {
    Map<String, List<String>> sets = new HashMap<>();
    ConfigurationNodes.fieldsOf(node)
        .forEach((name, set) -> sets.put(name, set.items().stream().map(YamlNode::text).toList()));
    return sets;
  }

  /** Reads what the operator states for the splash page. */
  private static final class SplashReader {
    private static final Set<String> KEYS = Set.of("controller", "notice_url", "nothing_recorded");
    private static final Set<String> SCHEMES = Set.of("https", "http");
    private static final int LONGEST_NAME = 200;

    private SplashReader() {}

    static SplashStatements read(@Nullable YamlNode node) {
      if (node == null || node.isNothing()) {
        return SplashStatements.UNSAID;
      }
      node.fields(KEYS);
      YamlNode nothing = node.get("nothing_recorded");
      boolean hasNotice = node.get("controller") != null || node.get("notice_url") != null;
      return new SplashStatements(
          nothing != null && nothing.bool(), nothing == null || hasNotice ? notice(node) : null);
    }

    private static PrivacyNotice notice(YamlNode node) {
      return new PrivacyNotice(
          controller(node.required("controller")), url(node.required("notice_url")));
    }

    private static String controller(YamlNode node) {
      String name = node.isNothing() ? "" : node.text().strip();
      if (name.isEmpty() || name.length() > LONGEST_NAME) {
        throw node.problem("controller is a name of at most " + LONGEST_NAME + " characters");
      }
      return name;
    }

    private static URI url(YamlNode node) {
      try {
        URI url = new URI(new URI(node.text()).toASCIIString()); // as it goes over the wire
        if (url.getHost() != null
            && url.getUserInfo() == null
            && SCHEMES.contains(url.getScheme())) {
          return url;
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw node.problem("notice_url is an address such as https://isp.example/privacy");
    }
  }

  /** Reads for how long alerts are kept, by how they ended. */
  private static final class RetentionReader {
    /** The longest time for which anything is meant to be kept. */
    private static final Duration MAX_RETENTION = Duration.ofDays(3_650);

    /** The value that looks like a setting but is none. */
    private static final String OPEN = "open";

    private RetentionReader() {}

    static AlertRetention read(@Nullable YamlNode node) {
      Map<AlertEnd, Duration> times = new EnumMap<>(AlertEnd.class);
      ConfigurationNodes.fieldsOf(node)
          .forEach((name, time) -> times.put(end(name, time), time(name, time)));
      return new AlertRetention(times);
    }

    private static AlertEnd end(String name, YamlNode node) {
      if (name.equals(OPEN)) {
        throw node.problem(
            "an open alert has no retention: quiet closes it after 90 days without evidence. Set"
                + " closed_quiet");
      }
      return Arrays.stream(AlertEnd.values())
          .filter(end -> name(end).equals(name))
          .findFirst()
          .orElseThrow(() -> node.problem("'" + name + "' is none of " + names()));
    }

    private static Duration time(String name, YamlNode node) {
      AlertEnd end = end(name, node);
      Duration time = ConfigurationNodes.duration(node, name);
      if (time.compareTo(Duration.ofDays(end.leastDays())) < 0) {
        throw node.problem(
            name
                + " is at least "
                + end.leastDays()
                + "d: "
                + (end == AlertEnd.CLOSED_QUIET
                    ? "quiet takes 90 days to close an alert, and analysts have as many to look at it"
                    : "within 90 days a verdict may be undone, and late evidence may come")
                + ". Set "
                + end.leastDays()
                + "d or more");
      }
      if (time.compareTo(MAX_RETENTION) > 0) {
        throw node.problem(name + " is at most " + MAX_RETENTION.toDays() + "d");
      }
      return time;
    }

    private static String name(AlertEnd end) {
      return end.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names() {
      return Arrays.stream(AlertEnd.values()).map(RetentionReader::name).toList();
    }
  }

  /** Reads the settings of Flink that a deployment may change: those on which no promise rests. */
  private static final class FlinkReader {
    /**
     * Keys that are open to the operator: how often it is safe to fail, wait and keep; and how
     * RocksDB and restarts are tuned.
     */
    private static final Set<String> OPEN =
        Set.of(
            "execution.checkpointing.dir",
            "execution.checkpointing.interval",
            "execution.checkpointing.local-backup.enabled",
            "execution.checkpointing.min-pause",
            "execution.checkpointing.num-retained",
            "execution.checkpointing.timeout",
            "execution.checkpointing.tolerable-failed-checkpoints",
            "parallelism.default",
            "restart-strategy.exponential-delay.attempts-before-reset-backoff",
            "restart-strategy.exponential-delay.backoff-multiplier",
            "restart-strategy.exponential-delay.initial-backoff",
            "restart-strategy.exponential-delay.max-backoff",
            "restart-strategy.exponential-delay.reset-backoff-threshold",
            "restart-strategy.fixed-delay.attempts",
            "restart-strategy.fixed-delay.delay",
            "restart-strategy.type",
            "state.backend.rocksdb.checkpoint.transfer.thread.num",
            "state.backend.rocksdb.localdir",
            "state.backend.rocksdb.memory.partitioned-index-filters",
            "state.backend.rocksdb.predefined-options",
            "state.backend.rocksdb.thread.num",
            "state.backend.rocksdb.use-bloom-filter");

    private static final String EXACTLY_ONCE = "alerts are none lost and none twice by it";
    private static final String STATE = "state can be read again by it";

    /** Keys that the others rest on. */
    private static final Map<String, String> FIXED =
        Map.of(
            "execution.checkpointing.mode", EXACTLY_ONCE,
            "execution.checkpointing.unaligned.enabled",
                "records in flight would meet other rules after a restart",
            "execution.checkpointing.incremental", "checkpoints are as often as they are by it",
            "execution.checkpointing.externalized-checkpoint-retention",
                "a job that was cancelled goes on from its last checkpoint",
            "execution.buffer-timeout.interval", "splash signals are at once by it",
            "pipeline.auto-watermark-interval", "the clock moves by it",
            "pipeline.generic-types", STATE,
            "pipeline.max-parallelism", "state is split by it, for ever",
            "pipeline.object-reuse", "the jobs are measured with it",
            "state.backend.type", STATE);

    private FlinkReader() {}

    static Map<String, String> read(@Nullable YamlNode node) {
      Map<String, String> settings = new TreeMap<>();
      ConfigurationNodes.fieldsOf(node)
          .forEach(
              (key, value) -> {
                if (FIXED.containsKey(key)) {
                  throw value.problem("'" + key + "' cannot be changed: " + FIXED.get(key));
                }
                if (!OPEN.contains(key)) {
                  throw value.problem(
                      "'"
                          + key
                          + "' is no setting of a job"
                          + NameSuggestions.didYouMean(key, OPEN)
                          + "; there are "
                          + String.join(", ", OPEN.stream().sorted().toList())
                          + ". Flink's own configuration has the settings of machines");
                }
                settings.put(key, value.text());
              });
      return settings;
    }
  }

  /** Reads what a configuration says of streams and of the topics that they are read from. */
  private static final class StreamsReader {
    private static final Set<String> STREAM_KEYS = Set.of("legal_basis", "lateness", "topics");
    private static final Set<String> SOURCE_KEYS =
        Set.of("name", "provider", "token_domain", "lateness", "legal_basis");
    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** The greatest age of a record that is taken when it is received. */
    private static final Duration MAX_AGE = Duration.ofDays(400);

    /** The streams that jobs read. */
    private static final List<String> READ =
        Stream.concat(TopicNames.INPUTS.stream(), Stream.of(TopicNames.BLOCKLIST_HITS)).toList();

    private final Map<String, String> streamOf = new HashMap<>();

    private StreamsReader() {}

    static Map<String, DreyConfiguration.Stream> read(@Nullable YamlNode node) {
      StreamsReader reader = new StreamsReader();
      Map<String, DreyConfiguration.Stream> streams = new HashMap<>();
      ConfigurationNodes.fieldsOf(node)
          .forEach(
              (stream, settings) -> {
                if (!READ.contains(stream)) {
                  throw settings.problem(
                      "there is no stream '"
                          + stream
                          + "' that is read"
                          + NameSuggestions.didYouMean(stream, READ)
                          + "; there are "
                          + READ);
                }
                streams.put(stream, reader.stream(stream, settings));
              });
      return streams;
    }

    private DreyConfiguration.Stream stream(String name, YamlNode node) {
      node.fields(STREAM_KEYS);
      List<BoundTopic> topics = new ArrayList<>();
      for (YamlNode topic : ConfigurationNodes.itemsOf(node.get("topics"))) {
        topics.add(source(name, topic));
      }
      return new DreyConfiguration.Stream(
          ConfigurationNodes.text(node.get("legal_basis")), lateness(node.get("lateness")), topics);
    }

    /** A topic is its name, or what it is bound to besides. */
    private BoundTopic source(String stream, YamlNode node) {
      if (node.isScalar()) {
        return BoundTopic.named(topicName(stream, node));
      }
      node.fields(SOURCE_KEYS);
      return new BoundTopic(
          topicName(stream, node.required("name")),
          ConfigurationNodes.text(node.get("provider")),
          ConfigurationNodes.text(node.get("token_domain")),
          lateness(node.get("lateness")),
          ConfigurationNodes.text(node.get("legal_basis")));
    }

    private String topicName(String stream, YamlNode node) {
      String name = node.text();
      if (!TOPIC_NAME.matcher(name).matches()) {
        throw node.problem(
            "'" + name + "' is no name of a topic: letters, digits, dots, dashes and underscores");
      }
      if (TopicNames.ALL.contains(name) && !name.equals(stream)) {
        throw node.problem("'" + name + "' is the topic of something else than " + stream);
      }
      String before = streamOf.put(name, stream);
      if (before != null) {
        throw node.problem(
            "'" + name + "' is named twice; it is a topic of " + before + " already");
      }
      return name;
    }

    private static @Nullable Duration lateness(@Nullable YamlNode node) {
      if (node == null || node.isNothing()) {
        return null;
      }
      Duration lateness = ConfigurationNodes.duration(node, "lateness");
      if (lateness.compareTo(MAX_AGE) > 0) {
        throw node.problem("lateness is at most 400 days: what is older is refused anyhow");
      }
      return lateness;
    }
  }

  /** Helpers that the parts of a configuration have in common. */
  private static final class ConfigurationNodes {
    private ConfigurationNodes() {}

    /** A time such as 10m, 24h or PT10M. */
    static Duration duration(YamlNode node, String name) {
      try {
        Duration duration =
            node.text().startsWith("P")
                ? Duration.parse(node.text())
                : Duration.ofMillis(SigmaTimespan.millis(node.text()));
        if (duration.isNegative()) {
          throw node.problem(name + " is not below zero");
        }
        return duration;
      } catch (IllegalArgumentException | DateTimeParseException e) {
        throw node.problem("expected a time such as 10m, 24h or PT10M");
      }
    }

    /** The text of a setting; null if it is not set. */
    static @Nullable String text(@Nullable YamlNode node) {
      return node == null || node.isNothing() ? null : node.text();
    }

    static Map<String, YamlNode> fieldsOf(@Nullable YamlNode node) {
      return node == null || node.isNothing() ? Map.of() : node.fields();
    }

    static List<YamlNode> itemsOf(@Nullable YamlNode node) {
      return node == null || node.isNothing() ? List.of() : node.items();
    }
  }
}
