package org.drey.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class YamlNodeTest {
  private static final YamlNode READ =
      YamlNode.parse("a.yml", "gte: secret\nmany: [1, secret]\nhuge: 1e101\n");

  @Test
  void aValueThatItsKeyDoesNotTakeIsNotShown() {
    YamlNode gte = READ.required("gte");
    assertRefused("a.yml:1: 'gte': expected a whole number", gte::wholeNumber);
    assertRefused("a.yml:1: 'gte': expected a number", gte::number);
    assertRefused("a.yml:1: 'gte': expected true or false", gte::bool);
    assertRefused("a.yml:1: 'gte': expected a map", gte::fields);
    YamlNode many = READ.required("many");
    assertRefused("a.yml:2: 'many': expected a single value", many::text);
    assertRefused("a.yml:2: 'many': expected a number", many.items().get(1)::number);
    YamlNode list = YamlNode.parse("b.yml", "- secret");
    assertRefused("b.yml:1: expected a map", list::fields);
    assertRefused("b.yml:1: expected a number", list.items().get(0)::number);
  }

  @Test
  void aNumberWithAnExponentBeyondCalculationIsRefused() {
    assertRefused(
        "a.yml:3: 'huge': '1e101' is not a number that can be used here",
        READ.required("huge")::number);
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(ProblemException.class, call).getMessage());
  }
}
