package org.drey.rules.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlValues;
import org.jspecify.annotations.Nullable;

/** The tests of a document for several kinds, each of which is run for every kind. */
final class KindTests {
  private KindTests() {}

  /** Refuses a test that names a kind: where it is written says for which kinds it is. */
  static void check(YamlNode tests) {
    for (YamlNode test : tests.items()) {
      YamlNode kind = test.isMap() ? test.get("kind") : null;
      if (kind != null) {
        throw kind.problem(
            "a test names no kind, for it is run for each: write one for a single kind under"
                + " 'tests' of that kind");
      }
    }
  }

  /** The tests with events of a kind, unless an event says another. */
  static YamlNode about(YamlNode tests, KindField field, YamlNode kind) {
    List<YamlNode> changed =
        tests.items().stream().map(test -> testAbout(test, field, kind)).toList();
    return YamlValues.list(tests, changed);
  }

  private static YamlNode testAbout(YamlNode test, KindField field, YamlNode kind) {
    if (!test.isMap()) {
      return test; // the reader of tests says what is wrong, here and below
    }
    YamlNode given = test.get("given");
    if (given != null && !given.isMap()) {
      return test;
    }
    Map<String, YamlNode> byTopic = new LinkedHashMap<>(given == null ? Map.of() : given.fields());
    String topic = field.stream().topic();
    byTopic.put(topic, event(test, byTopic.get(topic), field.name(), kind));
    Map<String, YamlNode> fields = new LinkedHashMap<>(test.fields());
    fields.put("given", YamlValues.map(test, byTopic));
    return YamlValues.map(test, fields);
  }

  private static YamlNode event(
      YamlNode test, @Nullable YamlNode given, String field, YamlNode kind) {
    Map<String, YamlNode> event = new LinkedHashMap<>();
    event.put(field, kind);
    if (given != null) {
      if (!given.isMap()) {
        return given;
      }
      YamlNode said = given.get(field);
      if (said != null) {
        throw said.problem("'" + field + "' is that of each kind; a single event may have another");
      }
      event.putAll(given.fields());
    }
    return YamlValues.map(test, event);
  }
}
