package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdicts that a replay read, beside its alerts. */
class VerdictsBesideTest {
  @TempDir private Path input;
  @TempDir private Path output;

  @Test
  void theyAreAddedOnceToWhatIsThere() throws IOException {
    Path beside = output.resolve("verdicts.jsonl");
    VerdictsBeside.add(input, output);
    assertFalse(Files.exists(beside));
    Files.writeString(input.resolve("verdicts.jsonl"), "{\"a\":1}\n\n{\"b\":2}\n");
    VerdictsBeside.add(input, output);
    assertEquals(List.of("{\"a\":1}", "{\"b\":2}"), Files.readAllLines(beside));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(beside)));
    Files.writeString(beside, "{\"mine\":3}\n{\"b\":2}\n");
    VerdictsBeside.add(input, output);
    assertEquals(List.of("{\"mine\":3}", "{\"b\":2}", "{\"a\":1}"), Files.readAllLines(beside));
    VerdictsBeside.add(output, output);
    assertEquals(3, Files.readAllLines(beside).size());
  }

  private static String sample(String topic) throws IOException {
    String resource = "/samples/" + topic + ".pass.json";
    try (InputStream in = VerdictsBesideTest.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, resource)).toString();
    }
  }

  @Test
  void thoseOnWhoWasErasedAreNotThere() throws IOException {
    String verdict = sample("verdicts");
    String other = verdict.replace("payer-token-1", "payer-token-2");
    String erasure = sample("erasures");
    Files.writeString(input.resolve("verdicts.jsonl"), verdict + "\n" + other + "\nno verdict\n");
    Files.writeString(output.resolve("verdicts.jsonl"), verdict + "\n");
    VerdictsBeside.add(input, output);
    assertEquals(3, Files.readAllLines(output.resolve("verdicts.jsonl")).size());
    Files.writeString(
        input.resolve("erasures.jsonl"),
        erasure.replace("2026-01-20", "2020-01-20") + "\n{\n" + erasure.replace("2026", "2036"));
    VerdictsBeside.add(input, output);
    List<String> left = List.of(other, "no verdict");
    assertEquals(left, Files.readAllLines(output.resolve("verdicts.jsonl")));
    Files.delete(input.resolve("verdicts.jsonl")); // then it is those beside that are to go
    Files.writeString(output.resolve("verdicts.jsonl"), verdict + "\n" + other + "\nno verdict\n");
    VerdictsBeside.add(input, output);
    assertEquals(left, Files.readAllLines(output.resolve("verdicts.jsonl")));
  }
}
