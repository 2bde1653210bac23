package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AtLeastOneTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rules --sizes 10,0; it is at least 1",
        "entity --rounds -3; it is at least 1",
        "state --people 3000000000; is not a number",
        "job --queries many; is not a number"
      })
  void ofNoneThereIsNothingToMeasure(String line, String reason) {
    StringWriter err = new StringWriter();
    int status =
        Benchmarks.run(Benchmarks.commandLine().setErr(new PrintWriter(err)), line.split(" "));
    assertEquals(2, status);
    assertTrue(err.toString().contains(reason), err::toString);
  }
}
