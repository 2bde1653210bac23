package org.drey.collect.firm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.drey.collect.feed.FollowedFile;
import org.drey.event.AgeBand;
import org.drey.event.KycLevel;
import org.drey.event.PayeeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FirmTablesTest {
  @TempDir private Path folder;

  private static String refusal(FirmReader reader) {
    String message = assertThrows(IOException.class, reader::read).getMessage();
    assertFalse(message.contains("secret"), message);
    return message;
  }

  private interface FirmReader {
    void read() throws Exception;
  }

  @Test
  void rowsAreReadWhateverTheOrderOfTheirColumns() throws Exception {
    FirmFiles files = new FirmFiles(folder);
    assertEquals(3, files.customers("\uFEFF" + FirmFiles.CUSTOMERS).customers.size());
    files.customers("kyc, account\r\nFULL,\"one, \"\"two\"\"\"\r\n\r\nFULL,three\r\n");
    assertEquals(2, files.customers.size());
    assertFalse(files.customers.hasTokens());
    assertTrue(files.customers("account\ntoken:abc\n").customers.hasTokens());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret,CASTLE,,,,",
        "secret,PERSON,ADULTISH,,,",
        "secret,PERSON,ADULT,Moon/Crater,,",
        "secret,PERSON,ADULT,,31.05.2024,",
        "secret,PERSON,ADULT,,,HALF",
        "secret,PERSON",
        "secret,PERSON,ADULT,,,,",
        "\"secret,PERSON,ADULT,,,",
        ",PERSON,ADULT,,,",
        "token: ,PERSON,ADULT,,,"
      })
  void whatIsNoRowIsRefusedByItsLineAndNotShown(String row) {
    String said =
        refusal(() -> new FirmFiles(folder).customers(FirmFiles.CUSTOMERS + "\n" + row + "\n"));
    assertTrue(said.startsWith("line 7: "), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "secret\n", "kind,zone\n", "account,account\n"})
  void aFileBeginsWithTheNamesOfItsColumns(String text) {
    String said = refusal(() -> new FirmFiles(folder).customers(text));
    assertTrue(said.contains("names the columns: account, and any of kind,age_band"), said);
  }

  @Test
  void whatIsNotUtf8IsRefusedByItsLine() throws Exception {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "account\nM\u00fcnchen\n".getBytes(StandardCharsets.ISO_8859_1));
    String said = refusal(() -> CustomerTable.read(file, FirmFacts.randomKey()));
    assertTrue(said.endsWith("not UTF-8"), said);
  }

  @Test
  void ofDoubledRowsBothLinesAreNamedUnlessTheyAreAlike() throws Exception {
    String alike = "account,kind\nGB22EXAM00000000000003,PERSON\nsecret,PERSON\n";
    String again = "gb22 exam 0000 0000 0000 03,";
    assertEquals(2, new FirmFiles(folder).customers(alike + again + "PERSON\n").customers.size());
    assertEquals(
        "lines 2 and 4 are about the same and differ: leave one of them",
        refusal(() -> new FirmFiles(folder).customers(alike + again + "BUSINESS\n")));
    String pairs = "payer,payee,relationship\nsecret,a,DECLARED\na,secret,BUSINESS\n";
    assertEquals(2, new FirmFiles(folder).relations(pairs).relations.size());
    assertEquals(
        "lines 3 and 4 are about the same and differ: leave one of them",
        refusal(() -> new FirmFiles(folder).relations(pairs + "a,secret,NONE\n")));
  }

  @Test
  void aFileThatCannotBeUsedLeavesTheOneBeforeAndIsCounted() throws Exception {
    Path file = Files.writeString(folder.resolve("customers.csv"), "account\none\ntwo\n");
    var key = FirmFacts.randomKey();
    var followed = new FollowedFile<>(file, changed -> CustomerTable.read(changed, key));
    Files.writeString(file, "account,kind\none,PERSON\none,BUSINESS\n");
    followed.look();
    assertEquals(2, followed.get().size());
    assertEquals(1, followed.refused());
    assertNotNull(followed.problem());
    Files.writeString(file, "account\none\ntwo\nthree\n");
    followed.look();
    assertEquals(3, followed.get().size());
    assertEquals(1, followed.refused());
    assertNull(followed.problem());
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Amsterdam, 2026-03-02T10:00:00Z, 60",
    "Europe/Amsterdam, 2026-07-02T10:00:00Z, 120",
    "-03:30, 2026-07-02T10:00:00Z, -210",
    "'', 2026-07-02T10:00:00Z, "
  })
  void theOffsetIsThatOfTheDay(String zone, String at, Long expected) throws Exception {
    assertEquals(expected, facts(zone, "").offsetMinutes(Instant.parse(at)));
  }

  @ParameterizedTest
  @CsvSource({"2026-02-01, 29", "2026-03-02, 0", "2026-03-03, 0", "2026-03-04, ", "'', "})
  void theAccountIsAsOldAsItsDayOfOpening(String opened, Long expected) throws Exception {
    assertEquals(expected, facts("", opened).accountDays(Instant.parse("2026-03-02T23:00:00Z")));
  }

  private CustomerFacts facts(String zone, String opened) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("one.csv"), "account,zone,opened\nx,%s,%s\n".formatted(zone, opened));
    CustomerFacts[] found = new CustomerFacts[1];
    FirmRows.read(
        file,
        List.of("account"),
        List.of("zone", "opened"),
        (row, line) -> found[0] = CustomerFacts.of(row));
    assertEquals(PayeeKind.UNKNOWN, found[0].kind());
    assertEquals(AgeBand.UNKNOWN, found[0].age());
    assertEquals(KycLevel.UNKNOWN, found[0].kyc());
    return found[0];
  }
}
