package org.drey.definitions.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.blocklist.url.UrlParts;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.BlocklistHit;
import org.drey.event.DnsQuery;
import org.drey.event.ExternalSignal;
import org.drey.event.LivestreamSession;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.RuleSetCompiler;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.RuleFile;

/** Every stream that rules can read. */
public final class StreamRegistry {
  private StreamRegistry() {}

  /** The definitions, in the order of the design. */
  public static List<StreamDefinition<?>> all() {
    return List.of(
        dnsQueries(),
        webRequests(),
        payments(),
        livestreamSessions(),
        externalSignals(),
        blocklistHits());
  }

  /** Queries that resolvers answered. */
  public static StreamDefinition<DnsQuery> dnsQueries() {
    return StreamDefinition.of(TopicNames.DNS_QUERIES, DnsQuery.class)
        .category("dns")
        .lateness(Duration.ofMinutes(10))
        .subjectsOnBasisOf(TopicNames.DNS_QUERIES)
        .sigmaName("answer", "answers")
        .sigmaName("QueryName", "query")
        .derived(DerivedField.day())
        .derived(DerivedField.registeredDomain("query"))
        .derived(DerivedField.publicSuffix("query"))
        .build();
  }

  /** Requests that proxies, caches, browsers and ad servers saw. */
  public static StreamDefinition<WebRequest> webRequests() {
    return StreamDefinition.of(TopicNames.WEB_REQUESTS, WebRequest.class)
        .category("proxy")
        .lateness(Duration.ofMinutes(10))
        .withoutClock()
        .subjectsOnBasisOf(TopicNames.WEB_REQUESTS)
        .sigmaName("c-uri", "url")
        .sigmaName("cs-uri", "url")
        .sigmaName("cs-host", "host")
        .sigmaName("r-dns", "host")
        .sigmaName("cs-method", "method")
        .sigmaName("sc-status", "status")
        .sigmaName("dst_ip", "server_address")
        .sigmaName("c-uri-stem", "url_path")
        .sigmaName("cs-uri-stem", "url_path")
        .sigmaName("c-uri-query", "url_query")
        .sigmaName("cs-uri-query", "url_query")
        .sigmaName("c-uri-extension", "url_extension")
        .sigmaName("cs-uri-extension", "url_extension")
        .derived(DerivedField.day())
        .derived(DerivedField.host("host", "url"))
        .derived(DerivedField.registeredDomain("host"))
        .derived(DerivedField.publicSuffix("host"))
        .derived(DerivedField.serverAddress("server_address", "url"))
        .derived(DerivedField.urlPart("url_path", "url", UrlParts::path))
        .derived(DerivedField.urlPart("url_query", "url", UrlParts::query))
        .derived(DerivedField.urlPart("url_extension", "url", UrlParts::extension))
        .build();
  }

  /** Payments, as the payer's firm saw them. */
  public static StreamDefinition<Payment> payments() {
    return StreamDefinition.of(TopicNames.PAYMENTS, Payment.class)
        .category("payment")
        .lateness(Duration.ofHours(24))
        .derived(DerivedField.day())
        .derived(DerivedField.amount())
        .derived(DerivedField.roundAmount())
        .derived(DerivedField.crossBorder())
        .derived(DerivedField.localHour("payer_local_hour", "payer_utc_offset_minutes"))
        .build();
  }

  /**
   * Returns the stream of rooms of livestream platforms: who comes and goes, never what is shown.
   */
  public static StreamDefinition<LivestreamSession> livestreamSessions() {
    return StreamDefinition.of(TopicNames.LIVESTREAM_SESSIONS, LivestreamSession.class)
        .category("livestream")
        .lateness(Duration.ofHours(1))
        .derived(DerivedField.day())
        .derived(DerivedField.localHour("host_local_hour", "host_utc_offset_minutes"))
        .derived(DerivedField.localHour("viewer_local_hour", "viewer_utc_offset_minutes"))
        .derived(DerivedField.registeredDomain("service"))
        .derived(DerivedField.publicSuffix("service"))
        .build();
  }

  /** Reports from trusted flaggers, law enforcement and industry. */
  public static StreamDefinition<ExternalSignal> externalSignals() {
    return StreamDefinition.of(TopicNames.EXTERNAL_SIGNALS, ExternalSignal.class)
        .category("signal")
        .lateness(Duration.ofDays(90)) // a report is not a sensor reading
        .withoutClock()
        .confidence("confidence")
        .expiry("expires_at")
        .derived(DerivedField.day())
        .build();
  }

  /** Blocklist decisions, as the blocklist job makes them. */
  public static StreamDefinition<BlocklistHit> blocklistHits() {
    return StreamDefinition.of(TopicNames.BLOCKLIST_HITS, BlocklistHit.class)
        .category("blocklist")
        .lateness(Duration.ofHours(24))
        .withoutClock()
        .neverLate()
        .subjectsOnBasisOf(TopicNames.DNS_QUERIES)
        .derived(DerivedField.day())
        .build();
  }

  /** Those among the streams of a job that drive its clock; all of them where none usually does. */
  public static List<StreamDefinition<?>> driving(List<StreamDefinition<?>> read) {
    List<StreamDefinition<?>> driving =
        read.stream().filter(StreamDefinition::drivesClock).toList();
    return driving.isEmpty() ? read : driving;
  }

  /** The definition of a topic. */
  public static StreamDefinition<?> of(String topic) {
    return all().stream()
        .filter(stream -> stream.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stream on topic " + topic));
  }

  /** Returns what rules see of each, by topic. */
  public static Map<String, StreamSchema> schemas() {
    return all().stream()
        .map(StreamDefinition::schema)
        .collect(Collectors.toMap(StreamSchema::topic, Function.identity()));
  }

  /** Compiles rules against the streams as a configuration sets them. */
  public static RuleSet compile(List<RuleFile> files, DreyConfiguration configuration) {
    return RuleSetCompiler.compile(
        files,
        configuration.apply(schemas().values()),
        configuration.referenceSets(),
        configuration.families(),
        configuration.time().outageAllowance());
  }
}
