package org.drey.definitions.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What providers write, as metrics and logs have it. */
final class LabelTest {
  @Test
  void onlyPlainCharactersPass() {
    assertEquals("isp-1.example_a", Label.of("isp-1.example_a"));
    assertEquals("a_b_c__jndi_x__", Label.of("a\nb\u001bc ${jndi:x}\u202e".replace(" ", "")));
  }

  @Test
  void andNotManyOfThem() {
    assertEquals("a".repeat(64), Label.of("a".repeat(10_000)));
  }
}
