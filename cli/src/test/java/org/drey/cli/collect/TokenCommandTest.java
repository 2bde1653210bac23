package org.drey.cli.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TokenCommandTest {
  @TempDir private Path folder;

  private String run(int status, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new TokenCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    assertEquals(status, command.execute(arguments), err::toString);
    return out + err.toString();
  }

  private String keyFile(String mode) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("tokens.key"), "1: ZHJleSB0ZXN0IGtleSBudW1iZXIgb25lLCAzMiBieXQ=\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file.toString();
  }

  @Test
  void theTokenOfAnAddressIsPrinted() throws Exception {
    String key = keyFile("rw-------");
    assertEquals("1 xkb_Sw71BIr54yIZWCjqNA\n", run(0, "subject", "192.0.2.7", "--key-file", key));
    assertEquals(
        "{\"1\":\"xkb_Sw71BIr54yIZWCjqNA\"}\n",
        run(0, "subject", "192.0.2.7", "--key-file", key, "--json"));
  }

  @Test
  void aKindThatThereIsNotAndAFileForOthersAreRefused() throws Exception {
    String key = keyFile("rw-r--r--");
    assertTrue(run(1, "subject", "192.0.2.7", "--key-file", key).contains("chmod 600"));
    assertTrue(run(2, "person", "192.0.2.7", "--key-file", key).contains("subject"));
  }
}
