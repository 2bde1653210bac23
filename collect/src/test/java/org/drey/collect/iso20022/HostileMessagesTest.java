package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.drey.collect.feed.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are not as they should be: each costs one refusal, with its reason. */
@Timeout(60)
final class HostileMessagesTest {
  private static final int MILLION = 1_000_000;

  @TempDir private Path folder;

  private TestMessages messages() throws Exception {
    return TestMessages.in(folder);
  }

  private TestMessages transfer(String from, String to) throws Exception {
    String text = TestMessages.text("transfer");
    assertEquals(true, text.contains(from), from);
    return messages().readText(text.replace(from, to)).end();
  }

  private void refuses(RefusalReason reason, int sent, TestMessages seen) {
    assertEquals(1, seen.refused(reason), () -> reason + ": " + seen.sums());
    assertEquals(sent, seen.sums().sent());
    assertEquals(0, seen.sums().pending());
  }

  @Test
  void documentTypesAreRefusedBeforeTheirEntitiesAreThere() throws Exception {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE Document [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    bomb.append("]>");
    String text = TestMessages.text("transfer").replace("T-1", "&a29;");
    refuses(
        RefusalReason.DOCUMENT_TYPE,
        0,
        messages().readText(text.replace("<Document ", bomb + "<Document ")).end());
    for (String type :
        List.of(
            "<!DOCTYPE Document SYSTEM \"file:///etc/hostname\">",
            "<!DOCTYPE Document [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]>")) {
      TestMessages seen = messages().readText(type + "<Document/>").end();
      refuses(RefusalReason.DOCUMENT_TYPE, 0, seen);
    }
  }

  @Test
  void ofHalfADocumentWhatIsWholeCounts() throws Exception {
    String text = TestMessages.text("transfer");
    String half = text.substring(0, text.indexOf("T-3"));
    refuses(RefusalReason.MALFORMED, 2, messages().readText(half).end());
    refuses(RefusalReason.MALFORMED, 0, messages().readText("").end());
    refuses(RefusalReason.MALFORMED, 0, messages().readText("<a/>").end());
    refuses(RefusalReason.MALFORMED, 0, messages().readText("{\"a\": 1}").end());
    refuses(RefusalReason.DOCUMENT_TYPE, 1, transfer("T-2", "&none;"));
  }

  @Test
  void whatIsNoUtf8IsNoText() throws Exception {
    byte[] bytes =
        TestMessages.text("transfer")
            .replace("T-3", "T-\u00e9")
            .getBytes(StandardCharsets.ISO_8859_1);
    TestMessages seen = messages();
    seen.intake.read(new ByteArrayInputStream(bytes), "test.xml");
    refuses(RefusalReason.NOT_TEXT, 2, seen.end());
  }

  @Test
  void nothingIsPrintedOfWhatIsNoText() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      TestMessages seen = messages();
      seen.intake.read(new ByteArrayInputStream(new byte[] {(byte) 0x85, 'a'}), "test.xml");
      refuses(RefusalReason.NOT_TEXT, 0, seen.end());
    } finally {
      System.setErr(before);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void encodingsAreThoseThatTheirTextsSay() throws Exception {
    String text = TestMessages.text("transfer").replace("free text", "fr\u00e9e");
    String bare = text.substring(text.indexOf("<Document"));
    Map<byte[], String> inputs =
        Map.of(
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), "a mark",
            text.replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1), "Latin",
            ("\uFEFF" + bare).getBytes(StandardCharsets.UTF_16LE), "little end first",
            bare.getBytes(StandardCharsets.UTF_16BE), "big end first",
            bare.getBytes(StandardCharsets.UTF_8), "nothing");
    for (Map.Entry<byte[], String> input : inputs.entrySet()) {
      TestMessages seen = messages();
      seen.intake.read(new ByteArrayInputStream(input.getKey()), "test.xml");
      assertEquals(3, seen.end().sums().sent(), input.getValue());
    }
    refuses(RefusalReason.MALFORMED, 0, transfer("UTF-8", "none-such"));
  }

  @Test
  void amountsAreExact() throws Exception {
    for (String wrong :
        List.of(
            "20.05123",
            "20.050",
            "-20.05",
            "2e3",
            "+1",
            "1.2.3",
            "1,5",
            "9".repeat(19),
            "99999999999999999.99",
            "Infinity")) {
      refuses(RefusalReason.OUT_OF_RANGE, 2, transfer(">20.05<", ">" + wrong + "<"));
    }
    assertEquals("COMPLETED", transfer(">20.05<", "><").outcomes().get("2360 EUR"), "settled");
    assertEquals("COMPLETED", transfer(">20.05<", "> 0.5 <").outcomes().get("50 GBP"));
  }

  @Test
  void currenciesAndCountriesAreKnown() throws Exception {
    for (String wrong : List.of("XQQ", "gbp", "", "XXX", "GB")) {
      refuses(RefusalReason.OUT_OF_RANGE, 2, transfer("\"GBP\"", "\"" + wrong + "\""));
    }
    refuses(RefusalReason.OUT_OF_RANGE, 2, transfer("InstdAmt Ccy=\"GBP\"", "InstdAmt"));
    refuses(RefusalReason.OUT_OF_RANGE, 2, transfer("<Ctry>BE<", "<Ctry>Belgium<"));
    refuses(RefusalReason.MISSING_FIELD, 2, transfer("<BICFI>EXAMJPJTXXX</BICFI>", ""));
  }

  @Test
  void timesAreTimes() throws Exception {
    String accepted = "2026-03-02T10:58:00+02:00";
    refuses(RefusalReason.OUT_OF_RANGE, 2, transfer(accepted, "2026-03-02"));
    refuses(RefusalReason.OUT_OF_RANGE, 2, transfer(accepted, "2026-02-30T10:58:00Z"));
    refuses(RefusalReason.NO_ZONE, 2, transfer(accepted, "2026-03-02T10:58:00"));
    refuses(RefusalReason.FUTURE, 2, transfer(accepted, "2099-03-02T10:58:00Z"));
    refuses(RefusalReason.TOO_OLD, 2, transfer(accepted, "2024-03-02T10:58:00Z"));
  }

  @Test
  void whoIsNotNamedIsNotInvented() throws Exception {
    refuses(
        RefusalReason.MISSING_FIELD,
        2,
        transfer("<Id><IBAN>GB22EXAM00000000000003</IBAN></Id>", "<Nm>Account Name</Nm>"));
    refuses(
        RefusalReason.MISSING_FIELD,
        2,
        transfer("<IntrBkSttlmAmt Ccy=\"USD\">0.99</IntrBkSttlmAmt>", ""));
  }

  @Test
  void depthAndTextAreBounded() throws Exception {
    refuses(RefusalReason.TOO_DEEP, 1, transfer("T-2", "<a>".repeat(MILLION)));
    refuses(RefusalReason.OUT_OF_RANGE, 2, transfer("T-2", "T".repeat(MILLION)));
    assertEquals(3, transfer("free text", "text ".repeat(MILLION)).sums().sent());
    refuses(
        RefusalReason.OVERSIZED,
        0,
        transfer("<CtgyPurp>", "<CtgyPurp a='" + "x".repeat(9 * MILLION) + "'>"));
    assertEquals(
        3,
        transfer("<Purp>", "<Purp><Cd>RENT</Cd></Purp>".repeat(MILLION / 10) + "<Purp>")
            .sums()
            .sent());
  }

  @Test
  void anInputThatCannotBeReadIsTheSourcesMatter() throws Exception {
    InputStream head =
        new ByteArrayInputStream(
            TestMessages.text("transfer").substring(0, 1_500).getBytes(StandardCharsets.UTF_8));
    InputStream failing =
        Files.newInputStream(Files.writeString(folder.resolve("gone.xml"), "<a/>"));
    failing.close();
    TestMessages seen = messages();
    InputStream both = new SequenceInputStream(Collections.enumeration(List.of(head, failing)));
    assertThrows(IOException.class, () -> seen.intake.read(both, "test.xml"));
    assertEquals(Map.of(), seen.outcomes());
  }
}
