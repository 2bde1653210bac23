package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConstantDatabaseTest {
  @Test
  void aKeyIsTheNameAsDnsSendsIt() {
    assertArrayEquals(
        "\3www\4shop\7example\0".getBytes(StandardCharsets.US_ASCII),
        ConstantDatabase.wire("www.shop.example"));
  }
}
