package org.drey.benchmarks.cdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NameFilesTest {
  @Test
  void aKeyIsTheNameAsDnsSendsIt() {
    assertArrayEquals(
        "\3www\4shop\7example\0".getBytes(StandardCharsets.US_ASCII),
        NameFiles.wire("www.shop.example"));
  }
}
