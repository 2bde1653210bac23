package org.drey.collect.format;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** Whole formats in documents can be used as they are: their samples become what they should. */
final class FormatsInDocumentsTest {
  private static final Path FEEDS = Path.of("..", "docs", "feeds");
  private static final Pattern FORMAT =
      Pattern.compile("```yaml\\n(format: .*?)\\n```", Pattern.DOTALL);

  @Test
  void samplesOfDocumentsBecomeWhatTheyShould() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> pages = Files.list(FEEDS)) {
      for (Path page : pages.filter(one -> one.toString().endsWith(".md")).toList()) {
        Matcher formats = FORMAT.matcher(Files.readString(page));
        while (formats.find()) {
          LineFormat format = LineFormat.read(YamlNode.parse(page.toString(), formats.group(1)));
          assertFalse(format.streams().isEmpty());
          names.add(format.name());
        }
      }
    }
    assertTrue(
        names.containsAll(List.of("my-proxy", "my-payments", "my-sessions")), () -> "" + names);
  }
}
