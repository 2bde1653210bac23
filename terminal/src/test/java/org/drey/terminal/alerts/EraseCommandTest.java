package org.drey.terminal.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./drey alerts erase} on a folder. */
class EraseCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "payer-token-1";

  @TempDir private Path folder;

  private CommandRun erase(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "erase";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--from";
    all[all.length - 1] = folder.toString();
    return CommandRun.of(AlertsCommand.line(new ShutdownHook()), all);
  }

  private Path requests() {
    return folder.resolve("erasures.jsonl");
  }

  @BeforeEach
  void write() throws IOException {
    for (String topic : new String[] {"alerts", "verdicts"}) {
      String resource = "/samples/" + topic + ".pass.json";
      try (InputStream in = EraseCommandTest.class.getResourceAsStream(resource)) {
        String line = JSON.readTree(Objects.requireNonNull(in, resource)).toString();
        Files.writeString(folder.resolve(topic + ".jsonl"), line + "\n");
      }
    }
  }

  @Test
  void whatItDoesIsSaidAndWithoutATerminalNothingIsAskedFor() {
    CommandRun asked = erase("SUBJECT", TOKEN, "--request", "R-17");
    asked.assertSays(1, "- 1 alert about it: deleted");
    asked.assertSays(1, "- 1 verdict on its alerts: kept in verdicts.jsonl");
    asked.assertSays(1, "there is no terminal to ask at. Add --yes");
    assertFalse((asked.out() + asked.err()).contains(TOKEN), asked.out());
    assertFalse(Files.exists(requests()));
  }

  @Test
  void theRequestIsAppendedAndTheTokenNotPrinted() throws IOException {
    CommandRun done = erase("SUBJECT", TOKEN, "--request", "R-17", "--yes");
    done.assertSays(0, "it counts when that file is in the --input of a replay");
    assertFalse((done.out() + done.err()).contains(TOKEN), done.out());
    JsonNode line = JSON.readTree(Files.readString(requests()));
    assertEquals("R-17", line.get("erasure_id").asText());
    assertEquals(TOKEN, line.get("entity").asText());
    assertEquals("SUBJECT", line.get("entity_kind").asText());
    assertEquals(1, line.get("key_version").asInt());
    erase("SUBJECT", TOKEN, "--request", "R-17", "--yes").assertSays(0, "not written again");
    assertEquals(1, Files.readAllLines(requests()).size());
    erase("SUBJECT", TOKEN, "--request", "R-18", "--key-version", "2", "--yes", "--unseen")
        .assertSays(0, "Written to");
    assertEquals(2, Files.readAllLines(requests()).size());
  }

  @Test
  void jsonIsOneObjectAndAsksForNothingWithoutYes() throws IOException {
    CommandRun looked = erase("SUBJECT", TOKEN, "--request", "R-17", "--json");
    JsonNode view = JSON.readTree(looked.out());
    assertEquals(1, view.get("traces").get("alerts").asInt());
    assertEquals("R-17", view.get("erasure_id").asText());
    assertFalse(looked.out().contains(TOKEN), looked.out());
    looked.assertSays(1, "Nothing was asked for");
    assertFalse(Files.exists(requests()));
    erase("SUBJECT", TOKEN, "--request", "R-17", "--json", "--yes").assertSays(0, "Written to");
    assertTrue(Files.exists(requests()));
  }

  @Test
  void oneOfWhomNothingIsSaidCanBeErasedToo() {
    CommandRun done = erase("SUBJECT", "stranger", "--request", "R-17", "--yes", "--unseen");
    done.assertSays(0, "The job deletes its own state of it, too.");
    done.assertSays(0, "Written to");
  }

  @Test
  void aSlipIsNotAskedForByYesAlone() {
    CommandRun slip = erase("PAYEE", TOKEN, "--request", "R-17", "--yes");
    slip.assertSays(1, "There is such a SUBJECT (token domain default, key version 1)");
    slip.assertSays(1, "Add --unseen if it is meant");
    assertFalse((slip.out() + slip.err()).contains(TOKEN), slip.out());
    assertFalse(Files.exists(requests()));
  }

  @Test
  void whatTheJobWouldRefuseIsNotSent() {
    erase("PERSON", TOKEN, "--request", "R-17").assertSays(2, "PERSON");
    erase("UNKNOWN", TOKEN, "--request", "R-17").assertSays(2, "UNKNOWN");
    erase("SUBJECT", TOKEN).assertSays(2, "--request");
    erase("SUBJECT", TOKEN, "--request", "of " + TOKEN).assertSays(2, "nothing of the person");
    erase("SUBJECT", TOKEN, "--request", "R-17", "--trial").assertSays(2, "--trial");
    erase("SUBJECT", "e".repeat(129), "--request", "R-17", "--yes")
        .assertSays(1, "The job would refuse the request");
    assertFalse(Files.exists(requests()));
  }
}
