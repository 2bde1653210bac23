package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.definitions.config.Configuration;
import org.drey.edge.splash.template.Processing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs' own file decides what the page says of the network. */
final class DeclaredTest {
  private static final String NOTICE =
      "splash: {controller: Example, notice_url: 'https://isp.example/privacy'}\n";
  private static final Processing DECLARED =
      Processing.declared("Example", URI.create("https://isp.example/privacy"));

  @TempDir Path folder;

  private Processing processing(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
    return Declared.processing(Configuration.read(file).declarations());
  }

  private static String bases(String dns, String web) {
    return "streams: {dns-queries: {legal_basis: %s}, web-requests: {legal_basis: %s}}\n"
        .formatted(dns, web);
  }

  @Test
  void nothingIsPromisedWithoutADeclaration() throws IOException {
    assertEquals(Processing.UNKNOWN, processing(""));
    assertEquals(Processing.UNKNOWN, processing(NOTICE));
  }

  @Test
  void thatNothingIsRecordedIsSaidWhereTheOperatorStatesIt() throws IOException {
    String removed = bases("none", "none");
    assertEquals(Processing.UNKNOWN, processing(removed));
    assertEquals(Processing.UNKNOWN, processing(removed + NOTICE));
    assertEquals(Processing.UNKNOWN, processing(removed + "splash: {nothing_recorded: false}"));
    assertEquals(Processing.NONE, processing(removed + "splash: {nothing_recorded: true}"));
    assertEquals(
        Processing.NONE, processing(removed + NOTICE.replace("}", ", nothing_recorded: true}")));
  }

  @Test
  void whereSubjectsAreProcessedThePageSaysByWhomOrNothing() throws IOException {
    for (String bases : new String[] {bases("consent", "none"), bases("none", "consent")}) {
      assertEquals(DECLARED, processing(bases + NOTICE));
      assertEquals(Processing.UNKNOWN, processing(bases));
    }
  }
}
