package org.drey.definitions.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What providers write, as metrics and logs have it. */
final class PlainLabelTest {
  @Test
  void onlyPlainCharactersPass() {
    assertEquals("isp-1.example_a", PlainLabel.of("isp-1.example_a"));
    assertEquals("a_b_c__jndi_x__", PlainLabel.of("a\nb\u001bc ${jndi:x}\u202e".replace(" ", "")));
  }

  @Test
  void andNotManyOfThem() {
    assertEquals("a".repeat(64), PlainLabel.of("a".repeat(10_000)));
  }
}
