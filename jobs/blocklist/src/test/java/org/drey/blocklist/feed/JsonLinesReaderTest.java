package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import org.drey.blocklist.ListPolicy;
import org.junit.jupiter.api.Test;

final class JsonLinesReaderTest {

  @Test
  void readsObjectsAndIgnoresOtherFields() throws IOException {
    Read read =
        Read.of(
            "jsonl",
            """
            {"type":"DOMAIN","entry":"Bad.Example","added":"2026-01-01","tags":[1,2]}

            {"entry":"https://a.example/p","type":"exact_url","category":"news",\
            "policy":"PARENTAL_CONTROL"}
            {"type":"HOST","entry":"h.example","category":null}
            """);
    assertEquals(
        List.of("1 DOMAIN|bad.example", "3 EXACT_URL|a.example/p", "4 HOST|h.example"),
        read.entries);
    assertEquals("news", read.raw.get(1).category());
    assertEquals(ListPolicy.PARENTAL_CONTROL, read.raw.get(1).policy());
    assertEquals(List.of(), read.problems);
  }

  @Test
  void malformedLinesAreReportedByLineAndNothingElse() throws IOException {
    Read read =
        Read.of(
            "jsonl",
            """
            {"type":"DOMAIN","entry":"secret.example"
            ["secret.example"]
            "secret.example"
            {"type":"DOMAIN","entry":"secret.example"} secret
            {"type":"DOMAIN","entry":["secret.example"]}
            {"type":"DOMAIN"}
            {"type":"SECRET","entry":"secret.example"}
            {"type":"DOMAIN","entry":"secret example"}
            secret.example
            {"type":"DOMAIN","entry":"ok.example"}
            """);
    assertEquals(List.of("10 DOMAIN|ok.example"), read.entries);
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
        read.problems.stream().map(p -> Integer.valueOf(p.substring(0, p.indexOf(' ')))).toList());
    assertFalse(read.problems.toString().contains("secret"));
  }
}
