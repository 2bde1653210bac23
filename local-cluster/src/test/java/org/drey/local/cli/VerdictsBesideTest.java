package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Files.writeString(beside, "{\"mine\":3}\n{\"b\":2}\n");
    VerdictsBeside.add(input, output);
    assertEquals(List.of("{\"mine\":3}", "{\"b\":2}", "{\"a\":1}"), Files.readAllLines(beside));
    VerdictsBeside.add(output, output);
    assertEquals(3, Files.readAllLines(beside).size());
  }
}
