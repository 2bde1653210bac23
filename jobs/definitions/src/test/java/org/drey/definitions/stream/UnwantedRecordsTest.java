package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.EventRow;
import org.drey.event.Audience;
import org.drey.event.BlocklistHit;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Enforced;
import org.drey.event.Match;
import org.drey.event.NetworkClass;
import org.drey.event.Policy;
import org.drey.event.Stage;
import org.drey.event.Transport;
import org.drey.event.WebRequest;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.DomainCheck;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EventDetector;
import org.drey.rules.match.RuleHits;
import org.drey.rules.match.StreamMatcher;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;

/** An unwanted record is one that, if it is decoded, is accepted and matches no rule. */
final class UnwantedRecordsTest {
  private static final int RULE_SETS = 40;
  private static final int RECORDS = 500;
  private static final RecordPosition PLACE = new RecordPosition("some-topic", 3, 42);
  private static final long NOW = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

  private static final String[] DNS_LINES = {
    "query: a.b.example",
    "query: [c.example, B.example]",
    "query|contains: aca",
    "query|startswith: [bb, cab]",
    "query|endswith: .bc.example",
    "query: 'a*bb*example'",
    "query|cased|contains: ABA",
    "registered_domain: ab.example",
    "registered_domain|endswith: cc.example",
    "public_suffix: test",
    "day: '2026-03-01'",
    "subject: [s1, s2]",
    "record_type: HTTPS",
    "answers|contains: '.7'",
    "transport: DOQ",
    "transport: [DOH, DOT]",
    "network_class: MOBILE",
    "interactive: false",
    "key_version: 3",
    "resolver: r1",
    "response_code: null",
    "response_code: [NXDOMAIN, null]",
    "query|contains: ü",
    "query|contains|all: [ab, ca]",
    "query|re|i: '^(AB|CA)'",
    "'': [ca, HTTPS]",
    "key_version|gt: 2",
  };

  private static final String[] WEB_LINES = {
    "url|contains: aca",
    "url|endswith: /ab",
    "host: ab.example",
    "host|endswith: .bc.example",
    "registered_domain: [c.example, b.example]",
    "stage: PROXY",
    "method: POST",
    "status: 404",
    "status|gte: 300",
    "method: null",
    "url|contains|all: [ab, ca]",
    "url|re: '/(ab|ca)c'",
    "cs-uri-stem|startswith: /ab",
    "c-uri-query|contains: a",
    "'|all': [ab, POST]",
  };

  private static final String[] HIT_LINES = {
    "decision: SPLASH",
    "interactive: false",
    "match: [DOMAIN, HOST]",
    "list_id|startswith: a",
    "entry_id: e1",
    "ede_code: 16",
    "subject: s1",
    "action: null",
    "list_stale: true",
  };

  private static final String[] CONDITIONS = {
    "a",
    "a and b",
    "a or b",
    "a and not b",
    "not a and b",
    "1 of them",
    "all of them",
    "a or not b",
    "(a or b) and c",
    "a or b and c",
  };

  private final Random random = new Random(5);
  private int found;
  private int matched;
  private int rejected;

  @Test
  void queries() throws Exception {
    assertUnwanted(StreamRegistry.dnsQueries(), "dns", DNS_LINES, this::query);
  }

  @Test
  void requests() throws Exception {
    assertUnwanted(StreamRegistry.webRequests(), "proxy", WEB_LINES, this::request);
  }

  @Test
  void hits() throws Exception {
    assertUnwanted(StreamRegistry.blocklistHits(), "blocklist", HIT_LINES, this::hit);
  }

  @Test
  void aRuleWithoutALiteralWantsEveryRecord() {
    RuleSet rules =
        compiled(
            "dns",
            List.of(
                "a: {query: a.example}, condition: a", "a: {query: a.example}, condition: not a"));
    assertTrue(
        UnwantedRecords.of(StreamRegistry.dnsQueries(), rules, DreyConfiguration.DEFAULT)
            .create()
            .isEmpty());
  }

  @Test
  void aPaymentIsDecoded() {
    RuleSet rules = compiled("payment", List.of("a: {payee: q1}, condition: a"));
    assertTrue(
        UnwantedRecords.of(StreamRegistry.payments(), rules, DreyConfiguration.DEFAULT)
            .create()
            .isEmpty());
  }

  private interface Records<T> {
    T next();
  }

  private <T extends SpecificRecordBase> void assertUnwanted(
      StreamDefinition<T> stream, String category, String[] lines, Records<T> records)
      throws Exception {
    int sets = 0;
    while (sets < RULE_SETS) {
      RuleSet rules = rules(category, lines);
      Optional<UnwantedRecords<T>> unwanted =
          UnwantedRecords.of(stream, rules, DreyConfiguration.DEFAULT).create();
      boolean isIndexed = rules.matcher(stream.schema()).unindexed().isEmpty();
      assertEquals(isIndexed, unwanted.isPresent());
      if (isIndexed) {
        sets++;
        assertUnwanted(stream, rules, unwanted.get(), records);
      }
    }
    int all = RULE_SETS * RECORDS;
    String counts = found + " " + matched + " " + rejected;
    assertTrue(found > all / 20 && matched > all / 20 && rejected > all / 20, counts);
  }

  private <T extends SpecificRecordBase> void assertUnwanted(
      StreamDefinition<T> stream, RuleSet rules, UnwantedRecords<T> unwanted, Records<T> records)
      throws Exception {
    AvroCodec<T> codec = AvroCodec.of(stream.type());
    RecordAcceptance<T> acceptance =
        new RecordAcceptance<>(stream.schema(), new TopicBindings(Map.of()));
    StreamMatcher matcher = rules.matcher(stream.schema());
    EventDetector detector = new EventDetector(rules, stream.schema());
    EventRow row =
        stream.row(
            new CurrencyRates(DreyConfiguration.DEFAULT),
            DreyConfiguration.DEFAULT.suffixes(),
            () -> {});
    Binding binding = binding();
    for (int i = 0; i < RECORDS; i++) {
      T record = records.next();
      byte[] message = codec.encode(record);
      boolean isPlain = isPlain(record);
      ArrivedRecord<T> decoded = acceptance.accept(codec.decode(message), PLACE, NOW, binding);
      ArrivedRecord<T> arrival = unwanted.find(message, PLACE, NOW, binding);
      T datum = decoded.datum();
      if (datum == null) {
        rejected++;
        assertNull(arrival);
        continue;
      }
      boolean isWanted = matcher.mayMatch(row.show(datum), new RuleHits());
      assertEquals(isPlain && !isWanted, arrival != null, decoded::toString);
      if (arrival != null) {
        found++;
        assertEquals(withoutRecord(decoded, stream.admission().provider(datum)), arrival);
      }
      if (detector.matches(row.show(datum))) {
        matched++;
        assertTrue(isWanted, decoded::toString);
      }
    }
  }

  private static boolean isPlain(SpecificRecordBase record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      String texts = String.valueOf(record.get(field.pos()));
      boolean isToken = field.getProp(DomainCheck.TOKEN) != null;
      if ((isToken && texts.isEmpty()) || texts.chars().anyMatch(c -> c >= 128)) {
        return false;
      }
    }
    return true;
  }

  /** All that anything is decided by, but the record. */
  private static <T extends SpecificRecordBase> ArrivedRecord<T> withoutRecord(
      ArrivedRecord<T> decoded, String provider) {
    Duration lateness = Duration.ofMillis(decoded.lateness());
    return ArrivedRecord.unwanted(
        decoded.place(),
        decoded.eventTime(),
        decoded.receivedAt(),
        decoded.clock(),
        lateness,
        provider);
  }

  private Binding binding() {
    return new Binding(
        any(null, "p.example"),
        any(null, "default"),
        Duration.ofMinutes(random.nextInt(20)),
        random.nextBoolean());
  }

  /** One to three rules, none of which selects every event. */
  private RuleSet rules(String category, String[] lines) {
    while (true) {
      int count = 1 + random.nextInt(3);
      try {
        return compiled(
            category, IntStream.range(0, count).mapToObj(i -> detection(lines)).toList());
      } catch (InvalidRulesException e) {
        assertTrue(e.getMessage().contains("the rule selects every event"), e.getMessage());
      }
    }
  }

  private String detection(String[] lines) {
    List<String> selections = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      selections.add(name + ": {" + any(lines) + "}");
    }
    return String.join(", ", selections) + ", condition: " + any(CONDITIONS);
  }

  private static RuleSet compiled(String category, List<String> detections) {
    String documents =
        IntStream.range(0, detections.size())
            .mapToObj(
                i ->
                    """
                    title: Rule %d
                    name: rule_%d
                    logsource: {category: %s}
                    detection: {%s}
                    """
                        .formatted(i, i, category, detections.get(i)))
            .collect(Collectors.joining("---\n"));
    return StreamRegistry.compile(
        List.of(new RuleFile("rules.yml", documents)), DreyConfiguration.DEFAULT);
  }

  private DnsQuery query() {
    return DnsQuery.newBuilder()
        .setEventId("e1")
        .setEventTime(time())
        .setProvider(any("p.example", "p.example", "p.example", "q.example"))
        .setTokenDomain(any("default", "default", "default", "other"))
        .setKeyVersion(1 + random.nextInt(3))
        .setSubject(any(null, "", "s1", "s2", "s3"))
        .setQuery(name())
        .setRecordType(any("A", "AAAA", "HTTPS"))
        .setResponseCode(any(null, "NXDOMAIN"))
        .setAnswers(any(List.of(), List.of("192.0.2.1", "192.0.2.7"), List.of("")))
        .setTransport(any(Transport.values()))
        .setNetworkClass(any(NetworkClass.values()))
        .setInteractive(random.nextInt(4) > 0)
        .setResolver(any(null, "r1", "r2"))
        .build();
  }

  private WebRequest request() {
    return WebRequest.newBuilder()
        .setEventId("e1")
        .setEventTime(time())
        .setProvider(any("p.example", "p.example", "p.example", "q.example"))
        .setTokenDomain(any("default", "default", "default", "other"))
        .setSubject(any(null, "", "s1"))
        .setUrl("https://" + name() + any("", "/", "/ab", "/Aca?b"))
        .setStage(any(Stage.values()))
        .setMethod(any(null, "GET", "POST"))
        .setStatus(any(null, 200L, 404L))
        .setNetworkClass(any(NetworkClass.values()))
        .build();
  }

  private BlocklistHit hit() {
    return BlocklistHit.newBuilder()
        .setSignalId("s1")
        .setEventId("e1")
        .setEventTime(time())
        .setEmittedAt(Instant.ofEpochMilli(NOW))
        .setProvider(any("p.example", "p.example", "p.example", "q.example"))
        .setTokenDomain(any("default", "default", "default", "other"))
        .setKeyVersion(1)
        .setSubject(any(null, "", "s1", "s2"))
        .setNetworkClass(any(NetworkClass.values()))
        .setInteractive(random.nextInt(4) > 0)
        .setDecision(any(Decision.values()))
        .setEnforced(any(Enforced.values()))
        .setMatch(any(Match.values()))
        .setListId(any("a1", "b1", "ü1"))
        .setListVersion("1")
        .setEntryId(any("e1", "e2"))
        .setPolicy(any(Policy.values()))
        .setAudience(any(Audience.values()))
        .setSplashRef("r1")
        .setEdeCode(any(0L, 16L))
        .setListStale(random.nextBoolean())
        .setAction(null)
        .build();
  }

  /** Now and then ahead, long ago, or late. */
  private Instant time() {
    Duration[] ago = {
      Duration.ZERO,
      Duration.ofSeconds(1),
      Duration.ofMinutes(10),
      Duration.ofDays(1),
      Duration.ofDays(500),
      Duration.ofMinutes(-4),
      Duration.ofMinutes(-6),
    };
    return Instant.ofEpochMilli(NOW).minus(any(ago));
  }

  /** Of few letters, so that literals are often in it; now and then not ASCII, or no name. */
  private String name() {
    if (random.nextInt(30) == 0) {
      return any("", "ü.example", "a..example", "x".repeat(300), "\u212aab.example", "ab.EXAMPLE");
    }
    StringBuilder name = new StringBuilder();
    for (int labels = 1 + random.nextInt(3); labels > 0; labels--) {
      for (int letters = 1 + random.nextInt(3); letters > 0; letters--) {
        name.append("abcABC".charAt(random.nextInt(random.nextInt(5) == 0 ? 6 : 3)));
      }
      name.append('.');
    }
    return name + any("example", "example", "test");
  }

  @SafeVarargs
  private <E> E any(E... of) {
    return of[random.nextInt(of.length)];
  }
}
