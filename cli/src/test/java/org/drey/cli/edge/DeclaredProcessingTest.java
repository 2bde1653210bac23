package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.edge.splash.template.ProcessingStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs' own file decides what the page says of the network. */
final class DeclaredProcessingTest {
  private static final String NOTICE =
      "splash: {controller: Example, notice_url: 'https://isp.example/privacy'}\n";
  private static final ProcessingStatement DECLARED =
      ProcessingStatement.declared("Example", URI.create("https://isp.example/privacy"));

  @TempDir Path folder;

  private ProcessingStatement processing(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
    return DeclaredProcessing.processing(DreyConfiguration.read(file).declarations());
  }

  private static String bases(String dns, String web) {
    return "streams: {dns-queries: {legal_basis: %s}, web-requests: {legal_basis: %s}}\n"
        .formatted(dns, web);
  }

  @Test
  void nothingIsPromisedWithoutADeclaration() throws IOException {
    assertEquals(ProcessingStatement.UNKNOWN, processing(""));
    assertEquals(ProcessingStatement.UNKNOWN, processing(NOTICE));
  }

  @Test
  void thatNothingIsRecordedIsSaidWhereTheOperatorStatesIt() throws IOException {
    String removed = bases("none", "none");
    assertEquals(ProcessingStatement.UNKNOWN, processing(removed));
    assertEquals(ProcessingStatement.UNKNOWN, processing(removed + NOTICE));
    assertEquals(
        ProcessingStatement.UNKNOWN, processing(removed + "splash: {nothing_recorded: false}"));
    assertEquals(
        ProcessingStatement.NONE, processing(removed + "splash: {nothing_recorded: true}"));
    assertEquals(
        ProcessingStatement.NONE,
        processing(removed + NOTICE.replace("}", ", nothing_recorded: true}")));
  }

  @Test
  void whereSubjectsAreProcessedThePageSaysByWhomOrNothing() throws IOException {
    for (String bases : new String[] {bases("consent", "none"), bases("none", "consent")}) {
      assertEquals(DECLARED, processing(bases + NOTICE));
      assertEquals(ProcessingStatement.UNKNOWN, processing(bases));
    }
  }
}
