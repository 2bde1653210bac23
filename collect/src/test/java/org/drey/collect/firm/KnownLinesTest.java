package org.drey.collect.firm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.format.LineFormat;
import org.drey.collect.lines.LineFeeds;
import org.drey.collect.lines.LineIntake;
import org.drey.event.AgeBand;
import org.drey.event.PayeeKind;
import org.drey.event.Payment;
import org.drey.event.Relationship;
import org.drey.event.TopicNames;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of payments, to which the firm's knowledge is joined as to messages. */
final class KnownLinesTest {
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
            payee_kind: kind
            channel: {value: ACCOUNT_TRANSFER}
            status: {value: COMPLETED}
            amount_minor: {value: "100"}
            currency: {value: GBP}
            payer_country: {value: NL}
            payee_country: {value: GB}
      lost: The rest.
      configure: Nothing.
      samples:
        - line: "time,payer,payee,kind\\n2019-03-02T09:00:00Z,a,b,PERSON"
          record: {stream: payments, event_time: 2019-03-02T09:00:00Z, subject: a, payee: b,
            payee_kind: PERSON, channel: ACCOUNT_TRANSFER, status: COMPLETED, amount_minor: 100,
            currency: GBP, payer_country: NL, payee_country: GB}
      """;

  @TempDir private Path folder;

  @Test
  void whatALineDoesNotSayIsFilled() throws Exception {
    TestFeed feed =
        new FirmFiles(folder)
            .customers(FirmFiles.CUSTOMERS)
            .relations(FirmFiles.RELATIONS)
            .pairs()
            .feed();
    LineIntake intake =
        new LineFeeds(
                LineFormat.read(YamlNode.parse("core.yaml", FORMAT)),
                Map.of(TopicNames.PAYMENTS, feed.feed()),
                feed.feed().counts(),
                feed.feed().clock())
            .intake();
    int position = 0;
    for (String line :
        new String[] {
          "time,payer,payee,kind",
          "2026-02-28T10:00:00Z,NL26 EXAM 0000 0000 01,GB22 EXAM 0000 0000 0000 03,",
          "2026-03-02T10:00:00Z,NL26EXAM0000000001,GB22EXAM00000000000003,CHARITY"
        }) {
      intake.take(line.getBytes(StandardCharsets.UTF_8), position++);
    }
    Payment first = feed.payments().get(0);
    assertEquals(PayeeKind.PERSON, first.getPayeeKind());
    assertEquals(AgeBand.UNDER_18, first.getPayerAgeBand());
    assertEquals(Relationship.VERIFIED_FAMILY, first.getRelationship());
    assertNull(first.getPayeeTenureDays(), "the file begins with it");
    Payment second = feed.payments().get(2);
    assertEquals(PayeeKind.CHARITY, second.getPayeeKind(), "as the line says");
    assertEquals(2, second.getPayeeTenureDays());
  }
}
