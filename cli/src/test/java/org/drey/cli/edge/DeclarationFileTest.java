package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.edge.splash.VisitorDeclaration;
import org.drey.edge.splash.template.ProcessingStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs' configuration, as the splash page looks at it again and again. */
final class DeclarationFileTest {
  private static final String REMOVED =
      "streams: {dns-queries: {legal_basis: none}, web-requests: {legal_basis: none}}\n";

  @TempDir Path folder;

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("drey.yaml"), yaml);
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    DeclarationFile file = new DeclarationFile(write(REMOVED));
    VisitorDeclaration first = file.look();
    assertEquals(ProcessingStatement.UNKNOWN, first.processing());
    assertSame(first, file.look());

    write(REMOVED + "splash: {nothing_recorded: true}\n");
    VisitorDeclaration second = file.look();
    assertEquals(ProcessingStatement.NONE, second.processing());
    assertNotEquals(first.hash(), second.hash());
  }

  @Test
  void whatIsWrongIsSaidUntilItIsPutRight() throws IOException {
    Path path = write(REMOVED);
    DeclarationFile file = new DeclarationFile(path);
    VisitorDeclaration first = file.look();
    write(REMOVED + "splahs: {nothing_recorded: true}\n");
    for (int look = 0; look < 2; look++) {
      var wrong = assertThrows(InvalidConfigurationException.class, file::look);
      assertTrue(wrong.getMessage().contains("drey.yaml:2: "), wrong.getMessage());
    }
    Files.delete(path);
    assertThrows(NoSuchFileException.class, file::look);
    write(REMOVED);
    assertEquals(first, file.look());
  }
}
