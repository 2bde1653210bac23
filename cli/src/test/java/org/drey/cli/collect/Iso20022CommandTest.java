package org.drey.cli.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Wrong uses are refused before anything is read. */
@Timeout(60)
final class Iso20022CommandTest {
  private static final String KEY = "1: ZwHfofj5jvDS4RR3nOjRV7uKj+pTrz0wyi7NyypXCM8=\n";

  private static final String DECLARED =
      """
      streams:
        dns-queries: {legal_basis: none}
        web-requests: {legal_basis: none}
        payments: {legal_basis: of the test}
        livestream-sessions: {legal_basis: none}
        external-signals: {legal_basis: none}
      """;

  @TempDir private Path folder;

  private String refusal(String... more) {
    List<String> all = new ArrayList<>(List.of("iso20022", "--bootstrap", "127.0.0.1:1"));
    all.addAll(List.of(more));
    StringWriter said = new StringWriter();
    CommandLine line = CollectCommand.line(new ShutdownHook()).setErr(new PrintWriter(said));
    int status =
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  said.append(e.getMessage());
                  return 1;
                })
            .execute(all.toArray(String[]::new));
    assertTrue(status == 1 || status == 2, () -> status + " " + said);
    return said.toString();
  }

  @Test
  void itsSourceIsOneThing() {
    String both = refusal("--stdin", "--from", folder.toString());
    assertTrue(both.contains("One of --from, --stdin, --http and --from-topic"), both);
    assertEquals(both, refusal());
    assertEquals(both, refusal("--from-topic", "messages", "--http", "127.0.0.1:0"));
    String unused = refusal("--stdin", "--from-config", folder.toString());
    assertTrue(unused.contains("--from-topic NAME"), unused);
    String none = refusal("--from", folder.resolve("none").toString());
    assertTrue(none.contains("there is no file or folder"), none);
  }

  @Test
  void whatIsPostedNeedsAPlaceThatOutlivesTheProcess() throws Exception {
    String stateless = refusal("--http", "127.0.0.1:0");
    assertTrue(stateless.contains("--state DIR: a message that was answered with 204"), stateless);
    String state = folder.resolve("state").toString();
    String open = refusal("--http", "0.0.0.0:0", "--state", state);
    assertTrue(open.contains("--tls-key-store FILE and --http-token-file FILE"), open);
    Files.createDirectories(folder.resolve("state/spool"));
    Files.setPosixFilePermissions(
        folder.resolve("state/spool"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Path config = Files.writeString(folder.resolve("drey.yaml"), DECLARED);
    Path key = Files.writeString(folder.resolve("tokens.key"), KEY);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    String read =
        refusal(
            "--http",
            "127.0.0.1:0",
            "--state",
            state,
            "--config",
            config.toString(),
            "--key-file",
            key.toString(),
            "--provider",
            "bank-a.example");
    assertTrue(read.contains("others may use it, and messages name people"), read);
  }

  @Test
  void zoneAndHoldAreWhatTheySay() {
    String from = folder.toString();
    String zone = refusal("--from", from, "--zone", "Example/Nowhere");
    assertTrue(zone.contains("--zone: a zone such as"), zone);
    String hold = refusal("--from", from, "--hold", "soon");
    assertTrue(hold.contains("--hold: 'soon' is no timespan"), hold);
  }

  @Test
  void aChannelIsASymbolOfTheRecord() {
    String refusal = refusal("--from", folder.toString(), "--channel", "PIGEON");
    assertTrue(refusal.contains("--channel"), refusal);
    assertTrue(refusal.contains("P2P"), refusal);
  }

  @Test
  void withoutADeclaredBasisNothingIsRead() {
    String refusal = refusal("--from", folder.toString(), "--provider", "bank-a.example");
    assertTrue(refusal.contains("--config FILE that declares a legal basis"), refusal);
  }

  @Test
  void whatTheFirmKnowsMustBeUsable() throws Exception {
    String from = folder.toString();
    String none = refusal("--from", from, "--customers", folder.resolve("none.csv").toString());
    assertTrue(none.contains("--customers: there is no file"), none);
    Path relations = Files.writeString(folder.resolve("r.csv"), "payer,payee,relationship\na,b,X");
    String row = refusal("--from", from, "--relations", relations.toString());
    assertTrue(row.contains("r.csv: line 2: relationship is empty, or one of UNKNOWN, NONE"), row);
    Path pairs = Files.writeString(folder.resolve("p"), "payer,payee\n");
    String key = refusal("--from", from, "--pairs", pairs.toString());
    assertTrue(key.contains("p.key is missing"), key);
  }
}
