package org.drey.cli.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of pairs, filled from messages and from lines. */
@Timeout(60)
final class PairsCommandTest {
  private static final Path MESSAGES =
      Path.of("../collect/src/test/resources/org/drey/collect/iso20022");

  private static final String FORMAT =
      """
      format: core
      input: csv
      records:
        - stream: payments
          fields:
            event_time: {from: time, time: iso}
            subject: payer
            payee: payee
            channel: {value: ACCOUNT_TRANSFER}
            status: status
            amount_minor: pence
            currency: {value: GBP}
            payer_country: {value: NL}
            payee_country: {value: GB}
      lost: The rest.
      configure: Nothing.
      samples:
        - line: "time,payer,payee,status,pence\\n2019-03-02T09:00:00Z,a,b,COMPLETED,100"
          record: {stream: payments, event_time: 2019-03-02T09:00:00Z, subject: a, payee: b,
            channel: ACCOUNT_TRANSFER, status: COMPLETED, amount_minor: 100, currency: GBP,
            payer_country: NL, payee_country: GB}
      """;

  @TempDir private Path folder;

  private CommandRun run(String... more) {
    List<String> all =
        new ArrayList<>(List.of("pairs", "--pairs", folder.resolve("pairs.drey").toString()));
    all.addAll(Arrays.asList(more));
    return CommandRun.of(CollectCommand.line(new ShutdownHook()), all.toArray(String[]::new));
  }

  @Test
  void messagesOfAnyAgeFillItOnceHoweverOftenTheyAreRead() throws Exception {
    Path old = Files.createDirectory(folder.resolve("old"));
    for (String name : List.of("transfer.xml", "status.xml")) {
      String text = Files.readString(MESSAGES.resolve(name)).replace("2026-03-02", "2011-03-02");
      Files.writeString(old.resolve(name), text);
    }
    for (int i = 0; i < 2; i++) {
      CommandRun run = run("--from", old.toString());
      run.assertSays(0, "read 5: 2 payments, 3 filtered, 0 repeated, 0 refused");
      assertTrue(run.out().contains("2 pairs in "), "one of three was declined: " + run.out());
    }
  }

  @Test
  void linesFillItToo() throws Exception {
    Path format = Files.writeString(folder.resolve("core.yaml"), FORMAT);
    Path lines =
        Files.writeString(
            folder.resolve("2019.csv"),
            """
            time,payer,payee,status,pence
            2019-03-02T09:00:00Z,a,b,COMPLETED,100
            2019-03-03T09:00:00Z,a,b,COMPLETED,100
            2019-03-03T09:00:00Z,b,a,COMPLETED,100
            2019-03-03T09:00:00Z,a,c,DECLINED,100
            yesterday,a,d,COMPLETED,100
            """);
    CommandRun run = run("--from", lines.toString(), "--format", format.toString(), "--json");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("\"payments\":3,"), run.out());
    assertTrue(run.out().contains("\"pairs\":2}"), run.out());
    run("--from", lines.toString(), "--format", "squid").assertSays(2, "--format: one of payments");
  }

  @Test
  void whatHoldsNoPaymentIsNoHistory() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    run("--from", empty.toString()).assertSays(1, "0 pairs in ");
    run("--from", folder.resolve("none").toString()).assertSays(1, "there is no file or folder");
  }
}
