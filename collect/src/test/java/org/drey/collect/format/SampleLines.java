package org.drey.collect.format;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.drey.yaml.YamlNode;

/** Formats and lines of tests. */
final class SampleLines {
  private SampleLines() {}

  /** A format whose input, fields and samples are given, of web requests. */
  static LineFormat format(String input, String fields, String samples) {
    return LineFormat.read(node(input, fields, samples));
  }

  static YamlNode node(String input, String fields, String samples) {
    return YamlNode.parse(
        "test.yaml",
        """
        format: test
        input: %s
        records:
          - stream: web-requests
            fields: %s
        lost: nothing
        configure: nothing
        samples: %s
        """
            .formatted(input, fields, samples));
  }

  /** What the last of some lines becomes. */
  static ObservedLine read(LineFormat format, String... lines) throws RefusedLineException {
    FormatReader reader = format.open(InstantSource.system());
    Optional<ObservedLine> last = Optional.empty();
    for (String line : lines) {
      last = reader.read(line.getBytes(StandardCharsets.UTF_8));
    }
    return last.orElseThrow();
  }
}
