package org.drey.local.ruletest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.base.NameSuggestions;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.ruletest.RuleTest.TestEvent;
import org.drey.rules.compile.RuleReader;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.YamlJson;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tests of rules. An event's fields are laid over the test's {@code given} and this over
 * the stream's sample event.
 */
final class RuleTestReader {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final Pattern STEP = Pattern.compile("(\\d+)(ms|d|h|m|s)");
  private static final List<String> KEYS = List.of("name", "given", "events", "fires", "quality");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<RuleTest> tests = new ArrayList<>();

  /** The tests of every rule of the files; what is broken in a test is a problem, thrown. */
  static List<RuleTest> read(List<RuleFile> files) {
    RuleTestReader reader = new RuleTestReader();
    for (SigmaDocument document : RuleReader.documents(files)) {
      YamlNode part = document.get("drey");
      YamlNode cases = part == null ? null : part.get("tests");
      if (cases != null) {
        cases.items().forEach(test -> reader.readTest(document, test));
      }
    }
    return reader.tests;
  }

  private void readTest(SigmaDocument document, YamlNode test) {
    int number = tests.size();
    refuseUnknown(test, KEYS, "a test");
    YamlNode given = test.get("given");
    if (given != null) {
      refuseUnknown(given, TopicNames.ALL, "given");
    }
    List<TestEvent> events = new ArrayList<>();
    List<YamlNode> items = required(test, "events").items();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).fields().size() != 1) {
        throw items.get(i).problem("an event is one topic and its fields");
      }
      Map.Entry<String, YamlNode> event = items.get(i).fields().entrySet().iterator().next();
      String topic = event.getKey();
      if (!TopicNames.ALL.contains(topic)) {
        throw unknown(items.get(i), topic, TopicNames.ALL, "an event");
      }
      YamlNode base = given == null ? null : given.get(topic);
      ObjectNode fields = sample(topic);
      setKind(document, topic, fields);
      lay(topic, fields, base, event.getValue(), number, i + 1);
      events.add(new TestEvent(topic, fields));
    }
    tests.add(
        new RuleTest(
            document.id(),
            document.label(),
            required(test, "name").text(),
            test.file() + ":" + test.line(),
            events,
            required(test, "fires").wholeNumber(),
            quality(test.get("quality"))));
  }

  private static @Nullable Double quality(@Nullable YamlNode given) {
    if (given == null) {
      return null;
    }
    double quality = given.number().doubleValue();
    if (quality < 0 || quality > 1) {
      throw given.problem("'quality' is from 0 to 1");
    }
    return quality;
  }

  /**
   * Lets the events of a rule for one kind of entity be about that kind, unless they say another.
   */
  private static void setKind(SigmaDocument document, String topic, ObjectNode fields) {
    YamlNode entity = document.required("drey").get("entity");
    StreamSchema stream = StreamRegistry.schemas().get(topic);
    if (document.kind() == null || entity == null || stream == null) {
      return;
    }
    StreamField field = stream.field(entity.text());
    if (field != null && field.kindField() != null) {
      fields.put(field.kindField(), document.kind().name());
    }
  }

  /** Lays what a test and its event say over the sample of a stream. */
  private static void lay(
      String topic,
      ObjectNode fields,
      @Nullable YamlNode given,
      YamlNode own,
      int test,
      int place) {
    fields.put("event_id", "e" + place);
    long time = START.toEpochMilli();
    for (YamlNode layer : given == null ? List.of(own) : List.of(given, own)) {
      for (Map.Entry<String, YamlNode> field : layer.fields().entrySet()) {
        if (field.getKey().equals("at")) {
          time = START.toEpochMilli() + offset(field.getValue());
        } else {
          refuseUnknown(fields, topic, field);
          fields.set(field.getKey(), YamlJson.of(field.getValue()));
        }
      }
    }
    fields.put("event_time", time);
    fields.put("received_at", time); // tests do not depend on today's date
    // Streams join only inside one token domain: each test is a separate world.
    fields.put("token_domain", domain(test));
    fields.put("event_id", domain(test) + "-" + fields.get("event_id").asText());
  }

  private static void refuseUnknown(
      ObjectNode sample, String topic, Map.Entry<String, YamlNode> field) {
    boolean known = TopicNames.schema(topic).getField(field.getKey()) != null;
    if (!known) {
      List<String> names = new ArrayList<>();
      sample.fieldNames().forEachRemaining(names::add);
      throw field
          .getValue()
          .problem(
              topic
                  + " has no field '"
                  + field.getKey()
                  + "'"
                  + NameSuggestions.didYouMean(field.getKey(), names));
    }
  }

  /** The token domain of a test. */
  static String domain(int test) {
    return "test-" + test;
  }

  private static ObjectNode sample(String topic) {
    String name = "/samples/" + topic + ".pass.json";
    try (InputStream in = TopicNames.class.getResourceAsStream(name)) {
      JsonNode sample = JSON.readTree(in);
      return (ObjectNode) sample;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  private static long offset(YamlNode node) {
    Matcher matcher = STEP.matcher(node.text());
    long millis = 0;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      long unit =
          switch (matcher.group(2)) {
            case "d" -> 86_400_000L;
            case "h" -> 3_600_000L;
            case "m" -> 60_000L;
            case "s" -> 1_000L;
            default -> 1L;
          };
      millis += Long.parseLong(matcher.group(1)) * unit;
      end = matcher.end();
    }
    if (end != node.text().length() || end == 0) {
      throw node.problem("'at' is a time since the start, such as 0d or 29d23h59m59s999ms");
    }
    return millis;
  }

  private static YamlNode required(YamlNode node, String key) {
    YamlNode value = node.get(key);
    if (value == null) {
      throw node.problem("a test needs '" + key + "'");
    }
    return value;
  }

  private static void refuseUnknown(YamlNode node, List<String> known, String what) {
    for (Map.Entry<String, YamlNode> entry : node.fields().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw unknown(entry.getValue(), entry.getKey(), known, what);
      }
    }
  }

  private static ProblemException unknown(
      YamlNode place, String key, List<String> known, String what) {
    return place.problem(what + " has no '" + key + "'" + NameSuggestions.didYouMean(key, known));
  }
}
