package org.drey.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlValuesTest {
  private static final YamlNode READ = YamlNode.parse("a.yml", "one: 1\ntwo:\n  - x\n  - true\n");

  @Test
  void whatWasReadKeepsItsTypeAndLine() {
    Map<String, YamlNode> fields = new LinkedHashMap<>(READ.fields());
    fields.put("three", YamlValues.text(READ, "true"));
    YamlNode made = YamlValues.map(READ.required("two"), fields);
    assertEquals(List.of("one", "two", "three"), List.copyOf(made.fields().keySet()));
    assertEquals(1L, made.required("one").scalar());
    assertEquals(1, made.required("one").line());
    assertEquals("a.yml:4: no", made.required("two").items().get(1).problem("no").getMessage());
  }

  @Test
  void whatIsNewHasTheLineOfWhatItIsMadeAt() {
    YamlNode two = READ.required("two");
    YamlNode list = YamlValues.list(two, List.of(YamlValues.text(two, "1"), READ));
    assertTrue(list.isList());
    assertEquals(3, list.line());
    assertEquals("1", list.items().get(0).scalar(), "a text, not a number");
    assertEquals(3, list.items().get(0).line());
    assertEquals(1, list.items().get(1).line());
  }
}
